"""Write a thousand messy cards, and make a mess of them: `mess.py make DIR`, `mess.py edit DIR DAY`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

KINDS = 6
DECKS = 20


def card(number: int) -> str:
    """One card of any kind but drill, with the things that trip readers."""
    key = f" {{#n{number} .mid}}" if number % 3 == 0 else ""
    match number % KINDS:
        case 0:
            return f"## What does `map<int, set<{number}>>` hold?{key}\n\nSets by key.\n\n```cpp\n#include <map>\n# not a heading\nint a[2][2] = {{{{1,2}},{{3,4}}}};\n```\n"
        case 1:
            return f"## Layer {number} needs {{{{$2n^{{{number}}}$::a power}}}} bytes and {{{{c1::two}}}} of {{{{c1::three}}}} buffers.{key}\n"
        case 2:
            return f"## Which costs ${number}? — 选择{key}\n\n- [ ] A\n- [x] B: `x[1]` costs 5 % — *it does*\n- [ ] שלום — *no*\n\n### Why\n\n| a | b |\n|---|---|\n| {number} | 2 |\n"
        case 3:
            return f"## Tell me about incident {number}.{key}\n\n### Key points\n\n- What broke {{#what}}\n  - also: outage, incident {number}\n- What was learned {{#lesson}}\n\n### Rubric\n\n1. a\n2. b\n3. c\n4. d\n\n### Answer\n\nIt broke.\n"
        case 4:
            return f"## Find the fault in snippet {number}. {{{'#n' + str(number) + ' ' if number % 3 == 0 else ''}.code}}\n\n```python\ndef f():\n    ## comment\n    return {number}\n```\n\n### Answer\n\nThere is none.\n"
        case _:
            return f"## Term {number}{key.replace('}', ' .both-ways}') if key else ' {.both-ways}'}\n\n- nested\n  - list {number}\n    - deeper\n"


def make(folder: Path) -> None:
    for deck in range(DECKS):
        text = "---\ntitle: Deck " + str(deck) + "\nlanguage: en\n---\n\nIntroduction.\n\n# Topic\n\n"
        text += "\n".join(card(deck * 50 + i) for i in range(50))
        data = text.encode()
        if deck % 5 == 1:
            data = data.replace(b"\n", b"\r\n")
        if deck % 5 == 2:
            data = b"\xef\xbb\xbf" + data
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"deck-{deck:02}.md").write_bytes(data)


def edit(folder: Path, day: int) -> None:
    """Reword, move, rename, split, merge, kill and bring back cards, as a user with an editor would."""
    rng = random.Random(day)
    files = sorted(folder.rglob("*.md"))
    for _ in range(3):
        path = rng.choice(files)
        lines = path.read_bytes().split(b"\n")
        at = rng.choice([i for i, line in enumerate(lines) if line.strip()])
        if not lines[at].startswith((b"#", b"-", b"`", b"|")):
            lines[at] += b" (reworded)"
        path.write_bytes(b"\n".join(lines))
    first, second = rng.sample(files, 2)
    source = first.read_text(encoding="utf-8-sig")
    head, *cards = source.split("\n## ")
    if len(cards) > 5:
        moved = cards.pop(rng.randrange(len(cards)))
        first.write_text("\n## ".join([head, *cards]), encoding="utf-8")
        second.write_text(second.read_text(encoding="utf-8-sig").rstrip() + "\n\n## " + moved, encoding="utf-8")
    if day % 4 == 0:
        path = rng.choice([file for file in files if file.exists()])
        target = folder / f"moved-{day}" / path.name
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
    if day % 5 == 0:
        path = rng.choice(sorted(folder.rglob("*.md")))
        head, *cards = path.read_text(encoding="utf-8-sig").split("\n## ")
        half = len(cards) // 2
        path.write_text("\n## ".join([head, *cards[:half]]) + "\n", encoding="utf-8")
        path.with_name(f"split-{day}.md").write_text("## " + "\n## ".join(cards[half:]), encoding="utf-8")
    if day % 7 == 0:
        path = rng.choice(sorted(folder.rglob("*.md")))
        path.rename(path.with_suffix(".gone"))
    if day % 7 == 3:
        for path in folder.rglob("*.gone"):
            path.rename(path.with_suffix(".md"))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        edit(Path(sys.argv[2]), int(sys.argv[3]))
