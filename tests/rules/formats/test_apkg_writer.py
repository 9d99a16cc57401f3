from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile

import pytest

from interviewprep.cards.deck_file import read, write_card
from interviewprep.cards.faces import faces
from interviewprep.formats.anki import source as anki_source
from interviewprep.formats.anki.cards import Account
from interviewprep.formats.anki.edits import with_edits
from interviewprep.formats.anki.source import Source, packed
from interviewprep.formats.apkg.media import PackageMedia
from interviewprep.formats.apkg.notes import NoteType, note_of
from interviewprep.formats.apkg.writer import Setting, guid_of, write_package
from interviewprep.formats.bundle.shape import past_memory
from interviewprep.formats.foreign import PastReview
from interviewprep.formats.leaving import LeavingCard, LeavingDeck, LeavingMedium
from interviewprep.memory.day import Moment
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import Memory, State

NOW = Moment(1_772_355_600_000, 60, 20_513)
UID = bytes.fromhex("019cb0b30a8e7000") + bytes(8)


def only(text, **more):
    return LeavingCard(next(read(text, "").deck.cards()), UID, 1, **more)


def note(text, **media):
    return note_of(only(text), "deck:1", "", media)


def deck(*cards, name="bio/cells", media=()):
    return LeavingDeck(name, "Cells", "", tuple(cards), tuple(media), changed_ms=NOW.at_ms - 5000)


def package(tmp_path, *decks):
    """The rows of a package, by table, and its list of media."""
    out = io.BytesIO()
    write_package(decks, out, Setting(NOW, 4, ".card {}", tmp_path), lambda _: None)
    with zipfile.ZipFile(out) as archive:
        (tmp_path / "read.anki21").write_bytes(archive.read("collection.anki21"))
        listed = json.loads(archive.read("media"))
        contents = {name: archive.read(number) for number, name in listed.items()}
    database = sqlite3.connect(tmp_path / "read.anki21")
    database.row_factory = sqlite3.Row
    rows = {
        table: database.execute(f"SELECT * FROM {table}").fetchall() for table in ("col", "notes", "cards", "revlog")
    }
    database.close()
    return rows, contents


def medium(name, data, place=""):
    return LeavingMedium(name, place or name, len(data), lambda: iter([data]))


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("## Q?\n\nA.\n", NoteType.RECALL, 1),
        ("## Q? {.both-ways}\n\nA.\n", NoteType.BOTH_WAYS, 2),
        ("## {{a}} and {{b}}\n", NoteType.CLOZE, 2),
        ("## Q?\n\n- [x] a\n- [ ] b\n", NoteType.CHOICE, 1),
        ("## Q?\n\n### Key points\n\n- One {#one}\n", NoteType.OPEN, 1),
        ("## Q?\n\n{{n}}?\n\n### Given\n\n- n: 2\n\n### Formula\n\n- n * 2\n", NoteType.RECALL, 1),
    ],
)
def test_each_kind_of_card_has_its_note_type_and_a_card_for_each_face(text, kind, count):
    made = note(text)
    assert (made.type, made.faces) == (kind, faces(only(text).card))
    assert len(made.faces) == count


def test_formulas_become_those_that_anki_sets():
    made = note("## Is $a < b$?\n\nYes:\n\n$$\\sum_i x_i$$\n")
    assert made.fields[0] == r"<p>Is \(a &lt; b\)?</p>"
    assert made.fields[1].endswith(r"\[\sum_i x_i\]")


def test_gaps_of_one_group_have_one_number_and_hints_stay():
    text = note("## {{c2::a}} {{b::hint}} {{c2::c}}\n").fields[0]
    assert text == "<p>{{c1::a}} {{c2::b::hint}} {{c1::c}}</p>"


def test_nothing_in_a_gap_can_end_it():
    text = note("## {{`std::map<k, v>`}} is {{$\\frac{1}{{2}}$}}.\n").fields[0]
    deletions = re.findall(r"\{\{c\d::(.*?)\}\}", text)
    assert deletions == ["<code>std:&#58;map&lt;k, v&gt;</code>", r"\(\frac{1}{&#123;2}&#125;\)"]


def test_words_that_anki_would_obey_are_shown():
    assert "&#91;sound:a.mp3]" in note("## Say [sound:a.mp3]\n\nA.\n").fields[0]


def test_a_worked_example_stands_for_a_drill():
    made = note("## Twice\n\nHow much is twice {{n}}?\n\n### Given\n\n- n: 21\n\n### Formula\n\n- n * 2 -> GB ± 1 %\n")
    assert "twice 21?" in made.fields[0]
    assert "42&nbsp;GB" in made.fields[1]


def test_pictures_and_sounds_are_named_as_in_the_package():
    made = note("## Q?\n\n![P](media/p.png) [s](media/s.mp3)\n", **{"media/p.png": "p.png", "media/s.mp3": "s.mp3"})
    assert '<img alt="P" src="p.png">' in made.fields[1]
    assert "[sound:s.mp3]" in made.fields[1]


def test_two_pictures_of_one_name_are_two_files_and_one_picture_of_two_decks_is_one():
    one = deck(name="a/x", media=[medium("m/p.png", b"one", "a/m/p.png")])
    two = deck(name="b/y", media=[medium("m/p.png", b"two", "b/m/p.png"), medium("q/p.png", b"one", "b/q/p.png")])
    names = PackageMedia([one, two])
    first, other = names.of(one)["m/p.png"], names.of(two)["m/p.png"]
    assert first != other
    assert names.of(two)["q/p.png"] == first
    assert [name for name, _ in names.files()] == [first, other]


def test_a_review_card_keeps_its_day_memory_and_counts(tmp_path):
    memory = Memory(State.REVIEW, 0, 12.3456, 5.4321, NOW.day + 9, 0, NOW.day - 3, NOW.at_ms - 259_200_000, 12, 7, 2)
    card = only("## Q?\n\nA.\n", memories=(past_memory("front", memory, suspended=False),))
    rows, _ = package(tmp_path, deck(card))
    made, collection = rows["cards"][0], rows["col"][0]
    started = (collection["crt"] + 3600 - 4 * 3600) // 86_400
    assert (made["type"], made["queue"], made["due"] + started) == (2, 2, NOW.day + 9)
    assert (made["ivl"], made["reps"], made["lapses"]) == (12, 7, 2)
    assert json.loads(made["data"]) == {"s": 12.3456, "d": 5.432, "dr": 0.9, "lrt": memory.last_ms // 1000}
    assert json.loads(collection["conf"])["creationOffset"] == -60


def test_learning_and_set_aside_cards_keep_what_they_are(tmp_path):
    learning = Memory(State.LEARNING, 1, 1.0, 5.0, NOW.day, NOW.at_ms + 600_000, NOW.day, NOW.at_ms, 0, 1, 0)
    card = only(
        "## Q? {.both-ways}\n\nA.\n",
        memories=(past_memory("front", learning), past_memory("back", Memory(), suspended=True)),
    )
    rows, _ = package(tmp_path, deck(card))
    front, back = rows["cards"]
    assert (front["type"], front["queue"], front["due"], front["left"] % 1000) == (1, 1, NOW.at_ms // 1000 + 600, 1)
    assert (back["type"], back["queue"]) == (0, -1)


def test_reviews_of_one_instant_are_told_apart_and_their_true_times_kept(tmp_path):
    reviews = tuple(PastReview("front", NOW.at_ms, Rating.GOOD, State.NEW, 4000, 0, 60) for _ in range(2))
    rows, _ = package(tmp_path, deck(only("## Q?\n\nA.\n", reviews=reviews)))
    assert [row["id"] for row in rows["revlog"]] == [NOW.at_ms, NOW.at_ms + 1]
    assert [(row["ease"], row["ivl"], row["time"]) for row in rows["revlog"]] == [(3, -60, 4000), (3, -60, 4000)]
    source = anki_source.read(rows["notes"][0]["flds"].split("\x1f"))
    assert source is not None
    assert source.moved == {NOW.at_ms + 1: NOW.at_ms}


def test_tags_say_level_leaf_and_mark(tmp_path):
    rows, _ = package(tmp_path, deck(only("## Q? {.junior leaf=GPU-07 covers=A-1,B-2}\n\nA.\n", marked=True)))
    assert rows["notes"][0]["tags"].split() == ["junior", "leaf::GPU-07", "covers::A-1", "covers::B-2", "marked"]


def test_a_note_that_came_from_anki_goes_back_under_its_own_name(tmp_path):
    cards = [
        LeavingCard(next(read("## Q?\n\nA.\n", "").deck.cards()), UID[:-1] + bytes([at]), key=f"anki:Ab,c:d:{at}")
        for at in range(2)
    ]
    rows, _ = package(tmp_path, deck(*cards))
    guids = [row["guid"] for row in rows["notes"]]
    assert guids[0] == "Ab,c:d"
    assert len(set(guids)) == 2
    assert guid_of(only("## Q?\n\nA.\n")) not in guids


def test_the_same_cards_give_the_same_ids_again(tmp_path):
    first, _ = package(tmp_path, deck(only("## Q?\n\nA.\n")))
    (tmp_path / "again").mkdir()
    second, _ = package(tmp_path / "again", deck(only("## Q?\n\nA.\n")))
    assert [tuple(row) for row in first["notes"]] == [tuple(row) for row in second["notes"]]


def hidden(fields, **more):
    source = Source("## Q? {#q}\n\nA `x`.\n", "uid:00", ("front",), **more)
    return source, [*fields, packed(source, fields)]


def test_the_card_comes_back_from_the_hidden_field_as_it_was():
    source, fields = hidden(["<p>Q?</p>", "<p>A</p>"], moved={5: 3}, media={"media/p.png": "p.png"})
    assert anki_source.read(fields) == source


def test_an_edited_field_is_known():
    _, fields = hidden(["<p>Q?</p>", "<p>A</p>"])
    fields[1] = "<p>B</p>"
    source = anki_source.read(fields)
    assert source is not None
    assert source.edited == (1,)


def edit(text, **fields):
    card, left = with_edits(
        only(text).card, {name.replace("_", " "): html for name, html in fields.items()}, {}, "deck", Account()
    )
    return write_card(card), left


def test_what_was_edited_in_anki_goes_to_its_place_and_all_else_stays():
    before = "## Q $x$? {#q .junior}\n\nA *b*.\n\n### Sources\n\n- S\n"
    after = "## Q $x$? {#q .junior}\n\nNew **b**.\n\n### Sources\n\n- S\n\n### Why\n\nSo.\n"
    assert edit(before, Answer="<p>New <b>b</b>.</p>", Why="So.") == (after, ())
    assert edit(before, Question="Two<br><br>lines", Sources="") == (
        "## Two {#q .junior}\n\nlines\n\n### Answer\n\nA *b*.\n",
        (),
    )


def test_an_edited_gap_is_a_gap_here():
    assert edit("## {{a}} b {#q}\n", Text="<p>{{c1::a}} {{c2::b}}</p>") == ("## {{c1::a}} {{c2::b}} {#q}\n", ())


def test_edits_that_no_card_can_take_are_named():
    text = "## Q? {#q}\n\n- [x] a\n- [ ] b\n"
    assert edit(text, Options="<ul></ul>", Question="Other?") == (text, ("Options", "Question"))


def test_other_letters_for_the_same_text_are_no_edit():
    source, fields = hidden(["<p>Cafe\u0301</p>", ""])
    fields[0] = "<p>Caf\u00e9</p>"
    assert anki_source.read(fields) == source


@pytest.mark.parametrize("junk", ["", "x", "%%%", "eNo=", "eJyrVgIAAO8Abw==", "eJyLjgUAARUAuQ==", "é", "A" * 10_000])
def test_junk_in_the_hidden_field_is_no_card(junk):
    assert anki_source.read(["<p>Q?</p>", junk]) is None


def test_media_have_the_names_here_when_the_card_comes_back():
    markdown = '## Q?\n\n![P](media/p%20q.png) `media/p q.png` <img src="media/p q.png">\n'
    source = Source(markdown, "uid:00", ("front",), media={"media/p q.png": "p_q.png"})
    card = source.card({"p_q.png": "media/p-1234abcd.png"})
    assert card.body == '![P](media/p-1234abcd.png) `media/p q.png` <img src="media/p-1234abcd.png">'
