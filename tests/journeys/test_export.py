from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest

from interviewprep.errors import Refused, WrongUse
from interviewprep.formats.foreign import Choices
from interviewprep.formats.leaving import FileKind
from interviewprep.formats.sheet.content import Paper, Sheet, from_json, to_json
from interviewprep.formats.sheet.html import pages_of
from interviewprep.journeys.exporting.carrying import export, preview
from interviewprep.journeys.exporting.choosing import chosen
from interviewprep.journeys.exporting.wishes import Selection, Wanted, kind_of
from interviewprep.journeys.files import FileThere, FolderNotWritable
from interviewprep.journeys.importing.carrying import carry_out
from interviewprep.journeys.importing.plan import What
from interviewprep.journeys.importing.planning import survey
from interviewprep.journeys.study import Study
from interviewprep.journeys.workplace import for_writing
from interviewprep.memory.fsrs import Rating
from interviewprep.paths import Places

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c6360606000000004000127340a6b0000000049454e44ae426082"
)
FORMATS = """---
title: Formats
description: Numbers in few bits.
---

Before all cards.

# Floating

## What is E5M2? {#e5m2 .junior leaf=QUANT-01}

An FP8 format with $2$ mantissa bits, **not** three.

### Why

It has the range.

## {{E4M3}} tops out at {{448::a number}}. {#e4m3 .mid}

## Without an id

![Plan](media/plan.png)

## =1+1 {#formula .both-ways}

-2

## Which has more range? {#range .junior}

- [x] E5M2
- [ ] E4M3 — *one exponent bit less*

## How would you choose? {#choose .senior}

### Key points

- Range first {#range}
- Then accuracy {#accuracy}

### Answer

By both.
"""
INTERVIEW = """---
interview: A short one
minutes: 10
sections:
  - name: All
    minutes: 10
    questions: 1
---

Be calm.
"""


@pytest.fixture
def studied(workplace, clock, write_deck):
    """Two decks, one of them studied for some days, with a card set aside and one marked."""
    media = workplace.places.decks / "bits" / "media"
    media.mkdir(parents=True)
    (media / "plan.png").write_bytes(PNG)
    write_deck("bits/formats", FORMATS)
    write_deck("other", "## What is 1?\n\nOne.\n")
    write_deck("rounds/short", INTERVIEW)
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY, Rating.GOOD, Rating.HARD, Rating.GOOD) * 2:
        study = Study(workplace, ["formats"], everything=True)
        if study.start() is None:
            clock.pass_days(1)
            study.start()
        study.grade(rating, 3000)
        clock.pass_seconds(700)
    with workplace.database.write() as db:
        db.run("UPDATE item SET suspended = 1 WHERE face = 'cloze:448'")
        db.run("UPDATE card SET marked = 1 WHERE written_id = 'range' OR question = 'What is 1?'")
    return workplace


@pytest.fixture
def elsewhere(tmp_path, clock):
    """Another data folder, empty."""
    with for_writing(Places(tmp_path / "elsewhere"), clock, "test", with_shipped=False) as opened:
        yield opened


def write(workplace, target, kind=None, *names, **more):
    wanted = Wanted(kind or kind_of(target), **more)
    return export(workplace, Selection(names), wanted, target)


def take(workplace, file, **choices):
    return carry_out(workplace, survey(workplace, file, Choices(**choices)))


def past(workplace):
    """What is known of each face, and each review, by deck and question."""
    found = {}
    for deck in chosen(workplace, Selection(), with_progress=True, say=lambda _: None):
        for one in deck.cards:
            found[deck.name, one.card.heading] = one.memories, one.reviews, one.marked
    return found


def marks(workplace):
    with workplace.database.read() as db:
        return sorted(row[0].partition("\n")[0] for row in db.rows("SELECT question FROM card WHERE marked = 1"))


def texts(workplace):
    root = workplace.places.decks
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_bundle_brings_everything_back(studied, elsewhere, tmp_path):
    done = write(studied, tmp_path / "all.zip", with_progress=True)
    assert (done.content.cards, done.content.interviews, done.content.media) == (7, 1, 1)
    assert done.content.reviews == 12
    assert not done.losses
    taken = take(elsewhere, tmp_path / "all.zip", with_past=True)
    assert (taken.added, taken.reviews, taken.skipped) == (7, 12, ())
    assert texts(elsewhere) == texts(studied)
    assert past(elsewhere) == past(studied)
    assert marks(elsewhere) == ["What is 1?", "Which has more range?"]


def test_a_bundle_says_nothing_of_the_past_unless_asked(studied, tmp_path):
    write(studied, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as bundle:
        assert not [name for name in bundle.namelist() if "progress" in name]


def test_the_same_cards_give_the_same_bundle(studied, tmp_path):
    for name in ("one.zip", "two.zip"):
        write(studied, tmp_path / name, with_progress=True)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_package_for_anki_brings_cards_and_past_back(studied, elsewhere, tmp_path):
    write(studied, tmp_path / "all.apkg", with_progress=True)
    taken = take(elsewhere, tmp_path / "all.apkg", with_past=True)
    assert (taken.added, taken.reviews, taken.media, taken.skipped) == (7, 12, 1, ())
    before, after = past(studied), past(elsewhere)
    assert set(after) == set(before)
    for card, (_, reviews, marked) in before.items():
        assert [replace(one, offset_min=None) for one in after[card][1]] == [
            replace(one, offset_min=None) for one in reviews
        ], card
        assert after[card][2] == marked
    assert marks(elsewhere) == ["What is 1?", "Which has more range?"]
    for card, (memories, _, _) in before.items():
        for was, is_now in zip(memories, after[card][0], strict=True):
            assert (is_now.face, is_now.suspended, is_now.state) == (was.face, was.suspended, was.state)
            assert is_now.exact.stability == pytest.approx(was.exact.stability, abs=1e-4)
            assert is_now.exact.difficulty == pytest.approx(was.exact.difficulty, abs=1e-3)
            assert replace(is_now.exact, stability=0, difficulty=0, step=0) == replace(
                was.exact, stability=0, difficulty=0, step=0
            )


def test_a_package_that_comes_home_changes_nothing(studied, tmp_path):
    write(studied, tmp_path / "all.apkg", with_progress=True)
    plan = survey(studied, tmp_path / "all.apkg", Choices(with_past=True))
    assert plan.count(What.UNCHANGED) == len(plan.cards) == 7


def test_losses_are_counted_and_named(studied, tmp_path):
    losses = {loss.what: loss for loss in preview(studied, Selection(), Wanted(FileKind.ANKI)).losses}
    shuffled = next(loss for what, loss in losses.items() if "shuffled" in what)
    assert (shuffled.count, shuffled.names) == (1, ("bits/formats#range",))
    assert any("interview" in what for what in losses)


def test_a_table_keeps_every_word_of_every_card(studied, elsewhere, tmp_path):
    write(studied, tmp_path / "all.csv")
    take(elsewhere, tmp_path / "all.csv")
    assert said(elsewhere) == said(studied)


def said(workplace):
    """Every text of every card; the order of the parts is that of the columns."""
    cards = [one.card for deck in decks(workplace) for one in deck.cards]
    return {(card.heading, card.attributes, card.body, frozenset(card.parts)) for card in cards}


def decks(workplace):
    return chosen(workplace, Selection(), with_progress=False, say=lambda _: None)


def cells(path):
    text = path.read_text(encoding="utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def test_no_cell_begins_a_formula_unless_wanted(studied, tmp_path):
    write(studied, tmp_path / "guarded.csv")
    assert not [cell for cell in cells(tmp_path / "guarded.csv") if cell[:1] in tuple("=+-@\t\r")]
    assert "'=1+1" in cells(tmp_path / "guarded.csv")
    write(studied, tmp_path / "plain.csv", formula_guard=False)
    assert "=1+1" in cells(tmp_path / "plain.csv")


def test_text_for_anki_says_what_its_columns_are(studied, tmp_path):
    write(studied, tmp_path / "all.txt", anki_header=True)
    head, *rows = (tmp_path / "all.txt").read_text().split("#tags column:6\n")
    assert "#html:true" in head
    kinds = [row[1] for row in csv.reader(io.StringIO(rows[0]), delimiter="\t")]
    assert sorted(set(kinds)) == ["Basic", "Basic (and reversed card)", "Cloze"]


def test_markdown_is_the_deck_files_and_what_they_show(studied, tmp_path):
    write(studied, tmp_path / "folder")
    found = {
        p.relative_to(tmp_path / "folder").as_posix(): p.read_bytes()
        for p in (tmp_path / "folder").rglob("*")
        if p.is_file()
    }
    assert found == texts(studied)


def test_a_part_of_a_deck_has_the_cards_chosen_alone(studied, tmp_path):
    wanted = Wanted(FileKind.MARKDOWN)
    export(studied, Selection(("formats",), words="range", tags=("junior",)), wanted, tmp_path / "part")
    text = (tmp_path / "part" / "bits" / "formats.md").read_text()
    assert "{#e5m2" in text
    assert "{#range" in text
    assert "E4M3}}" not in text
    assert not (tmp_path / "part" / "bits" / "media").exists()


def test_a_single_card_can_be_named_by_id_and_by_line(studied):
    for name in ("formats#e4m3", f"formats:{FORMATS[: FORMATS.index('## {{E4M3')].count(chr(10)) + 1}"):
        (deck,) = chosen(studied, Selection((name,)), with_progress=False, say=lambda _: None)
        assert [one.card.attributes.id for one in deck.cards] == ["e4m3"]


def test_nothing_chosen_is_refused(studied, tmp_path):
    with pytest.raises(WrongUse):
        export(studied, Selection(words="nowhere"), Wanted(FileKind.ANKI), tmp_path / "a.apkg")
    assert not list(tmp_path.glob("*.apkg"))


def test_a_page_needs_nothing_else(studied, tmp_path):
    write(studied, tmp_path / "all.html", sheet=Sheet.ANSWERS)
    text = (tmp_path / "all.html").read_text()
    assert "data:image/png;base64," in text
    assert "<math" in text
    assert 'src="media' not in text
    assert "<script" not in text


def test_a_question_sheet_tells_no_answers(studied, tmp_path):
    write(studied, tmp_path / "all.html", sheet=Sheet.QUESTIONS)
    text = (tmp_path / "all.html").read_text()
    assert "What is E5M2?" in text
    assert "448" not in text
    assert "mantissa" not in text


def test_the_back_of_a_card_lies_behind_its_front(studied):
    made = []
    wanted = Wanted(FileKind.PDF, sheet=Sheet.CARDS, paper=Paper.LETTER)
    export(
        studied,
        Selection(),
        wanted,
        studied.places.data / "x.pdf",
        to_pdf=lambda sheet, path: (made.append(sheet), path.write_bytes(b"%PDF")),
    )
    (fronts, _), (backs, is_back) = list(pages_of(made[0]))[:2]
    assert is_back
    assert (backs[1], backs[0], backs[3]) == (fronts[0], fronts[1], fronts[2])
    assert from_json(to_json(made[0])) == made[0]


def test_a_file_that_is_there_is_kept_unless_asked(studied, tmp_path):
    target = tmp_path / "mine.csv"
    target.write_text("mine")
    with pytest.raises(FileThere):
        write(studied, target)
    assert target.read_text() == "mine"
    write(studied, target, replace=True)
    assert target.read_text() != "mine"


def test_a_folder_keeps_its_other_files(studied, tmp_path):
    target = tmp_path / "folder"
    (target / "bits").mkdir(parents=True)
    (target / "bits" / "formats.md").write_text("mine")
    (target / "notes.txt").write_text("mine")
    with pytest.raises(Refused):
        write(studied, target)
    assert (target / "bits" / "formats.md").read_text() == "mine"
    write(studied, target, replace=True)
    assert (target / "bits" / "formats.md").read_bytes() == FORMATS.encode()
    assert (target / "notes.txt").read_text() == "mine"


class Cancelled(Exception):
    pass


@pytest.mark.parametrize("name", ["all.zip", "all.apkg", "all.csv", "all.html", "folder"])
def test_cancel_leaves_nothing(studied, tmp_path, name):
    here = set(tmp_path.iterdir())
    calls = []

    def say(text):
        calls.append(text)
        if len(calls) == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        export(studied, Selection(), Wanted(kind_of(tmp_path / name)), tmp_path / name, say)
    assert set(tmp_path.iterdir()) == here


def test_a_place_that_cannot_be_written_is_refused_in_words(studied, tmp_path):
    with pytest.raises(FolderNotWritable):
        write(studied, tmp_path / "no" / "such" / "all.zip")
