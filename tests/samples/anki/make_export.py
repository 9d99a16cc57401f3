"""Write all shipped decks and a studied profile as an Anki package, with a list of what Anki must find in it.

`python make_export.py FOLDER`, with this project's own Python; then `check_export.py FOLDER` with Anki's.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "src"))

from interviewprep.cards import faces  # noqa: E402
from interviewprep.cards.model import Kind  # noqa: E402
from interviewprep.cards.parts import kind_of  # noqa: E402
from interviewprep.formats.apkg.media import PackageMedia  # noqa: E402
from interviewprep.formats.apkg.notes import example_of  # noqa: E402
from interviewprep.formats.apkg.writer import deck_name, guid_of  # noqa: E402
from interviewprep.formats.leaving import FileKind, address_of, study_decks  # noqa: E402
from interviewprep.journeys.auto import AutoStudy  # noqa: E402
from interviewprep.journeys.exporting.carrying import export  # noqa: E402
from interviewprep.journeys.exporting.choosing import chosen  # noqa: E402
from interviewprep.journeys.exporting.wishes import Selection, Wanted  # noqa: E402
from interviewprep.journeys.workplace import for_writing  # noqa: E402
from interviewprep.memory.review import NEW_MEMORY  # noqa: E402
from interviewprep.paths import Places  # noqa: E402
from interviewprep.rendering.render import show  # noqa: E402

DAYS, A_DAY = 40, 100
OFFSET_MIN = 0
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c6360606000000004000127340a6b0000000049454e44ae426082"
)
HARD = r"""---
title: What is hard for Anki
---

# Signs

## `std::vector<int>` keeps {{`size::t`}} and {{$\frac{1}{{2}}$::a half}}. {#colons .junior leaf=PY-01 covers=A-1,B-2}

## {{c1::One}} and {{c2::two::hint with }} braces}} and {{c1::one again}}. {#groups}

```cpp
auto x = foo<std::map<int, int>>{{1, 2}};
```

## Ampersands & <angles>, [sound:no.mp3], [$]no TeX[/$] and $a < b$ {#signs .both-ways}

The answer has `{{braces}}`, $x_{a_{b}}$ and

$$\sum_{i}^{n} i < n^2$$

## Two ways {#ways .both-ways}

Back & forth

## A picture {#picture}

![Plan](media/plan.png) ![The same](media/a%20b.png) [Hear](media/tone.mp3)

## Label the plan {#areas}

![Plan](media/plan.png)

- {{area: 10 20 30.5 5 = SM}}
- {{c1::area: 50 50 10 10}} {{c1::area: 70 70 10 10}}

## Mixed {{word}} {#mixed}

![Plan](media/plan.png)

{{area: 10 20 30.5 5 = SM}}

## اللغة {#rtl}

العربية
"""


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    now_ms = int(time.time() * 1000)
    clock = [now_ms - DAYS * 86_400_000, OFFSET_MIN]
    with for_writing(Places(folder / "data"), lambda: (clock[0], clock[1]), "make_export") as workplace:
        own = workplace.places.decks / "own"
        (own / "media").mkdir(parents=True)
        (own / "hard.md").write_text(HARD, encoding="utf-8")
        for name in ("plan.png", "a b.png"):
            (own / "media" / name).write_bytes(PICTURE + name.encode())
        (own / "media" / "tone.mp3").write_bytes(b"ID3tone")
        workplace.refresh()
        for day in range(DAYS):
            clock[0] = now_ms - (DAYS - day) * 86_400_000
            for _ in AutoStudy(workplace, (), day).run(A_DAY):
                pass
            workplace.clock = lambda: (clock[0], clock[1])
        clock[0] = now_ms
        for _ in AutoStudy(workplace, (), 99).run(15):
            pass
        workplace.clock = lambda: (clock[0], clock[1])
        with workplace.database.write() as db:
            db.run("UPDATE item SET suspended = 1 WHERE id % 17 = 0")
            db.run("UPDATE card SET marked = 1 WHERE id % 23 = 0")
        started = time.perf_counter()
        done = export(workplace, Selection(), Wanted(FileKind.ANKI, True, replace=True), folder / "export.apkg")
        print(f"written in {time.perf_counter() - started:.1f} s: {done.content}"[:300])
        decks = study_decks(chosen(workplace, Selection(), with_progress=True, say=lambda _: None))
        media = PackageMedia(decks)
        expected = {
            "today": workplace.now().day,
            "cards": [one for deck in decks for card in deck.cards for one in expected_of(deck, card)],
            "media": {name: medium.size for name, medium in media.files()},
        }
        (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")


def expected_of(deck, one):
    known = {memory.face: memory for memory in one.memories}
    for place, face in enumerate(faces.faces(one.card)):
        memory = known[face].exact if face in known else NEW_MEMORY
        seen = show(one.card, face, draw=example_of(one.card, address_of(deck, one)))
        # Our reading text says where areas are and what is heard, and Anki's does not.
        odd = one.card.attributes.id in ("areas", "mixed", "picture")
        log = [review for review in one.reviews if review.face == face]
        tags = [*one.card.attributes.tags, *(["marked"] if one.marked else [])]
        if leaf := one.card.attributes.get("leaf"):
            tags.append(f"leaf::{leaf}")
        yield {
            "address": address_of(deck, one),
            "guid": guid_of(one),
            "ord": place,
            "deck": deck_name(deck.name),
            "state": int(memory.state),
            "suspended": face in known and known[face].suspended,
            "due_day": memory.due_day,
            "due_ms": memory.due_ms,
            "interval": memory.interval,
            "reviews": memory.reviews,
            "lapses": memory.lapses,
            "stability": memory.stability,
            "difficulty": memory.difficulty,
            "last_ms": memory.last_ms,
            "log": [
                {"ease": int(r.rating), "interval": r.interval, "time": r.duration_ms, "at_ms": r.at_ms} for r in log
            ],
            "words": words("" if odd else seen.plain_question),
            "answer_words": words("" if odd or kind_of(one.card) is Kind.CHOICE else seen.plain_answer),
            "tags": tags,
        }


def words(text: str) -> list[str]:
    """Words that any rendering must show; what our reading text says of its own is left out."""
    own = {"blank", "picture", "right", "wrong"}
    found = re.findall(r"[A-Za-z]{4,}", text)
    return [word for word in found if not any(word.startswith(one) for one in own)][:60]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
