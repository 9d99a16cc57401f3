"""Tables of other programs read cell by cell: CSV and its kin, Anki's text export, our own."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.cards.deck_file import read as read_deck
from interviewprep.cards.deck_file import write_card
from interviewprep.cards.model import PartName
from interviewprep.cards.parts import kind_of
from interviewprep.formats.foreign import MOST_NOTES, Choices, NotReadable
from interviewprep.formats.recognise import read_foreign
from interviewprep.formats.table.columns import OWN_COLUMNS, Column, guarded, unguarded
from interviewprep.formats.table.rows import records
from interviewprep.formats.text_bytes import UnknownEncoding
from interviewprep.rendering.render import show

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "anki"


def table(tmp_path, text, name="t.csv", written_in="utf-8", **chosen):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(written_in))
    return read_foreign(path, Choices(**chosen))


def written(foreign):
    return [write_card(card.card) for deck in foreign.decks for card in deck.cards]


def skipped(foreign):
    return [f"{one.place}: {one.reason}" for one in foreign.skipped]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_recognised_by_rows_that_agree(tmp_path, separator):
    rows = [["Who, where?", "x"], ["What; when?", "y"], ["Why|how?", "z"]]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    foreign = table(tmp_path, out.getvalue(), "t.dat")
    assert foreign.table.separator == separator
    assert [list(row) for row in foreign.table.rows] == rows
    assert len(foreign.decks[0].cards) == 3


def test_a_header_names_the_columns_and_is_no_card(tmp_path):
    text = 'Back,Front,Tags,Why,Page\nParis,Capital of France?,"geo, eu",It is.,12\n'
    foreign = table(tmp_path, text)
    assert foreign.table.columns == (Column.ANSWER, Column.QUESTION, Column.TAGS, Column.WHY, Column.IGNORE)
    assert written(foreign) == ["## Capital of France? {.geo .eu}\n\n### Answer\n\nParis\n\n### Why\n\nIt is.\n"]
    assert "Page" in foreign.notices[0]


def test_what_the_user_says_stands_before_what_is_recognised(tmp_path):
    text = "Front;Back\na;b\n"
    said = table(tmp_path, text, has_header=False, columns=("answer", "question"), deck="My::Own")
    assert written(said) == ["## Back\n\nFront\n", "## b\n\na\n"]
    assert said.decks[0].names == ("My", "Own")
    with pytest.raises(NotReadable, match="row 1: its answer is empty"):
        table(tmp_path, text, separator=",", columns=("question",), has_header=False)
    with pytest.raises(NotReadable, match="a column cannot become 'nose'"):
        table(tmp_path, text, columns=("question", "nose"))
    with pytest.raises(NotReadable, match="no column of it is the question"):
        table(tmp_path, text, columns=("-", "answer"))


def test_every_part_of_a_card_can_come_from_a_column(tmp_path):
    names = [name.value for name in PartName]
    text = ",".join(["question", *names]) + "\n" + ",".join(["Q?", *[f"{name} it" for name in names]]) + "\n"
    (card,) = table(tmp_path, text).decks[0].cards
    assert {part.name.value: part.text for part in card.card.parts} == {name: f"{name} it" for name in names}


def test_plain_cells_show_just_what_they_say(tmp_path):
    cells = ["__init__ and 2*3*4 <T> & [x](y) #1", "costs $5 and $10\n- no list\n# no heading\n\n`a<b` and $x_1^2$"]
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    (card,) = table(tmp_path, out.getvalue()).decks[0].cards
    back = next(read_deck(write_card(card.card), "").deck.cards())
    shown = show(back, "front")
    assert shown.plain_question == cells[0]
    assert shown.plain_answer == "costs $5 and $10\n- no list\n# no heading\na<b and x_1^2"
    assert "`a<b` and $x_1^2$" in back.body


def test_cloze_cells_stay_cloze_and_other_braces_are_text(tmp_path):
    foreign = table(tmp_path, "{{c1::Paris}} lies in {{c2::France::land}},extra\nWhat is {{x}}?,a {{c1::gap}}\n")
    first, second = foreign.decks[0].cards
    assert kind_of(first.card) == "cloze"
    assert first.card.heading == "{{c1::Paris}} lies in {{c2::France::land}}"
    assert kind_of(second.card) == "recall"


def test_options_make_a_choice(tmp_path):
    text = 'question,option a,option b,option c,correct\nWhich?,x,y,z,B\nWhose?,x,y,z,z\nBoth?,x,y,z,"1,3"\nNone?,x,y,z,w\n'
    foreign = table(tmp_path, text)
    assert [card.card.body for card in foreign.decks[0].cards] == [
        "- [ ] x\n- [x] y\n- [ ] z",
        "- [ ] x\n- [ ] y\n- [x] z",
        "- [x] x\n- [ ] y\n- [x] z",
    ]
    assert {kind_of(card.card).value for card in foreign.decks[0].cards} == {"choice"}
    assert skipped(foreign) == ["row 5: its right option, 'w', is none of its options"]


def test_rows_that_make_no_card_are_named(tmp_path):
    rows = [
        "Question,Answer",
        "ok,yes",
        ",no question",
        "only one",
        "a,b,c",
        "long," + "x" * 200_001,
        "nul,a\0b",
        "e,",
        "",
        "z,y,",
    ]
    foreign = table(tmp_path, "\n".join(rows) + "\n")
    assert len(foreign.decks[0].cards) == 2
    assert [line.partition(":")[0] for line in skipped(foreign)] == [f"row {n}" for n in (3, 4, 5, 6, 7, 8)]


def test_a_quote_that_is_never_closed_is_refused_at_its_row(tmp_path):
    with pytest.raises(NotReadable, match="row 3: a quote opens a cell"):
        table(tmp_path, 'a,b\nc,"d\nd"\ne,"f\ng,h\n')


def test_more_rows_than_may_be_are_refused(tmp_path):
    with pytest.raises(NotReadable, match="more than 200,000 rows"):
        table(tmp_path, "a,b\n" * (MOST_NOTES + 1))


def test_a_file_without_columns_is_refused_unless_that_is_meant(tmp_path):
    with pytest.raises(NotReadable, match="--separator"):
        table(tmp_path, "some prose\nand more\n", "t.txt")
    assert written(table(tmp_path, "the {{c1::gap}}\n", "t.txt")) == ["## the {{c1::gap}}\n"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_known_by_their_mark_or_said_by_the_user(tmp_path, encoding):
    text, chosen = "Füße?,ja\nb,c\n", {}
    if encoding in ("cp1252", "utf-16-le"):
        with pytest.raises(UnknownEncoding) as caught:
            table(tmp_path, text, written_in=encoding)
        assert caught.value.suggested == encoding
        assert "Füße?,ja" in str(caught.value)
        chosen = {"encoding": caught.value.suggested}
    assert written(table(tmp_path, text, written_in=encoding, **chosen))[0] == "## Füße?\n\nja\n"


def test_ankis_notes_come_with_deck_tags_ids_and_html(tmp_path):
    foreign = read_foreign(SAMPLES / "notes.txt")
    (deck,) = foreign.decks
    assert deck.names == ("Parent", "Child")
    assert [card.place for card in deck.cards] == [f"row {n}" for n in range(7, 13)]
    assert all(card.key.startswith("table:") and len(card.key) > 12 for card in deck.cards)
    cards = [card.card for card in deck.cards]
    assert (cards[0].heading, cards[0].body) == ("What is **bold**?", "A \\<tag>\\\ntwo lines")
    assert cards[0].attributes.tags == ("net::tcp", "x")
    assert (cards[1].heading, cards[1].body) == ('Quote "q" and tab', "x; y, z")
    assert cards[2].body == "- a\n- b"
    assert (kind_of(cards[3]), cards[3].part(PartName.ANSWER)) == ("cloze", "extra")
    assert (cards[4].body, cards[4].attributes.tags) == ("dog $x^2$", ("both-ways",))
    assert "a b.png" in foreign.notices[0]
    assert not foreign.skipped


def test_ankis_plain_text_and_its_cards_come_too():
    plain = read_foreign(SAMPLES / "notes_plain.txt")
    assert written(plain)[0] == "## What is bold?\n\nA \\<tag> two lines\n"
    assert plain.decks[0].names == ("notes_plain",)
    cards = read_foreign(SAMPLES / "cards.txt")
    assert len(cards.decks[0].cards) == 8


def test_ankis_headers_are_obeyed(tmp_path):
    text = '#separator:Semicolon\n#html:false\n#deck:A::B\n#tags:t1 t2\n#columns:Back;Front\n# a remark\nno;<b>?\n"#x";#y\n#z;q\n'
    foreign = table(tmp_path, text, "t.bin")
    assert foreign.decks[0].names == ("A", "B")
    assert written(foreign) == ["## \\<b>? {.t1 .t2}\n\nno\n", "## #y {.t1 .t2}\n\n#x\n"]


def test_an_id_column_names_a_card_within_its_table(tmp_path):
    first = table(tmp_path, "id,question,answer\n1,a?,b\n", "x.csv").decks[0].cards[0]
    other = table(tmp_path, "id,question,answer\n1,c?,d\n", "y.csv").decks[0].cards[0]
    assert (first.key, other.key) == ("table:x#1", "table:y#1")
    assert first.card.attributes.id != other.card.attributes.id


def test_a_deck_column_parts_the_table(tmp_path):
    foreign = table(tmp_path, "deck,question,answer\nA::B,x?,y\n,z?,w\nA::B,u?,v\n")
    assert [(deck.names, len(deck.cards)) for deck in foreign.decks] == [(("A", "B"), 2), (("t",), 1)]


def test_a_table_of_our_own_comes_back_as_it_was(tmp_path):
    deck = read_deck(
        "## *Q* {#q1 .x .mid leaf=A-1 covers=B,C}\n\n- [ ] a\n- [x] b\n\n### Why\n\n=1+1 {{no}}\n\n## '=x\n\n<b>&amp;\n",
        "",
    ).deck
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([column.value for column in OWN_COLUMNS])
    for card in deck.cards():
        cells = {
            "deck": "gpu/roofs",
            "id": card.attributes.id,
            "question": card.heading,
            "text": card.body,
            "tags": " ".join(card.attributes.tags),
            "attributes": " ".join(f"{key}={value}" for key, value in card.attributes.values),
        } | {part.name.value: part.text for part in card.parts}
        rows.writerow([guarded(cells.get(column.value, "")) for column in OWN_COLUMNS])
    foreign = table(tmp_path, out.getvalue())
    assert foreign.decks[0].names == ("gpu", "roofs")
    assert [card.card for card in foreign.decks[0].cards] == list(deck.cards())
    assert [card.key for card in foreign.decks[0].cards] == ["deck:gpu/roofs#q1", ""]
    assert foreign.table.cells == "markdown"


@given(st.text(max_size=20))
def test_the_formula_guard_can_be_taken_away(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


_cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@given(
    rows=st.lists(st.lists(_cell, min_size=2, max_size=4), min_size=1, max_size=8),
    separator=st.sampled_from(",;\t|"),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_csv_writer_writes_is_read_cell_by_cell(rows, separator, line_end):
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_MINIMAL if line_end == "\r\n" else csv.QUOTE_ALL
    csv.writer(out, delimiter=separator, lineterminator=line_end, quoting=quoting).writerows(rows)
    data = io.TextIOWrapper(io.BytesIO(out.getvalue().encode()), encoding="utf-8", newline="")
    assert [row for _, row in records(data, separator, comments=False, path=Path("t"))] == rows


@pytest.mark.parametrize("seed", range(80))
def test_random_bytes_are_refused_or_read_and_nothing_else(tmp_path, seed):
    rng = random.Random(seed)
    if seed % 4 == 0:
        data = rng.randbytes(rng.randrange(1, 400))
    elif seed % 4 == 1:
        data = "".join(rng.choice('a,";\t|\n\r#:{}$`\\<>é\0') for _ in range(rng.randrange(1, 400))).encode()
    else:
        data = bytearray((SAMPLES / "notes.txt").read_bytes())
        for _ in range(rng.randrange(1, 10)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        if seed % 4 == 2:
            del data[rng.randrange(len(data)) :]
    for name in ("t.csv", "t.bin"):
        try:
            table(tmp_path, bytes(data), name)
        except NotReadable as refusal:
            assert name in str(refusal)


def test_a_header_is_known_before_a_row_that_is_longer_than_what_is_looked_at(tmp_path):
    foreign = table(tmp_path, "question,answer,why\nq?,a," + "x" * 100_000 + "\n")
    assert foreign.table.has_header
    assert len(foreign.decks[0].cards) == 1
