"""Let Anki itself say whether our packages hold everything: `python check_export.py FOLDER [BACK.apkg]`.

Runs where the `anki` package is installed, and is no part of the tests. FOLDER holds `export.apkg` and `expected.json`,
as `make_export.py` beside this writes them. The package goes into a fresh collection; every card is compared with
what was meant, one by one. BACK.apkg is what Anki then writes of it, to be imported here again.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from anki import import_export_pb2 as messages
from anki.collection import Collection


def main(folder: Path, back: Path | None) -> int:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as place:
        collection = Collection(f"{place}/collection.anki2")
        started = time.perf_counter()
        options = messages.ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False)
        log = collection.import_anki_package(
            messages.ImportAnkiPackageRequest(package_path=str(folder / "export.apkg"), options=options)
        ).log
        seconds = time.perf_counter() - started
        faults = Counter()
        examples = {}

        def fault(kind: str, what: object) -> None:
            faults[kind] += 1
            examples.setdefault(kind, what)

        counts = Counter()
        cards = {}
        for row in collection.db.execute(
            "select notes.guid, cards.ord, cards.id, cards.type, cards.queue, cards.due, cards.ivl, cards.reps,"
            " cards.lapses, cards.did from cards join notes on notes.id = nid"
        ):
            cards[row[0], row[1]] = row
        logged: dict[int, list] = {}
        for cid, *row in collection.db.execute("select cid, id, ease, ivl, time, type from revlog order by id"):
            logged.setdefault(cid, []).append(row)
        media = Path(collection.media.dir())
        today = collection.sched.today
        now_day = expected["today"]
        for one in expected["cards"]:
            row = cards.pop((one["guid"], one["ord"]), None)
            counts["cards"] += 1
            if row is None:
                fault("missing card", one["address"])
                continue
            _, _, cid, kind, queue, due, ivl, reps, lapses, did = row
            card = collection.get_card(cid)
            if collection.decks.name(did) != one["deck"]:
                fault("deck", (one["address"], collection.decks.name(did)))
            if kind != one["state"] or (queue == -1) != one["suspended"]:
                fault("state", (one["address"], kind, queue))
            if one["state"] == 2 and due - today != one["due_day"] - now_day:
                fault("due day", (one["address"], due, today, one["due_day"], now_day))
            if one["state"] in (1, 3) and due != one["due_ms"] // 1000:
                fault("due time", (one["address"], due, one["due_ms"]))
            if one["state"] == 2 and ivl != one["interval"]:
                fault("interval", (one["address"], ivl, one["interval"]))
            if one["state"] and (reps, lapses) != (one["reviews"], one["lapses"]):
                fault("counts", (one["address"], reps, lapses))
            if one["state"]:
                counts["memories"] += 1
                state = card.memory_state
                if state is None or abs(state.stability - one["stability"]) > 1e-4 + 1e-6 * one["stability"]:
                    fault("stability", (one["address"], state, one["stability"]))
                elif abs(state.difficulty - one["difficulty"]) > 1e-3:
                    fault("difficulty", (one["address"], state, one["difficulty"]))
                if card.last_review_time != one["last_ms"] // 1000:
                    fault("last review", (one["address"], card.last_review_time, one["last_ms"]))
            came = logged.get(cid, [])
            counts["reviews"] += len(one["log"])
            wanted = [[entry["ease"], entry["interval"], entry["time"]] for entry in one["log"]]
            if [[ease, max(days, 0), spent] for _, ease, days, spent, _ in came] != wanted:
                fault("reviews", (one["address"], came[:3], wanted[:3]))
            elif any(abs(entry["at_ms"] - row[0]) > 200 for entry, row in zip(one["log"], came, strict=True)):
                fault("times", (one["address"], came[:3], one["log"][:3]))
            sides = (card.question(), card.answer())
            counts["sides"] += 2
            if any("{{" in re.sub(r"<code.*?</code>", "", side, flags=re.S) for side in sides):
                fault("rendering", (one["address"], sides[0][:300]))
            for name in re.findall(r'<img [^>]*src="([^"]+)"', "".join(sides)):
                counts["pictures"] += 1
                if not (media / name).is_file():
                    fault("picture", (one["address"], name))
            words = plain(collection, sides[0])
            for word in one["words"]:
                if word not in words:
                    fault("words", (one["address"], word, words[:300]))
                    break
            answered = plain(collection, sides[1])
            for word in one["answer_words"]:
                if word not in answered:
                    fault("answer words", (one["address"], word, answered[:300]))
                    break
            tags = set(card.note().tags)
            if not set(one["tags"]) <= tags:
                fault("tags", (one["address"], tags))
        for key in cards:
            fault("card too many", key)
        for name, size in expected["media"].items():
            counts["media"] += 1
            if not (media / name).is_file() or (media / name).stat().st_size != size:
                fault("media", name)
        problems = collection.fix_integrity()
        print(
            f"found {log.found_notes} notes, new {len(log.new)}, conflicting {len(log.conflicting)},"
            f" import took {seconds:.1f} s; integrity: {problems[0].strip()!r}"
        )
        print(dict(counts))
        for kind, count in faults.items():
            print(f"FAULT {kind}: {count}, first {examples[kind]}")
        again = collection.import_anki_package(
            messages.ImportAnkiPackageRequest(package_path=str(folder / "export.apkg"), options=options)
        ).log
        print(f"a second time: new {len(again.new)}, updated {len(again.updated)}, duplicate {len(again.duplicate)}")
        if back is not None:
            wanted = messages.ExportAnkiPackageOptions(with_scheduling=True, with_media=True)
            collection.export_anki_package(out_path=str(back), options=wanted, limit=None)
        collection.close()
    return 1 if faults else 0


def plain(collection: Collection, html: str) -> str:
    html = re.sub(r"<style.*?</style>", "", html, flags=re.S)
    html = re.sub(r'<img [^>]*?alt="([^"]*)"[^>]*>', r" \1 ", html)
    return " ".join(collection._backend.strip_html(text=html, mode=0).split()) if html else ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
