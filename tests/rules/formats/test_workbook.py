"""Sheets of workbooks: the same cards as of a table, and nothing that a hostile file asks for."""

from __future__ import annotations

import random
import sys
import zipfile

import pytest

from interviewprep.cards.deck_file import write_card
from interviewprep.formats.foreign import Choices, NotReadable
from interviewprep.formats.recognise import read_foreign
from samples.make_xlsx import Day, make

ROWS = [["Question", "Answer", "Tags"], ["What?", 1.0, "a"], ["When?", Day(45000)], ["Part?", 0.1 + 0.2], ["So?", True]]
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def test_cells_come_as_people_see_them(tmp_path):
    foreign = read_foreign(make(tmp_path / "cards.bin", {"One": ROWS}))
    assert [write_card(card.card) for card in foreign.decks[0].cards] == [
        "## What? {.a}\n\n1\n",
        "## When?\n\n2023-03-15\n",
        "## Part?\n\n0.3\n",
        "## So?\n\nTRUE\n",
    ]
    assert (foreign.format, foreign.decks[0].names, foreign.sheets) == ("Workbook", ("cards",), ("One",))


def test_rows_are_numbered_as_the_sheet_shows_them(tmp_path):
    foreign = read_foreign(
        make(tmp_path / "a.xlsx", {"S": [["Question", "Answer"], ["", "x"], ["q", "a"]]}, start="C4")
    )
    assert foreign.skipped[0].place == "row 5"
    assert foreign.decks[0].cards[0].place == "row 6"


def test_the_first_sheet_with_rows_is_read_unless_another_is_chosen(tmp_path):
    path = make(tmp_path / "a.xlsx", {"Empty": [], "B": [["q", "a"]], "C": [["x", "y"]]})
    assert read_foreign(path).sheet == "B"
    chosen = read_foreign(path, Choices(sheet="C"))
    assert chosen.decks[0].names == ("a", "C")
    assert chosen.decks[0].cards[0].card.heading == "x"
    with pytest.raises(NotReadable, match="its sheets are Empty, B, C"):
        read_foreign(path, Choices(sheet="D"))
    with pytest.raises(NotReadable, match="sheet Empty: there is no row"):
        read_foreign(path, Choices(sheet="Empty"))


def test_without_the_extra_the_refusal_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(NotReadable, match=r"interviewprep\[xlsx\]"):
        read_foreign(make(tmp_path / "a.xlsx", {"S": ROWS}))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + SHEET.format(""), "defines entities"),
        (SHEET.format('<row r="1"><c r="A1"/><c r="XFD1"/></row>'), "reach to row"),
        (SHEET.format('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "reach to row"),
        (SHEET.format('<row><c x=">" r="ZZZZZZ1"><v>1</v></c></row>'), "reach to row"),
        (SHEET.format("<row>" + "<c/>" * 1001 + "</row>"), "reach to row"),
        (SHEET.format('<row r="1"><c r="A1"'), "damaged|no row"),
        ("", "damaged|no row"),
    ],
)
def test_a_sheet_made_to_do_harm_is_refused_before_it_is_laid_out(tmp_path, sheet, said):
    with pytest.raises(NotReadable, match=said):
        read_foreign(make(tmp_path / "a.xlsx", {"S": []}, xl__worksheets__sheet1_xml=sheet))


def test_a_long_text_in_very_many_cells_is_refused(tmp_path):
    text = "x" * 30_000
    with pytest.raises(NotReadable, match="repeat long texts"):
        read_foreign(make(tmp_path / "a.xlsx", {"S": [[text, text]] * 5000}))


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_refused_or_read_and_nothing_else(tmp_path, seed):
    path = make(tmp_path / "a.xlsx", {"S": ROWS})
    rng = random.Random(seed)
    if seed % 2:
        with zipfile.ZipFile(path) as packed:
            files = {name: bytearray(packed.read(name)) for name in packed.namelist()}
        name = rng.choice(list(files))
        for _ in range(rng.randrange(1, 6)):
            files[name][rng.randrange(len(files[name]))] = rng.randrange(256)
        with zipfile.ZipFile(path, "w") as packed:
            for other, content in files.items():
                packed.writestr(other, bytes(content))
    else:
        data = bytearray(path.read_bytes())
        for _ in range(rng.randrange(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        path.write_bytes(data)
    try:
        read_foreign(path)
    except NotReadable as refusal:
        assert "a.xlsx" in str(refusal)
