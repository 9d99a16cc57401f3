"""Editing decks, letting them rest, linking folders; with the shipped decks beside the user's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewprep.cards.deck_check import check_text
from interviewprep.cards.difference import What, Who
from interviewprep.errors import Refused
from interviewprep.journeys import copies, folders
from interviewprep.journeys.edit import file_name, new_deck, to_edit
from interviewprep.journeys.faults import faults
from interviewprep.journeys.overview import decks
from interviewprep.journeys.set_aside import DeckLimits, limit, mark_cards, set_aside, suspend, suspend_cards
from interviewprep.journeys.study import Study
from interviewprep.journeys.templates import TEMPLATES
from interviewprep.journeys.undo import undo
from interviewprep.journeys.workplace import Workplace, for_writing
from interviewprep.memory.fsrs import Rating
from interviewprep.paths import Places

TWO = "## What is a warp? {#warp}\n\n32 threads.\n\n## What is a block? {#block}\n\nWarps on one SM.\n"


def deck(workplace: Workplace, name: str):
    return next(one for one in decks(workplace) if one.deck == name)


@pytest.fixture(scope="module")
def taken_over(tmp_path_factory) -> Path:
    """A data folder that knows the shipped decks, to be copied: taking them over costs most of a second."""
    data = tmp_path_factory.mktemp("shipped") / "data"
    with for_writing(Places(data), lambda: (1_772_355_600_000, 0), "test") as opened:
        opened.refresh()
    return data


@pytest.fixture
def shop(taken_over: Path, tmp_path: Path, clock) -> Iterator[Workplace]:
    """A workplace with the shipped decks."""
    shutil.copytree(taken_over, tmp_path / "shop")
    with for_writing(Places(tmp_path / "shop"), clock, "test") as opened:
        yield opened


@pytest.fixture
def shipped_deck(shop: Workplace) -> str:
    return decks(shop)[0].deck


# Copies of shipped decks


def test_a_shipped_deck_is_copied_before_it_is_edited(shop, shipped_deck):
    came = deck(shop, shipped_deck).path
    before = came.read_bytes()
    opening = to_edit(shop, shipped_deck, 12)
    assert (opening.copied, opening.line) == (True, 12)
    assert opening.path == shop.places.decks / f"{shipped_deck}.md"
    assert opening.path.read_bytes() == before
    assert deck(shop, shipped_deck).path == opening.path


def test_a_copy_is_made_once(shop, shipped_deck):
    path = to_edit(shop, shipped_deck).path
    path.write_text(path.read_text() + "\n## Mine?\n\nYes, it is mine.\n")
    again = to_edit(shop, shipped_deck)
    assert (again.copied, again.path) == (False, path)
    assert "Mine?" in path.read_text()


def test_a_copy_keeps_the_progress(shop, shipped_deck):
    study = Study(shop, [shipped_deck])
    study.start()
    study.grade(Rating.EASY, 4000)
    learned = deck(shop, shipped_deck).learned
    assert learned == 1
    path = to_edit(shop, shipped_deck).path
    path.write_text(path.read_text() + "\n## Mine?\n\nYes, it is mine.\n")
    changes = shop.refresh()
    assert (changes.added, changes.retired) == (1, 0)
    assert deck(shop, shipped_deck).learned == learned


def test_giving_the_copy_up_brings_the_shipped_deck_back_with_its_progress(shop, shipped_deck):
    study = Study(shop, [shipped_deck])
    study.start()
    study.grade(Rating.EASY, 4000)
    to_edit(shop, shipped_deck)
    copy = copies.copy_of(shop, shipped_deck)
    text = copies.give_up(copy)
    shop.refresh()
    assert deck(shop, shipped_deck).root == "shipped"
    assert deck(shop, shipped_deck).learned == 1
    copies.write_text(copy.path, text)
    shop.refresh()
    assert deck(shop, shipped_deck).root == "own"


def test_a_copy_says_in_which_cards_it_differs(shop, shipped_deck):
    path = to_edit(shop, shipped_deck).path
    assert copies.copy_of(shop, shipped_deck).untouched
    path.write_text(path.read_text() + "\n## Mine?\n\nYes, it is mine.\n")
    copy = copies.copy_of(shop, shipped_deck)
    assert not copy.untouched
    (found,) = copy.differences
    assert (found.what, found.who, found.question) == (What.ADDED, Who.YOU, "Mine?")


def pretend_upgrade(shop: Workplace, name: str) -> None:
    """As if the copy had been made of an older shipped deck, which said something else in its first card."""
    path = to_edit(shop, name).path
    text = path.read_text()
    (first,) = [line for line in text.splitlines() if line.startswith("## ")][:1]
    older = text.replace(first, first.replace("## ", "## Formerly: "), 1)
    path.write_text(older)
    with shop.database.write() as db:
        db.run("UPDATE fact SET value = ? WHERE name = ?", (older, f"copied:{name}"))
    shop.refresh()


def test_an_upgrade_of_a_copied_deck_is_told_once(shop, shipped_deck):
    assert copies.upgraded(shop) == ()
    pretend_upgrade(shop, shipped_deck)
    assert copies.upgraded(shop) == (copies.Upgraded(shipped_deck, 1, untouched=True),)
    assert copies.upgraded(shop) == ()


def test_a_card_of_the_new_version_can_be_taken_and_given_back(shop, shipped_deck):
    pretend_upgrade(shop, shipped_deck)
    copy = copies.copy_of(shop, shipped_deck)
    (found,) = copy.differences
    assert found.who is Who.THEY
    before = copies.take_shipped(shop, copy, found)
    assert copies.copy_of(shop, shipped_deck).differences == ()
    copies.write_text(copy.path, before)
    assert copies.copy_of(shop, shipped_deck).differences == (found,)


def test_a_deck_of_ones_own_is_opened_where_it_is(workplace, write_deck):
    path = write_deck("gpu", TWO)
    opening = to_edit(workplace, "gpu", 5)
    assert (opening.path, opening.line, opening.copied) == (path, 5, False)


def test_a_deck_whose_file_went_is_refused_with_a_sentence(workplace, write_deck):
    write_deck("gpu", TWO).unlink()
    with pytest.raises(Refused, match="not there any more"):
        to_edit(workplace, "gpu")


# New decks


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_deck_is_free_of_faults(workplace, template):
    path = new_deck(workplace, "GPU memory: what & why?", template)
    assert path.name == "gpu-memory-what-why.md"
    assert check_text(path.read_text(encoding="utf-8"), str(path), lambda name: True) == ()
    made = deck(workplace, "gpu-memory-what-why")
    assert made.title == "GPU memory: what & why?"
    assert made.cards >= 1


def test_a_new_deck_never_takes_the_place_of_another(workplace, write_deck):
    path = write_deck("gpu", TWO)
    with pytest.raises(Refused, match="already"):
        new_deck(workplace, "GPU", "short")
    assert path.read_text() == TWO
    workplace.places.decks.joinpath("Plan.md").mkdir()
    with pytest.raises(Refused, match="already"):
        new_deck(workplace, "Plan", "short")


def test_a_new_deck_does_not_hide_one_of_a_linked_folder(workplace, checkout):
    folders.link(workplace, checkout)
    with pytest.raises(Refused, match="already"):
        new_deck(workplace, "Notes", "short")


@pytest.mark.parametrize("title", ["", "  ", "…/…", "CON", "com1", "ReadMe", "License"])
def test_a_title_that_makes_no_file_name_is_refused(title):
    with pytest.raises(Refused):
        file_name(title)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Überblick: Größe", "überblick-grösse"),
        ("Don't panic", "dont-panic"),
        ("  two   words ", "two-words"),
        ("x" * 300, "x" * 80),
        ("量化", "量化"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, name):
    assert file_name(title) == name


# Decks and cards that rest


def test_several_decks_are_suspended_at_once_and_called_back(workplace, write_deck):
    for name in ("gpu/warps", "gpu/blocks", "other"):
        write_deck(name, TWO.replace("What", f"{name}: what"))
    before = suspend(workplace, {"gpu/warps": True, "gpu/blocks": True})
    assert [(one.deck, one.suspended) for one in decks(workplace)] == [
        ("gpu/blocks", True),
        ("gpu/warps", True),
        ("other", False),
    ]
    suspend(workplace, before)
    assert not any(one.suspended for one in decks(workplace))


def test_limits_of_a_deck_hold_and_can_be_taken_off(workplace, write_deck):
    write_deck("gpu", TWO)
    before = limit(workplace, {"gpu": DeckLimits(new=1)})
    study = Study(workplace)
    study.start()
    assert study.counts().new == 1
    limit(workplace, before)
    study.start()
    assert study.counts().new == 2
    assert before == {"gpu": DeckLimits()}


def test_a_suspended_card_is_listed_and_called_back(workplace, write_deck):
    write_deck("gpu", TWO)
    study = Study(workplace)
    study.start()
    study.mark()
    study.suspend()
    (found,) = set_aside(workplace, ["gpu"])
    assert (found.question, found.line, found.suspended, found.marked) == ("What is a warp?", 1, True, True)
    before = suspend_cards(workplace, {found.key: False})
    mark_cards(workplace, {found.key: False})
    assert set_aside(workplace, ["gpu"]) == []
    study.start()
    assert study.counts().new == 2
    suspend_cards(workplace, before)
    assert [one.suspended for one in set_aside(workplace, ["gpu"])] == [True]


def test_calling_a_card_back_is_in_the_log_and_undone_with_it(workplace, write_deck, clock):
    write_deck("gpu", "## {{One}} and {{two}} {#both}\n")
    study = Study(workplace)
    study.start()
    study.suspend()
    (found,) = set_aside(workplace, ["gpu"])
    suspend_cards(workplace, {found.key: False})
    undone = undo(workplace)
    assert (undone.kind, undone.entries) == ("suspend", 2)
    assert [one.suspended for one in set_aside(workplace, ["gpu"])] == [True]


# Linked folders


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    (folder / "cuda").mkdir(parents=True)
    (folder / "cuda" / "gpu.md").write_text(TWO)
    (folder / "notes.md").write_text("Only words.\n")
    (folder / "README.md").write_text("# About\n")
    return folder


def test_a_linked_folder_brings_its_decks_and_takes_them_away_with_their_progress(workplace, checkout):
    assert folders.link(workplace, checkout) == ()
    workplace.refresh()
    assert deck(workplace, "cuda/gpu").cards == 2
    study = Study(workplace, ["cuda/gpu"])
    study.start()
    study.grade(Rating.EASY, 4000)
    folders.unlink(workplace, str(checkout))
    workplace.refresh()
    assert decks(workplace) == []
    folders.link(workplace, checkout)
    workplace.refresh()
    assert deck(workplace, "cuda/gpu").learned == 1


def test_a_survey_counts_what_a_folder_would_bring(workplace, write_deck, checkout):
    write_deck("cuda/gpu", TWO)
    said: list[str] = []
    found = folders.survey(workplace, checkout, said.append)
    assert (found.decks, found.cards, found.without_cards, found.taken) == (1, 2, 1, ("cuda/gpu",))
    assert said == ["0 of 2 files"]


def test_decks_kept_out_by_their_name_are_told_when_linking(workplace, write_deck, checkout):
    write_deck("cuda/gpu", TWO)
    (problem,) = folders.link(workplace, checkout)
    assert problem.rule == "same-name"


@pytest.mark.parametrize(
    ("which", "sentence"),
    [
        ("itself", "linked already"),
        ("inside", "lies in"),
        ("around", "holds"),
        ("data", "data folder"),
        ("own decks", "data folder"),
        ("around the data", "data folder"),
        ("home", "more than decks"),
        ("file", "not a folder"),
        ("link to itself", "linked already"),
    ],
)
def test_a_folder_that_would_be_met_twice_is_refused(workplace, checkout, tmp_path, which, sentence):
    folders.link(workplace, checkout)
    other = tmp_path / "shortcut"
    other.symlink_to(checkout)
    outer = checkout.parent
    chosen = {
        "itself": checkout,
        "inside": checkout / "cuda",
        "around": outer,
        "data": workplace.places.data,
        "own decks": workplace.places.decks,
        "around the data": outer,
        "home": Path.home(),
        "file": checkout / "notes.md",
        "link to itself": other,
    }[which]
    if which == "around":
        folders.unlink(workplace, str(checkout))
        inner = checkout / "cuda"
        folders.link(workplace, inner)
        chosen = checkout
    with pytest.raises(Refused, match=sentence):
        folders.link(workplace, chosen)


def test_the_shipped_folder_is_not_linked(shop):
    with pytest.raises(Refused, match="shipped"):
        folders.link(shop, folders.places(shop)[0].folder)


def test_places_say_where_decks_come_from(workplace, write_deck, checkout):
    write_deck("mine", TWO)
    folders.link(workplace, checkout)
    assert [(place.key, place.there, place.decks) for place in folders.places(workplace)] == [
        ("own", True, 1),
        (str(checkout), True, 2),
    ]
    shutil.rmtree(checkout)
    assert [place.there for place in folders.places(workplace)] == [True, False]


# Faults


def test_all_faults_are_listed_with_their_lines(workplace, write_deck, checkout):
    write_deck("gpu", "---\ntitel: GPU\n---\n\n## What?\n\n### Formula\n\n- 1 +\n")
    write_deck("cuda/gpu", TWO)
    folders.link(workplace, checkout)
    found = faults(workplace, workplace.refresh().problems)
    assert [(one.deck, one.problem.line, one.problem.rule) for one in found][:1] == [("", 0, "same-name")]
    assert {(one.deck, one.problem.line) for one in found if one.deck} >= {("gpu", 2), ("notes", 1)}


def test_a_fault_is_listed_once(workplace, write_deck):
    path = write_deck("gpu", TWO)
    path.write_bytes(b"## What?\n\n\xff\n")
    found = faults(workplace, workplace.refresh().problems)
    assert [(one.deck, one.problem.line, one.problem.rule) for one in found] == [("gpu", 3, "encoding")]
