"""Makes the packages beside it with the real Anki, and what Anki itself reads in them, for the tests to compare.

Runs where the `anki` package (26.9) is installed, which is no dependency of this project:
    python tests/samples/anki/make_packages.py
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import struct
import sys
import tempfile
import wave
import zlib
from pathlib import Path

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from anki import hooks, latex  # isort: skip - it needs the collection to be there
from anki.sound import TTSTag  # isort: skip

# Formulas stay as they are written; making pictures of them would need LaTeX.
hooks.card_did_render.remove(latex.on_card_did_render)

HERE = Path(__file__).parent
NOW = 1_767_225_600
"""2026-01-01; ids and times count from here, so that a new run gives the same cards."""


def png(red: int, green: int, blue: int, size: int = 8) -> bytes:
    rows = b"".join(b"\0" + bytes((red, green, blue)) * size for _ in range(size))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">2I5B", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def wav(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(128 for _ in range(80)))


def mp3() -> bytes:
    return b"ID3\x03\0\0\0\0\0\0" + b"\xff\xfb\x90\x00" + bytes(413)


def add(col: Collection, kind: str, deck: str, fields: list[str], tags: str = "") -> int:
    note = col.new_note(col.models.by_name(kind))
    for index, text in enumerate(fields):
        note.fields[index] = text
    note.tags = tags.split()
    note.guid = hashlib.sha1("\x1f".join([kind, *fields]).encode()).hexdigest()[:10]
    col.add_note(note, col.decks.id(deck))
    return note.id


def settle(col: Collection) -> None:
    """Times and ids that do not depend on when this runs."""
    notes = col.db.list("select id from notes order by id")
    cards = col.db.list("select id from cards order by nid, ord")
    for number, note in enumerate(notes):
        col.db.execute("update notes set id = ?, mod = ? where id = ?", NOW * 1000 + number, NOW, note)
        col.db.execute("update cards set nid = ? where nid = ?", NOW * 1000 + number, note)
    for number, card in enumerate(cards):
        col.db.execute("update cards set id = ?, mod = ? where id = ?", NOW * 1000 + 100_000 + number, NOW, card)
        col.db.execute("update revlog set cid = ? where cid = ?", NOW * 1000 + 100_000 + number, card)


def everything(col: Collection, folder: Path) -> None:
    """One of each kind of note, as Anki's own note types have them, and own templates."""
    media = {"heart.png": png(200, 0, 0), "Größe 1.png": png(0, 200, 0), "beep.mp3": mp3(), "lung.svg": b"<svg/>"}
    named = {}
    for name, data in media.items():
        (folder / name).write_bytes(data)
        named[name] = col.media.add_file(str(folder / name))
    wav(folder / "tone.wav")
    col.media.add_file(str(folder / "tone.wav"))
    add(col, "Basic", "Biology", ["What is a cell?", "The unit of <b>life</b>"], "bio::cell easy")
    add(col, "Basic", "Biology", ["a &lt; b &amp; c * d _e_ # [x](y) `z` {{c1::no}} $5 ~~s~~", "1. no list<br>- none"])
    add(col, "Basic", "Biology::Organs", ['Which organ?<br><img src="heart.png">', "Heart [sound:beep.mp3]"], "marked")
    size = named["Größe 1.png"]
    add(col, "Basic", "Biology::Organs::Size", [f'<img src="{size}" alt="big">', "[sound:tone.wav] <i>large</i>"])
    add(
        col,
        "Basic",
        "Biology",
        ['<img src="https://example.org/remote.png">?', '<img src="lung.svg"> and <img src="none.png">'],
    )
    add(col, "Basic", "Maths", [r"\(x^2 &lt; y\) and [$]\alpha[/$]", r"\[\frac{a}{b}\]<br>[latex]$\beta$[/latex]"])
    add(
        col,
        "Basic",
        "Maths",
        ["<div>one</div><div><br></div><div>two</div>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"],
    )
    add(
        col,
        "Basic",
        "Maths",
        ["Table?", "<table><tr><th>A</th><th>B|C</th></tr><tr><td>1</td><td>2<br>3</td></tr></table>"],
    )
    add(col, "Basic", "Maths", ["Code?", "<pre>for x in y:\n    print(x * 2)</pre><code>a_b*c</code>"])
    add(
        col,
        "Basic",
        "Maths",
        [
            "<b>bold <i>both</i></b>and<i>it</i>",
            'H<sub>2</sub>O x<sup>2</sup> <u>u</u> <s>s</s> <a href="https://example.org/a_b">link</a>',
        ],
    )
    add(col, "Basic (and reversed card)", "Words", ["Haus", "house"])
    add(col, "Basic (optional reversed card)", "Words", ["Hund", "dog", ""])
    add(col, "Basic (optional reversed card)", "Words", ["Katze", "cat", "y"])
    add(col, "Basic (type in the answer)", "Words", ["Baum", "tree"])
    add(col, "Cloze", "Cloze", ["{{c1::Paris}} is the capital of {{c2::France::country}}.", "Since 987"], "geo leech")
    add(col, "Cloze", "Cloze", ["{{c1::One}} and {{c1::two}}<br>{{c3::<b>three</b> of {std}::hint :: more}}", ""])
    add(col, "Cloze", "Cloze", ["{{c1::outer {{c2::inner}} end}} of it", ""])
    add(col, "Cloze", "Cloze", [r"\(a = {{c1::b}} + c\) and {{c2::\(x^2\)}}", ""])
    own_types(col)
    add(col, "Own", "Own", ["漢字[かんじ]", "character", "a hint", "x"], "語 two-words 9lives a/b")
    add(col, "Own", "Own", ["plain", "answer", "", ""])
    occlusion(col, folder)


def own_types(col: Collection) -> None:
    kind = col.models.new("Own")
    for name in ("Word", "Meaning", "Note", "Switch"):
        col.models.add_field(kind, col.models.new_field(name))
    card = col.models.new_template("Read")
    card["qfmt"] = (
        "<!-- c {{Meaning}} --><div class=w>{{furigana:Word}}</div>{{#Switch}}(switch){{/Switch}}{{^Switch}}(none){{/Switch}} {{hint:Note}}"
    )
    card["afmt"] = (
        "{{FrontSide}}<hr id=answer>{{kana:Word}} / {{kanji:Word}} = {{text:Meaning}} ({{Subdeck}}, {{Card}}, {{Type}}, {{Tags}}) {{tts en_US:Word}}"
    )
    col.models.add_template(kind, card)
    card = col.models.new_template("Back")
    card["qfmt"] = "{{Meaning}}?"
    card["afmt"] = "{{Meaning}}?<br>{{Word}}"
    col.models.add_template(kind, card)
    col.models.add(kind)


def occlusion(col: Collection, folder: Path) -> None:
    col.add_image_occlusion_notetype()
    (folder / "map.png").write_bytes(png(0, 0, 200, 100))
    col.media.add_file(str(folder / "map.png"))
    shapes = (
        "{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}<br>"
        "{{c2::image-occlusion:ellipse:left=.5:top=.5:rx=.1:ry=.2}}<br>"
        "{{c2::image-occlusion:polygon:left=.7:top=.1:points=.7,.1 .9,.1 .8,.35}}<br>"
    )
    note = col.new_note(col.models.by_name("Image Occlusion"))
    note.fields = [shapes, '<img src="map.png">', "Where is it?", "On the <b>map</b>", "no comment"]
    note.guid = "occlusion1"
    col.add_note(note, col.decks.id("Pictures"))


def studied(col: Collection, *, fsrs: bool) -> None:
    """Cards in every state, made by studying and by hand."""
    for number in range(8):
        add(col, "Basic", "Past", [f"Question {number}", f"Answer {number}"])
    add(col, "Cloze", "Past", ["{{c1::One}} {{c2::two}} {{c3::three}}", ""])
    col.set_config("fsrs", fsrs)
    col.db.execute("update col set crt = ?", NOW - 30 * 86_400 + 14_400)
    col.close()
    col.reopen()
    rng = random.Random(4)
    cards = col.find_cards("deck:Past", order=True)
    crt = col.crt
    at = (crt + 3 * 86_400) * 1000
    # card: type, queue, due, ivl, factor, reps, lapses
    rows = [
        (2, 2, 40, 30, 2500, 5, 0), (2, 2, 5, 3, 1300, 9, 4), (1, 1, crt + 4 * 86_400 + 600, 0, 0, 2, 0), (3, 3, 6, 1, 2100, 7, 2),
        (2, -1, 12, 10, 2650, 4, 0), (2, -2, 13, 11, 2350, 4, 1), (0, -1, 3, 0, 0, 0, 0), (0, 0, 4, 0, 0, 0, 0),
        (2, 2, 20, 10, 2500, 3, 0), (1, 1, crt + 4 * 86_400 + 900, 0, 0, 1, 0), (2, 2, 300, 200, 2900, 8, 0),
    ]  # fmt: skip
    for card, row in zip(cards, rows, strict=True):
        data = (
            {"s": round(row[3] * 1.07 + 0.5, 4), "d": round(rng.uniform(1, 10), 3), "dr": 0.9}
            if fsrs and row[0]
            else {}
        )
        col.db.execute(
            "update cards set type=?, queue=?, due=?, ivl=?, factor=?, reps=?, lapses=?, data=? where id=?",
            *row, json.dumps(data) if data else "", card,
        )  # fmt: skip
        for answer in range(row[5]):
            at += rng.randrange(60_000, 40_000_000)
            kind = 0 if answer < 2 else rng.choice((1, 1, 1, 2, 3))
            ivl = -600 if kind == 0 else rng.randrange(1, 60)
            col.db.execute(
                "insert into revlog values (?,?,?,?,?,?,?,?,?)",
                at, card, 0, rng.choice((1, 2, 3, 3, 3, 4)), ivl, 0, row[4], rng.randrange(800, 90_000), kind,
            )  # fmt: skip
    at += 5000
    col.db.execute("insert into revlog values (?,?,0,0,30,10,2500,0,4)", at, cards[0])
    col.db.execute("update cards set flags = 3 where id = ?", cards[0])


def reading(col: Collection) -> dict[str, object]:
    """What Anki itself makes of each card."""
    found = []
    for card_id in col.db.list("select id from cards order by nid, ord"):
        card = col.get_card(card_id)
        shown = card.render_output(reload=True)
        note = card.note()
        for number, tag in enumerate(shown.answer_av_tags):
            if isinstance(tag, TTSTag):
                shown.answer_text = shown.answer_text.replace(f"[anki:play:a:{number}]", "")
        log = col.db.all("select id, ease, ivl, time, type from revlog where cid = ? order by id", card_id)
        found.append(
            {
                "guid": note.guid, "ord": card.ord, "kind": card.note_type()["name"].rstrip("+"), "fields": note.fields,
                "tags": note.tags, "deck": col.decks.name(card.odid or card.did),
                "question": shown.question_text, "answer": shown.answer_text,
                "type": int(card.type), "queue": int(card.queue), "due": card.due, "ivl": card.ivl, "factor": card.factor,
                "reps": card.reps, "lapses": card.lapses, "flags": card.flags,
                "stability": card.memory_state.stability if card.memory_state else 0,
                "difficulty": card.memory_state.difficulty if card.memory_state else 0,
                "log": log,
            }
        )  # fmt: skip
    media = {}
    for name in sorted(os.listdir(col.media.dir())):
        media[name] = hashlib.sha1((Path(col.media.dir()) / name).read_bytes()).hexdigest()
    return {"crt": col.crt, "cards": found, "media": media}


def read_again(package: Path) -> dict[str, object]:
    """Import a package into an empty collection, and read that."""
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(f"{folder}/again.anki2")
        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
        col.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
        found = reading(col)
        col.close()
    return found


def export(col: Collection, name: str, *, legacy: bool, past: bool) -> None:
    target = HERE / name
    target.unlink(missing_ok=True)
    if target.suffix == ".colpkg":
        col.export_collection_package(str(target), include_media=True, legacy=legacy)
        col.reopen(after_full_sync=False)
        found = reading(col)
    else:
        options = ExportAnkiPackageOptions(with_scheduling=past, with_deck_configs=past, with_media=True, legacy=legacy)
        col.export_anki_package(out_path=str(target), options=options, limit=None)
        found = read_again(target)
    target.with_suffix(target.suffix + ".json").write_text(
        json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    print(name, target.stat().st_size)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(f"{folder}/a.anki2")
        everything(col, Path(folder))
        settle(col)
        export(col, "everything.apkg", legacy=False, past=False)
        export(col, "everything-legacy.apkg", legacy=True, past=False)
        export(col, "everything.colpkg", legacy=False, past=True)
        export(col, "everything-legacy.colpkg", legacy=True, past=True)
        col.close()
    for name, fsrs in (("past-fsrs", True), ("past-sm2", False)):
        with tempfile.TemporaryDirectory() as folder:
            col = Collection(f"{folder}/a.anki2")
            studied(col, fsrs=fsrs)
            settle(col)
            export(col, f"{name}.apkg", legacy=False, past=True)
            export(col, f"{name}-legacy.apkg", legacy=True, past=True)
            col.close()


if __name__ == "__main__":
    sys.exit(main())
