"""Collections that were made to deceive, are damaged, or hold what no card can show."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from interviewprep.cards.model import PartName
from interviewprep.formats import foreign_sqlite
from interviewprep.formats.anki.protobuf import NotAMessage, fields, integer, text
from interviewprep.formats.foreign import Choices, Foreign, NotReadable
from interviewprep.formats.recognise import read_foreign
from interviewprep.memory.review import State

SCHEMA = """
create table col (id integer primary key, crt integer, mod integer, scm integer, ver integer, dty integer, usn integer,
  ls integer, conf text, models text, decks text, dconf text, tags text);
create table notes (id integer primary key, guid text, mid integer, mod integer, usn integer, tags text, flds text,
  sfld integer, csum integer, flags integer, data text);
create table cards (id integer primary key, nid integer, did integer, ord integer, mod integer, usn integer,
  type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer,
  odue integer, odid integer, flags integer, data text);
create table revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer, lastIvl integer,
  factor integer, time integer, type integer);
"""
DAY0 = 1_700_000_000
MODEL = {
    "name": "Two",
    "type": 0,
    "flds": [{"name": "F", "ord": 0}, {"name": "B", "ord": 1}],
    "tmpls": [{"name": "Card", "ord": 0, "qfmt": "{{F}}", "afmt": "{{FrontSide}}<hr id=answer>{{B}}"}],
}
DECKS = {"1": {"name": "Default"}, "5": {"name": "Home\x1fInner"}, "9": {"name": "Cram", "dyn": 1}}


def collection(
    path: Path,
    notes: Iterable[tuple[Any, ...]] = ((1, "g1", 7, "", "front\x1fback"),),
    cards: Iterable[dict[str, Any]] = ({},),
    *,
    model: Any = MODEL,
    version: int = 11,
    more: str = "",
) -> Path:
    """A legacy collection. `cards` are given by what is not usual of them."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript(SCHEMA)
    models = model if isinstance(model, str) else json.dumps({"7": model})
    database.execute(
        "insert into col values (1,?,0,0,?,0,0,0,'{}',?,?,'{}','{}')", (DAY0, version, models, json.dumps(DECKS))
    )
    for note in notes:
        database.execute("insert into notes values (?,?,?,0,0,?,?,0,0,0,'')", note)
    for number, given in enumerate(cards):
        row = {"id": 100 + number, "nid": 1 + number, "did": 1, "ord": 0, "mod": 0, "usn": 0, "type": 0, "queue": 0, "due": 0,
               "ivl": 0, "factor": 0, "reps": 0, "lapses": 0, "left": 0, "odue": 0, "odid": 0, "flags": 0, "data": ""} | given  # fmt: skip
        marks = ",".join("?" * len(row))
        database.execute(f"insert into cards values ({marks})", tuple(row.values()))
    database.executescript(more)
    database.commit()
    database.close()
    return path


def read(path: Path, **choices: Any) -> Foreign:
    return read_foreign(path, Choices(**choices))


def refusal(path: Path) -> str:
    started = time.process_time()
    with pytest.raises(NotReadable) as refused:
        read(path)
    assert time.process_time() - started < 10
    assert str(refused.value).startswith(str(path))
    return str(refused.value)


def only_card(foreign: Foreign) -> Any:
    ((card,),) = [deck.cards for deck in foreign.decks]
    return card


def test_a_view_in_place_of_a_table_is_not_read(tmp_path):
    more = "alter table notes rename to n; create view notes as select * from n"
    assert "no table of notes" in refusal(collection(tmp_path / "a.anki2", more=more))


def test_a_table_that_a_module_would_make_up_is_not_read(tmp_path):
    more = """
    drop table notes;
    pragma writable_schema=on;
    insert into sqlite_master values ('table','notes','notes',0,'create virtual table notes using fts5(x)');
    """
    assert refusal(collection(tmp_path / "a.anki2", more=more))


def test_an_endless_view_beside_the_tables_costs_nothing(tmp_path):
    more = "create view col2 as with recursive x(n) as (select 1 union all select n+1 from x) select max(n) from x"
    assert only_card(read(collection(tmp_path / "a.anki2", more=more))).card.heading == "front"


def test_generated_columns_and_defaults_run_nothing(tmp_path):
    more = """
    drop table revlog;
    create table revlog (id integer primary key, cid integer, ease integer, ivl integer, time integer,
      type integer generated always as (length(hex(zeroblob(400000000)))) virtual);
    insert into revlog (id, cid, ease, ivl, time) values (5, 100, 3, 1, 1);
    """
    path = collection(tmp_path / "a.anki2", more=more)
    started = time.process_time()
    with pytest.raises(NotReadable):
        read(path, with_past=True)
    assert time.process_time() - started < 5


def test_values_of_another_type_cost_their_row_alone(tmp_path):
    notes = [
        (1, "g1", 7, "", "front\x1fback"),
        (2, b"\xff\x00", 7, "", "a\x1fb"),
        (3, "g3", 7, None, "a\x1fb"),
        (4, 44, 7, "", "c\x1fd"),
    ]
    foreign = read(collection(tmp_path / "a.anki2", notes, [{}, {}, {}, {}]))
    assert [card.card.heading for card in foreign.decks[0].cards] == ["front", "c"]
    assert [(skipped.place, skipped.reason) for skipped in foreign.skipped] == [
        ("notes, row 2", "a value in it has the wrong type"),
        ("notes, row 3", "a value in it has the wrong type"),
    ]


def test_text_that_is_no_utf8_is_refused(tmp_path):
    path = collection(tmp_path / "a.anki2", more="update notes set flds = cast(x'ff1fff' as text)")
    assert "UTF-8" in refusal(path)


def test_numbers_out_of_range_are_clamped_and_nan_is_none(tmp_path):
    card = {"type": 2, "queue": 2, "due": 2**62, "ivl": 10**15, "factor": 10**9, "reps": -5, "lapses": 2**60,
            "data": '{"s": NaN, "d": 1e999, "lrt": -1e300}'}  # fmt: skip
    log = "insert into revlog values (5,100,0,9,1,1,1,1,1),(6,100,0,3,999999999,1,1,-5,1),(-7,100,0,3,1,1,1,1,1)"
    found = only_card(read(collection(tmp_path / "a.anki2", cards=[card], more=log), with_past=True))
    (memory,) = found.memories
    assert (memory.interval, memory.reviews, memory.lapses) == (36_500, 0, 1_000_000)
    assert 0 < memory.stability <= 36_500
    assert 1 <= memory.difficulty <= 10
    assert 0 <= memory.last_ms <= memory.due_ms <= 2**42
    assert [(review.at_ms, review.interval, review.duration_ms) for review in found.reviews] == [(6, 36_500, 0)]


def test_a_card_in_a_filtered_deck_stands_where_it_will_return(tmp_path):
    card = {"did": 9, "odid": 5, "odue": 12, "due": -100_000, "type": 2, "queue": 2, "ivl": 3, "factor": 2500}
    foreign = read(collection(tmp_path / "a.anki2", cards=[card]), with_past=True)
    assert [deck.names for deck in foreign.decks] == [("Home", "Inner")]
    (memory,) = only_card(foreign).memories
    assert (memory.due_ms // 1000 - DAY0) // 86_400 == 12
    assert memory.state is State.REVIEW


def test_a_buried_card_is_one_as_any_other_and_a_suspended_new_one_is_known(tmp_path):
    notes = [(number, f"g{number}", 7, "", f"f{number}\x1fb") for number in (1, 2)]
    cards = [{"type": 2, "queue": -2, "ivl": 4, "factor": 2000}, {"queue": -1}]
    foreign = read(collection(tmp_path / "a.anki2", notes, cards), with_past=True)
    first, second = foreign.decks[0].cards
    assert not first.memories[0].suspended
    assert second.memories[0].suspended
    assert second.memories[0].state is State.NEW


def test_what_makes_no_card_is_named_with_its_note(tmp_path):
    notes = [
        (1, "g1", 7, "", "\x1fno question"),
        (2, "g2", 99, "", "no type\x1fx"),
        (3, "g3", 7, "", "x" * 200_001 + "\x1fb"),
        (4, "g4", 7, "", "twin\x1fb"),
        (5, "g4", 7, "", "twin again\x1fb"),
        (6, "g6", 7, "", "no template\x1fb"),
        (7, "g7", 7, "", "no cards\x1fb"),
    ]
    foreign = read(collection(tmp_path / "a.anki2", notes, [{}, {}, {}, {}, {}, {"ord": 3}]))
    assert only_card(foreign).card.heading == "twin"
    assert [skipped.place.split('"')[0].strip() for skipped in foreign.skipped] == [
        f"note {n}" for n in (1, 2, 3, 5, 6, 7)
    ]
    reasons = " ".join(skipped.reason for skipped in foreign.skipped)
    for words in ("question is empty", "note type", "200,000 characters", "same identity", "template 4", "no cards"):
        assert words in reasons


def test_a_newer_schema_or_package_is_refused_with_advice(tmp_path):
    assert "newer Anki" in refusal(collection(tmp_path / "a.anki2", version=19))
    package = tmp_path / "b.apkg"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("meta", b"\x08\x04")
        archive.writestr("collection.anki2", b"")
    assert "newer Anki" in refusal(package)


@pytest.mark.parametrize(
    "model",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"7": 5}',
        '{"7": {"flds": 3}}',
        '{"x": {}}',
        '{"7": {"flds": [], "tmpls": [{}]}}',
        "9" * 5000,
    ],
)
def test_note_types_that_make_no_sense_are_refused(model, tmp_path):
    assert "note types" in refusal(collection(tmp_path / "a.anki2", model=model))


def test_a_template_of_a_thousand_open_sections_is_read_in_time(tmp_path):
    model = MODEL | {
        "tmpls": [{"name": "C", "ord": 0, "qfmt": "{{#F}}" * 10_000 + "{{F}}", "afmt": "{{B}}" * 3000 + "{{" * 60_000}]
    }
    started = time.process_time()
    assert only_card(read(collection(tmp_path / "a.anki2", model=model))).card.heading == "front"
    assert time.process_time() - started < 5


def test_the_newest_collection_of_a_package_counts(tmp_path):
    old = collection(tmp_path / "old", [(1, "g1", 7, "", "Please update\x1fx")])
    new = collection(tmp_path / "new")
    package = tmp_path / "a.apkg"
    with zipfile.ZipFile(package, "w") as archive:
        archive.write(old, "collection.anki2")
        archive.write(new, "collection.anki21")
        archive.writestr("media", "{}")
    assert only_card(read(package)).card.heading == "front"


@pytest.mark.parametrize("media", ["[1]", "{", '{"0": {"a": 1}}', "[" * 100_000, "\xff", '"x"'])
def test_a_list_of_media_that_makes_no_sense_is_refused_or_names_what_is_missing(media, tmp_path):
    package = tmp_path / "a.apkg"
    with zipfile.ZipFile(package, "w") as archive:
        archive.write(collection(tmp_path / "new"), "collection.anki21")
        archive.writestr("media", media.encode("latin-1"))
    try:
        assert read(package).skipped
    except NotReadable as fault:
        assert "list of media" in str(fault)


def test_media_are_what_their_bytes_are_under_names_that_every_system_takes(tmp_path):
    png, mp3 = b"\x89PNG\r\n\x1a\n" + bytes(20), b"ID3\x03" + bytes(20)
    names = {
        "0": ("../../etc/passwd.png", png), "1": ("CON.png", png + b"1"), "2": ("a.png", b"<svg onload=x>"), "3": ("b.png", mp3),
        "4": ("A:B*?.PNG", png + b"2"), "5": ("é.png", png + b"3"), "6": ("e\u0301.png", png + b"4"), "7": ("x.png", b""),
        "8": ("y" * 5000 + ".png", png + b"5"), "9": ("Same.png", png + b"6"), "10": ("same.png", png + b"7"),
    }  # fmt: skip
    package = tmp_path / "a.apkg"
    with zipfile.ZipFile(package, "w") as archive:
        archive.write(collection(tmp_path / "new"), "collection.anki21")
        archive.writestr(
            "media", json.dumps({number: name for number, (name, _) in names.items()} | {"77": "gone.png"})
        )
        for number, (_, data) in names.items():
            archive.writestr(number, data)
    foreign = read(package)
    found = [medium.name for medium in foreign.media]
    assert len({name.lower() for name in found}) == len(found) == 8
    for name in found:
        folder, _, file = name.partition("/")
        assert folder == "media"
        assert not set(file) & set('/\\:*?"<>|')
        assert len(file.encode()) < 200
        assert file.split(".")[0].split("-")[0].upper() not in ("CON", "NUL") or "-" in file
    assert any(name.endswith(".mp3") and name.startswith("media/b-") for name in found)
    assert {skipped.place for skipped in foreign.skipped} == {"a.png", "e\u0301.png", "x.png", "gone.png"}


def test_nothing_is_left_behind_and_the_file_is_as_it_was(tmp_path):
    path = collection(tmp_path / "a.anki2")
    before = path.read_bytes(), path.stat().st_mtime_ns
    left = set(Path(tempfile.gettempdir()).glob("interviewprep-*"))
    read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert set(Path(tempfile.gettempdir()).glob("interviewprep-*")) == left
    assert [found.name for found in tmp_path.iterdir()] == ["a.anki2"]


def test_messages_are_read_by_number_and_lies_about_sizes_are_faults():
    message = b"\x08\x96\x01" + b"\x12\x03abc" + b"\x1d\0\0\0\0" + b"\x21" + bytes(8)
    assert integer(message, 1) == 150
    assert text(message, 2) == "abc"
    for size in (1, 2, 4, 7, 9):
        with pytest.raises(NotAMessage):
            list(fields(message[:size]))
    for wrong in (b"\x12\xff\xff\xff\xff\x0f", b"\xff" * 11, b"\x0b", b"\x80"):
        with pytest.raises(NotAMessage):
            list(fields(wrong))


def test_areas_keep_to_the_picture_and_one_alone_is_hidden_where_anki_hides_one(tmp_path):
    shapes = "".join(
        f"{{{{c{group}::image-occlusion:rect:left={left}:top=.95:width={width}:height=.2}}}}<br>"
        for group, left, width in ((1, ".9", ".5"), (2, "-1", "nan"), (3, "1e999", "1"), (4, "0", ".33333"))
    )
    model = MODEL | {
        "type": 1,
        "flds": [{"name": "Occlusion", "ord": 0}, {"name": "Image", "ord": 1}],
        "tmpls": [{"name": "C", "ord": 0, "qfmt": "{{cloze:Occlusion}}{{Image}}", "afmt": "{{cloze:Occlusion}}"}],
    }
    notes = [(1, "g1", 7, "", f'{shapes}\x1f<img src="x.png">')]
    card = only_card(read(collection(tmp_path / "a.anki2", notes, model=model))).card
    assert card.body.split("\n\n")[-1] == (
        "- {{c1::area: 90 95 10 5}}\n- {{c3::area: 0 95 100 5}}\n- {{c4::area: 0 95 33.3 5}}"
    )
    assert card.attributes.tags == ("hide-one",)


def test_notes_of_the_older_occlusion_add_on_keep_their_picture_without_masks(tmp_path):
    model = MODEL | {
        "flds": [{"name": name, "ord": place} for place, name in enumerate(("Image", "Question Mask", "Answer Mask"))],
        "tmpls": [{"name": "C", "ord": 0, "qfmt": "{{Image}}{{Question Mask}}", "afmt": "{{Image}}{{Answer Mask}}"}],
    }
    notes = [(1, "g1", 7, "", '<img src="x.png">\x1f<img src="q.svg">\x1f<img src="a.svg">')]
    foreign = read(collection(tmp_path / "a.anki2", notes, model=model))
    assert only_card(foreign).card.body == "![](x.png)"
    assert any("Image Occlusion Enhanced" in notice for notice in foreign.notices)


def test_gaps_written_in_another_field_of_a_cloze_note_stay_text(tmp_path):
    model = MODEL | {
        "type": 1,
        "tmpls": [{"name": "C", "ord": 0, "qfmt": "{{cloze:F}} {{B}}", "afmt": "{{cloze:F}}<br>x"}],
    }
    notes = [(1, "g1", 7, "", "{{c1::a}}\x1f{{c2::b}}"), (2, "g2", 7, "", "none\x1f{{c2::b}}")]
    foreign = read(collection(tmp_path / "a.anki2", notes, [{}, {}], model=model))
    assert only_card(foreign).card.heading == "{{c1::a}} \\{{c2::b}}"
    assert "without a gap" in foreign.skipped[0].reason


def test_a_hint_is_a_part_of_its_own(tmp_path):
    model = MODEL | {
        "tmpls": [{"name": "C", "ord": 0, "qfmt": "{{F}} {{hint:B}}", "afmt": "{{FrontSide}}<hr id=answer>{{B}}"}]
    }
    card = only_card(read(collection(tmp_path / "a.anki2", model=model))).card
    assert (card.heading, card.part(PartName.HINT), card.part(PartName.ANSWER)) == ("front", "back", "back")


def test_cancelling_and_patience_reach_into_the_database(tmp_path, monkeypatch):
    monkeypatch.setattr(foreign_sqlite, "_STEPS", 1)
    monkeypatch.setattr(foreign_sqlite, "_SAY_EVERY_S", -1.0)
    path = collection(tmp_path / "a.anki2")

    def say(text: str) -> None:
        if text.startswith("Looking at the collection"):
            raise InterruptedByUser

    with pytest.raises(InterruptedByUser):
        read_foreign(path, Choices(), say)
    monkeypatch.setattr(foreign_sqlite, "_PATIENCE_S", -1e9)
    assert "too long" in refusal(path)


class InterruptedByUser(Exception):
    pass
