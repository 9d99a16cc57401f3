"""The files that our own decks come in: one deck file, a folder, a zip. Names are looked at and never followed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from interviewprep.cards.deck_names import is_deck_name
from interviewprep.formats.archive import PIECE, Archive, Member, pieces_of
from interviewprep.formats.bundle.shape import DECKS, MANIFEST, PROGRESS, SHIPPED
from interviewprep.formats.foreign import NotReadable, Skipped
from interviewprep.formats.head import files_below, unreadable

DEEPEST = 12
_LONGEST_PART = 80
_LONGEST_PLACE = 300
_UNSAFE = re.compile(r"[^\w .,+()&'!-]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.I)
_DRIVE = re.compile(r"[A-Za-z]:")
_NO_NAME = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\\]|[ .]\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file among the decks. `name` is its path below the folder of all decks, with forward slashes, in NFC."""

    name: str
    place: str
    """As the user would find it: the path below what was given."""
    size: int
    chunks: Callable[[], Iterator[bytes]]
    is_shipped: bool = False
    origin: str = ""
    """A deck's name over there."""

    @property
    def folder(self) -> str:
        return self.name.rpartition("/")[0]


@dataclass(slots=True)
class Files:
    """What a file or folder of ours holds."""

    decks: list[Entry] = field(default_factory=list)
    others: dict[str, Entry] = field(default_factory=dict)
    """What may be media, by its name."""
    manifest: Entry | None = None
    progress: Entry | None = None
    is_single: bool = False
    skipped: list[Skipped] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    _taken: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, place: str, size: int, chunks: Callable[[], Iterator[bytes]], *, named: bool) -> None:
        """Put a file where it belongs. `named` says that folders are those of a bundle: decks/, shipped/."""
        path = unicodedata.normalize("NFC", path)
        place = place if len(place) <= _LONGEST_PLACE else f"{place[:_LONGEST_PLACE]}…"
        if path == MANIFEST:
            self.manifest = Entry(path, place, size, chunks)
        elif path == PROGRESS:
            self.progress = Entry(path, place, size, chunks)
        elif not named:
            self._put(path, place, size, chunks, is_shipped=False)
        elif path.startswith(DECKS):
            self._put(path[len(DECKS) :], place, size, chunks, is_shipped=False)
        elif path.startswith(SHIPPED):
            self._put(path[len(SHIPPED) :], place, size, chunks, is_shipped=True)

    def _put(
        self, path: str, place: str, size: int, chunks: Callable[[], Iterator[bytes]], *, is_shipped: bool
    ) -> None:
        *folders, last = path.split("/")
        is_deck = is_deck_name(last) and "media" not in folders
        safe_parts = [safe(part) for part in folders]
        if is_deck:
            stem = safe(last[:-3])
            safe_parts.append("media-deck.md" if stem == "media" else f"{stem}.md")
        elif len(folders) > DEEPEST or _NO_NAME.search(last) or _RESERVED.match(last):
            self.skipped.append(Skipped(place, "not every system can store this name; rename it where it was made"))
            return
        else:
            safe_parts.append(last)
        if is_deck and len(folders) >= DEEPEST:
            self.skipped.append(Skipped(place, f"lies in more than {DEEPEST} folders; move it up"))
            return
        self._keep(Entry("/".join(safe_parts), place, size, chunks, is_shipped), path, is_deck=is_deck)

    def _keep(self, entry: Entry, path: str, *, is_deck: bool) -> None:
        name = entry.name
        twin = self._taken.get(f"{entry.is_shipped}{name.casefold()}")
        if twin is not None and not is_deck:
            self.skipped.append(Skipped(entry.place, f"has the same name as {twin}, but for case or accents"))
            return
        number = 1
        while f"{entry.is_shipped}{name.casefold()}" in self._taken:
            number += 1
            name = f"{entry.name[:-3]}-{number}.md"
        self._taken[f"{entry.is_shipped}{name.casefold()}"] = entry.place
        if name != path and is_deck:
            why = f", since {twin} has its name" if twin else ", a name that every system can store"
            self.notices.append(f"{entry.place} is called {name} here{why}")
        kept = replace(entry, name=name, origin=path.removesuffix(".md"))
        if is_deck:
            self.decks.append(kept)
        else:
            self.others[name] = kept


def single(path: Path) -> Files:
    """One deck file, whatever its ending; what lies below its folder is found by `beside`."""
    files = Files(is_single=True)
    stem = path.stem if path.suffix.lower() in (".md", ".markdown", ".txt") else path.name
    files.decks.append(Entry(f"{safe(unicodedata.normalize('NFC', stem))}.md", path.name, 0, lambda: _read(path)))
    return files


def beside(deck: Path, name: str) -> Entry | None:
    """A regular file of this relative name below the deck's folder; links are not followed."""
    path = deck.parent
    for part in name.split("/"):
        path /= part
        if part in ("", ".", "..") or path.is_symlink():
            return None
    if not path.is_file() or _NO_NAME.search(path.name) or _RESERVED.match(path.name):
        return None
    return Entry(name, name, path.stat().st_size, lambda: _read(path))


def folder(path: Path) -> Files:
    """Every file below a folder, hidden ones left out. Raises NotReadable for a link."""
    files = Files()
    found = [(file.relative_to(path).as_posix(), file) for file in files_below(path)]
    named = any(name == MANIFEST for name, _ in found)
    for name, file in found:
        files.add(name, name, file.stat().st_size, lambda file=file: _read(file), named=named)  # type: ignore[misc]
    return files


def archive(path: Path, *, allow_large: bool) -> Files:
    """The members of a zip. Raises NotReadable where one leads out of its folder."""
    with Archive(path, allow_large=allow_large) as packed:
        members = list(packed.members.values())
    files = Files()
    named = {name: member for member in members if (name := _inside(path, member))}
    top = _only_folder(list(named))
    is_bundle = f"{top}{MANIFEST}" in named
    for name, member in sorted(named.items()):
        chunks = lambda member=member: pieces_of(path, member)  # noqa: E731
        files.add(name[len(top) :], name, member.size, chunks, named=is_bundle)
    return files


def _inside(path: Path, member: Member) -> str:
    """The member's path with forward slashes; "" for a folder or what is hidden."""
    name = member.name.replace("\\", "/")
    parts = name.split("/")
    if name.startswith("/") or _DRIVE.match(name) or ".." in parts or "\x00" in name:
        shown = "".join(char if char.isprintable() else "?" for char in name[:80])
        place = f"{path}: entry {member.number} ({shown})"
        raise NotReadable(place, reason="its name leads out of the folder; this archive was made to deceive")
    if not parts[-1] or any(part.startswith(".") for part in parts if part) or parts[0] == "__MACOSX":
        return ""
    return "/".join(part for part in parts if part)


def _only_folder(names: list[str]) -> str:
    """The one folder that everything lies in, as with a zip that was made of a folder."""
    if MANIFEST in names:
        return ""
    tops = {name.partition("/")[0] for name in names}
    only = f"{tops.pop()}/" if len(tops) == 1 else ""
    return only if only and all(name.startswith(only) for name in names) else ""


def safe(part: str) -> str:
    """A name that every system can store, and that a deck or its folder can have."""
    plain = _UNSAFE.sub("-", part)[:_LONGEST_PART].rstrip(" .")
    while plain and not plain[0].isalnum() and plain[0] != "_":
        plain = plain[1:]
    if not any(char.isalnum() for char in plain):
        return "deck"
    if plain.lower().endswith(".md"):
        # A folder of this name would stand where a deck's file does.
        plain = f"{plain[:-3]}-md"
    if _RESERVED.match(plain) or not is_deck_name(f"{plain.casefold()}.md"):
        return f"{plain}-deck"
    return plain


def _read(path: Path) -> Iterator[bytes]:
    try:
        with open(path, "rb") as file:
            while piece := file.read(PIECE):
                yield piece
    except OSError as fault:
        raise unreadable(path, fault) from fault
