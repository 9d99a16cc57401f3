"""Media in an Anki package, which has them all in one folder: flat names, each for one content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import sha1
from pathlib import PurePosixPath

from interviewprep.cards.media import media
from interviewprep.cards.model import Card
from interviewprep.formats.leaving import LeavingDeck, LeavingMedium

_UNSAFE = re.compile(r'[\x00-\x1f:*?"<>|\\/\[\]{}^%#&\']')
_LONGEST = 100


class PackageMedia:
    def __init__(self, decks: Sequence[LeavingDeck]) -> None:
        self._names: dict[str, dict[str, str]] = {}
        self._files: dict[str, LeavingMedium] = {}
        by_place: dict[str, str] = {}
        known: dict[str, tuple[str, bytes]] = {}
        for deck in decks:
            here = self._names[deck.name] = {}
            for medium in deck.media:
                root = "shipped/" if deck.is_shipped else "decks/"
                name = by_place.get(root + medium.place)
                if name is None:
                    name = by_place[root + medium.place] = self._free(medium, known)
                here[medium.name] = name

    def of(self, deck: LeavingDeck) -> dict[str, str]:
        """Names in the package, by those that the deck's cards use."""
        return self._names[deck.name]

    def shown_by(self, deck: LeavingDeck, card: Card) -> dict[str, str]:
        here = self.of(deck)
        return {one.name: here[one.name] for one in media(card) if one.name in here}

    def files(self) -> Iterator[tuple[str, LeavingMedium]]:
        yield from self._files.items()

    def _free(self, medium: LeavingMedium, known: dict[str, tuple[str, bytes]]) -> str:
        """A name that no other content has; the same content under the same name is there once."""
        digest = sha1(usedforsecurity=False)
        for chunk in medium.chunks():
            digest.update(chunk)
        path = PurePosixPath(unicodedata.normalize("NFC", medium.name))
        # A name that an import gave goes back to the one it had.
        stem = path.stem.removesuffix(f"-{digest.hexdigest()[:8]}") or path.stem
        name = _UNSAFE.sub("_", stem)[:_LONGEST] + _UNSAFE.sub("_", path.suffix)
        if known.get(name.casefold(), (name, digest.digest()))[1] != digest.digest():
            name = f"{_UNSAFE.sub('_', stem)[:_LONGEST]}-{digest.hexdigest()[:8]}{path.suffix}"
        if name.casefold() not in known:
            known[name.casefold()] = name, digest.digest()
            self._files[name] = medium
        return known[name.casefold()][0]
