from __future__ import annotations

from dataclasses import replace

import pytest

from interviewprep.cards.deck_file import read
from interviewprep.cards.merging import Side
from interviewprep.cards.model import Attributes, Card, Part, PartName
from interviewprep.formats.foreign import Foreign, ForeignCard, ForeignDeck, ForeignMedium, PastMemory, PastReview
from interviewprep.journeys.importing import incoming
from interviewprep.journeys.importing.carrying import ChangedMeanwhile, Decisions, carry_out
from interviewprep.journeys.importing.plan import What
from interviewprep.journeys.importing.planning import CARDS_A_FILE, plan
from interviewprep.journeys.importing.taking_back import EditedSince
from interviewprep.journeys.study import Study
from interviewprep.journeys.undo import undo, would_undo
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import State

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


def foreign_card(number, question="", answer="", **more):
    card = Card(question or f"Question {number}?", Attributes(id=f"anki-{number:012d}"), answer or f"Answer {number}.")
    return ForeignCard(card, f"note {number}", f"anki:guid{number}:0", **more)


def package(*cards, names=("Bio", "Cells"), media=(), **more):
    return Foreign("Anki package", (ForeignDeck(tuple(names), tuple(cards)),), tuple(media), **more)


def look(workplace, tmp_path, foreign):
    workplace.refresh()
    return plan(workplace, tmp_path / "bio.apkg", foreign, lambda _: None)


def take(workplace, tmp_path, foreign, **chosen):
    return carry_out(workplace, look(workplace, tmp_path, foreign), Decisions(**chosen))


def deck_file(workplace, name="bio/cells"):
    return workplace.places.decks / f"{name}.md"


def questions(workplace):
    with workplace.database.read() as db:
        return [row[0] for row in db.rows("SELECT question FROM card WHERE retired_ms IS NULL ORDER BY id")]


def edit(workplace, old, new, name="bio/cells"):
    path = deck_file(workplace, name)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    workplace.refresh()


def everything(workplace):
    """All that the program keeps, but for facts that name the day."""
    with workplace.database.read() as db:
        rows = [db.rows(f"SELECT * FROM {table}") for table in ("card", "item", "imported", "entry", "file_change")]
    files = {path: path.read_bytes() for path in workplace.places.decks.rglob("*") if path.is_file()}
    return rows, files


def test_a_package_becomes_a_deck_file_that_can_be_studied(workplace, tmp_path):
    done = take(workplace, tmp_path, package(foreign_card(1), foreign_card(2)))
    assert (done.added, done.updated, done.unchanged, done.decks) == (2, 0, 0, ("bio/cells",))
    assert questions(workplace) == ["Question 1?", "Question 2?"]
    assert read(deck_file(workplace).read_text(), "").deck.front.title == "Cells"
    assert Study(workplace).start() is not None
    assert not workplace.refresh(), "the file that was written is known already"


def test_importing_the_same_file_twice_changes_nothing(workplace, tmp_path):
    foreign = package(foreign_card(1, reviews=(review(),), memories=(memory(),), marked=True), foreign_card(2))
    take(workplace, tmp_path, foreign)
    before = everything(workplace)
    done = take(workplace, tmp_path, foreign)
    assert (done.added, done.updated, done.unchanged, done.reviews) == (0, 0, 2, 0)
    assert everything(workplace) == before


def test_a_newer_version_changes_what_it_changed_and_keeps_the_progress(workplace, tmp_path, clock):
    take(workplace, tmp_path, package(foreign_card(1), foreign_card(2)))
    study = Study(workplace)
    study.start()
    study.grade(Rating.EASY, 3000)
    newer = package(foreign_card(1, answer="A better answer."), foreign_card(2), foreign_card(3))
    done = take(workplace, tmp_path, newer)
    assert (done.added, done.updated, done.unchanged) == (1, 1, 1)
    assert "A better answer." in deck_file(workplace).read_text()
    with workplace.database.read() as db:
        assert db.value("SELECT total(reviews) FROM item") == 1
        assert db.value("SELECT count(*) FROM card WHERE retired_ms IS NULL") == 3


def test_my_edit_stays_where_the_newer_version_changed_another_field(workplace, tmp_path):
    take(workplace, tmp_path, package(foreign_card(1)))
    edit(workplace, "## Question 1?", "## My question?")
    done = take(workplace, tmp_path, package(foreign_card(1, answer="Their new answer.")))
    assert (done.updated, done.conflicts) == (1, ())
    text = deck_file(workplace).read_text()
    assert "My question?" in text
    assert "Their new answer." in text


@pytest.mark.parametrize(
    ("side", "there", "not_there"),
    [
        (Side.MINE, ["My answer."], ["Their answer."]),
        (Side.THEIRS, ["Their answer."], ["My answer."]),
        (Side.BOTH, ["My answer.", "Their answer."], []),
    ],
)
def test_a_field_that_both_changed_is_a_conflict_for_the_user_to_decide(workplace, tmp_path, side, there, not_there):
    take(workplace, tmp_path, package(foreign_card(1)))
    edit(workplace, "Answer 1.", "My answer.")
    newer = package(foreign_card(1, answer="Their answer."))
    seen = look(workplace, tmp_path, newer)
    assert seen.count(What.CONFLICT) == 1
    (clash,) = seen.cards[0].conflicts
    assert (clash.field, clash.mine, clash.theirs) == ("text", "My answer.", "Their answer.")
    done = carry_out(workplace, seen, Decisions(fields={("note 1", "text"): side}))
    assert done.conflicts == (("bio/cells#anki-000000000001", "text"),)
    text = deck_file(workplace).read_text()
    assert all(one in text for one in there)
    assert not any(one in text for one in not_there)


def test_a_conflict_that_was_decided_does_not_come_again(workplace, tmp_path):
    take(workplace, tmp_path, package(foreign_card(1)))
    edit(workplace, "Answer 1.", "My answer.")
    newer = package(foreign_card(1, answer="Their answer."), foreign_card(2))
    take(workplace, tmp_path, newer)
    assert look(workplace, tmp_path, newer).count(What.CONFLICT) == 0
    assert "My answer." in deck_file(workplace).read_text()


def test_a_conflict_kept_as_mine_alone_is_settled_too(workplace, tmp_path):
    take(workplace, tmp_path, package(foreign_card(1)))
    edit(workplace, "Answer 1.", "My answer.")
    newer = package(foreign_card(1, answer="Their answer."))
    take(workplace, tmp_path, newer)
    assert look(workplace, tmp_path, newer).count(What.CONFLICT) == 0


def test_a_card_deleted_here_stays_deleted_unless_wanted_back(workplace, tmp_path):
    take(workplace, tmp_path, package(foreign_card(1), foreign_card(2)))
    path = deck_file(workplace)
    path.write_text(path.read_text().replace("## Question 2? {#anki-000000000002}\n\nAnswer 2.\n", ""))
    workplace.refresh()
    done = take(workplace, tmp_path, package(foreign_card(1), foreign_card(2, answer="Newer.")))
    assert (done.deleted, done.added, questions(workplace)) == (1, 0, ["Question 1?"])
    done = take(workplace, tmp_path, package(foreign_card(1), foreign_card(2, answer="Newer.")), bring_back=True)
    assert (done.deleted, done.added) == (0, 1)
    assert "Newer." in path.read_text()


def test_a_card_that_was_moved_to_another_deck_is_updated_there(workplace, tmp_path):
    take(workplace, tmp_path, package(foreign_card(1), foreign_card(2)))
    path = deck_file(workplace)
    text = path.read_text()
    start = text.index("## Question 2?")
    deck_file(workplace, "mine").write_text(text[start:])
    path.write_text(text[:start])
    workplace.refresh()
    take(workplace, tmp_path, package(foreign_card(1), foreign_card(2, answer="Newer.")))
    assert "Newer." in deck_file(workplace, "mine").read_text()
    assert "Question 2" not in path.read_text()


def test_an_import_is_one_step_to_undo(workplace, tmp_path, write_deck):
    write_deck("other", "## Mine?\n\nYes.\n")
    foreign = package(
        foreign_card(1, answer="![x](media/x-0.png)", reviews=(review(),), memories=(memory(),)), media=(picture(),)
    )
    files = everything(workplace)[1]
    take(workplace, tmp_path, foreign)
    assert would_undo(workplace.database).question == "bio.apkg"
    undone = undo(workplace)
    assert undone.kind == "import"
    assert questions(workplace) == ["Mine?"]
    assert everything(workplace)[1] == files
    assert not deck_file(workplace).parent.exists()
    assert would_undo(workplace.database) is None
    with workplace.database.read() as db:
        assert db.value("SELECT count(*) FROM item WHERE state <> 0") == 0
    assert not workplace.refresh()
    take(workplace, tmp_path, foreign)
    assert questions(workplace) == ["Mine?", "Question 1?"]
    with workplace.database.read() as db:
        assert db.value("SELECT reviews FROM item WHERE state = 2") == 7


def test_undoing_an_update_puts_the_older_text_and_what_i_had_changed_back(workplace, tmp_path):
    take(workplace, tmp_path, package(foreign_card(1), foreign_card(2)))
    edit(workplace, "Answer 2.", "My answer.")
    before = deck_file(workplace).read_bytes()
    take(workplace, tmp_path, package(foreign_card(1, answer="Newer."), foreign_card(2), foreign_card(3)))
    undo(workplace)
    assert deck_file(workplace).read_bytes() == before
    assert questions(workplace) == ["Question 1?", "Question 2?"]
    seen = look(workplace, tmp_path, package(foreign_card(1, answer="Newer."), foreign_card(2), foreign_card(3)))
    assert (seen.count(What.CHANGED), seen.count(What.NEW), seen.count(What.CONFLICT)) == (1, 1, 0)


def test_an_undo_refuses_to_lose_what_was_edited_since(workplace, tmp_path):
    take(workplace, tmp_path, package(foreign_card(1)))
    edit(workplace, "Answer 1.", "My answer.")
    before = everything(workplace)
    with pytest.raises(EditedSince, match=r"cells\.md: has been edited since the import"):
        undo(workplace)
    assert everything(workplace) == before


def test_a_file_that_changes_between_looking_and_doing_stops_the_import(workplace, tmp_path):
    take(workplace, tmp_path, package(foreign_card(1)))
    seen = look(workplace, tmp_path, package(foreign_card(1), foreign_card(2)))
    edit(workplace, "Answer 1.", "My answer.")
    with pytest.raises(ChangedMeanwhile):
        carry_out(workplace, seen)


class Stop(Exception):
    pass


@pytest.mark.parametrize("word", range(4))
def test_a_cancel_at_any_word_leaves_nothing(workplace, tmp_path, word):
    seen = look(workplace, tmp_path, package(foreign_card(1, answer="![x](media/x-0.png)"), media=(picture(),)))
    before, words = everything(workplace), []

    def say(text):
        words.append(text)
        if len(words) > word:
            raise Stop

    try:
        carry_out(workplace, seen, say=say)
    except Stop:
        assert everything(workplace) == before
        assert not workplace.places.incoming.exists()
    else:
        assert word == 3, f"said only {words}"


def test_files_that_a_crash_left_waiting_are_moved_at_the_next_start(workplace, tmp_path, monkeypatch):
    seen = look(workplace, tmp_path, package(foreign_card(1)))
    monkeypatch.setattr("interviewprep.journeys.importing.carrying.settle", lambda *_: None)
    carry_out(workplace, seen)
    assert not deck_file(workplace).exists()
    incoming.settle(workplace.places, workplace.database)
    assert "Question 1?" in deck_file(workplace).read_text()
    assert not workplace.places.incoming.exists()
    assert not workplace.refresh()


def test_files_of_an_import_that_never_happened_are_cleared_away(workplace):
    workplace.places.incoming.mkdir()
    (workplace.places.incoming / "0").write_text("half a deck")
    incoming.settle(workplace.places, workplace.database)
    assert not workplace.places.incoming.exists()


def test_a_large_deck_is_parted_into_files_of_a_thousand_cards(workplace, tmp_path):
    take(workplace, tmp_path, package(*(foreign_card(i) for i in range(CARDS_A_FILE + 2)), names=("Big",)))
    assert [path.name for path in sorted(workplace.places.decks.glob("*.md"))] == ["big-2.md", "big.md"]
    assert deck_file(workplace, "big-2").read_text().count("## ") == 2
    titles = [read(deck_file(workplace, name).read_text(), "").deck.front.title for name in ("big", "big-2")]
    assert titles == ["Big", "Big (2)"], "they can be told apart in a list"
    done = take(workplace, tmp_path, package(*(foreign_card(i) for i in range(CARDS_A_FILE + 3)), names=("Big",)))
    assert (done.added, done.unchanged) == (1, CARDS_A_FILE + 2)
    assert deck_file(workplace, "big-2").read_text().count("## ") == 3


def test_a_deck_of_the_same_name_that_was_there_before_is_never_touched(workplace, tmp_path, write_deck):
    mine = write_deck("cells", "## Mine?\n\nYes.\n")
    take(workplace, tmp_path, package(foreign_card(1), names=("Cells",)))
    assert mine.read_text() == "## Mine?\n\nYes.\n"
    assert deck_file(workplace, "cells-2").exists()


@pytest.mark.parametrize(
    ("names", "path"),
    [
        (("..", "..", "etc"), "deck/deck/etc"),
        (("/root",), "root"),
        (("CON",), "deck"),
        (("README",), "deck"),
        (("media",), "media-deck"),
        (("x" * 300,), "x" * 80),
        ((" ", "\x00"), "deck/deck"),
        (tuple("abcdefghijkl"), "a/b/c/d/e/f/g/h-i-j-k-l"),
    ],
)
def test_a_deck_s_name_never_leads_out_of_the_folder(workplace, tmp_path, names, path):
    assert take(workplace, tmp_path, package(foreign_card(1), names=names)).decks == (path,)
    assert deck_file(workplace, path).is_file()


def test_media_lie_beside_each_deck_that_shows_them(workplace, tmp_path):
    shows = "![x](media/x-0.png)"
    decks = (
        ForeignDeck(("A", "One"), (foreign_card(1, answer=shows),)),
        ForeignDeck(("B",), (foreign_card(2, answer=shows),)),
    )
    done = take(workplace, tmp_path, Foreign("Anki package", decks, (picture(),)))
    assert done.media == 2
    assert (workplace.places.decks / "a/media/x-0.png").read_bytes() == PNG
    assert (workplace.places.decks / "media/x-0.png").read_bytes() == PNG


def test_a_picture_of_the_same_name_is_kept_and_told(workplace, tmp_path):
    (workplace.places.decks / "img").mkdir()
    (workplace.places.decks / "img/x.png").write_bytes(b"mine")
    text = "## One? {#a}\n\n![x](img/x.png) ![y](img/y.png)\n"
    cards = tuple(ForeignCard(card, f"line {card.line}") for card in read(text, "").deck.cards())
    pictures = tuple(replace(picture(), name=name, has_place=True) for name in ("img/x.png", "img/y.png"))
    done = take(workplace, tmp_path, Foreign("Bundle", (ForeignDeck(("d",), cards, text=text),), pictures))
    assert (done.media, [one.place for one in done.skipped]) == (1, ["img/x.png"])
    assert (workplace.places.decks / "img/x.png").read_bytes() == b"mine"
    assert (workplace.places.decks / "img/y.png").read_bytes() == PNG


def test_the_past_comes_along_and_what_was_learnt_here_stands(workplace, tmp_path, clock):
    take(workplace, tmp_path, package(foreign_card(1), foreign_card(2)))
    study = Study(workplace)
    study.start()
    study.grade(Rating.GOOD, 3000)
    past = {"reviews": (review(),), "memories": (memory(),)}
    done = take(workplace, tmp_path, package(foreign_card(1, **past), foreign_card(2, **past)))
    assert done.reviews == 2
    with workplace.database.read() as db:
        states = db.rows("SELECT state, stability, interval, reviews, lapses FROM item ORDER BY id")
        assert db.value("SELECT count(*) FROM entry WHERE kind = 'past'") == 2
    assert states[0][0] == State.LEARNING
    assert states[1] == (State.REVIEW, 20.0, 21, 7, 1)


def test_a_deck_of_our_own_format_comes_byte_for_byte(workplace, tmp_path):
    text = "---\ntitle: Kept\n---\n\n<!-- a comment -->\n\n# Topic\n\n##  Odd   blanks {#a}\n\nYes.\n"
    cards = tuple(ForeignCard(card, f"line {card.line}") for card in read(text, "").deck.cards())
    foreign = Foreign("Deck file", (ForeignDeck(("Some deck",), cards, text=text),))
    done = take(workplace, tmp_path, foreign)
    assert done.added == 1
    assert deck_file(workplace, "Some deck").read_text() == text
    assert take(workplace, tmp_path, foreign).unchanged == 1


def test_a_newer_deck_file_keeps_my_edit_and_the_comments(workplace, tmp_path):
    text = "<!-- mine -->\n\n## One? {#a}\n\nYes.\n\n## Two? {#b}\n\nNo.\n"

    def foreign(text):
        cards = tuple(
            ForeignCard(card, f"line {card.line}", f"deck:x#{card.attributes.id}")
            for card in read(text, "").deck.cards()
        )
        return Foreign("Deck file", (ForeignDeck(("x",), cards, text=text),))

    take(workplace, tmp_path, foreign(text))
    edit(workplace, "Yes.", "Yes indeed.", "x")
    done = take(workplace, tmp_path, foreign(text.replace("No.", "Not at all.") + "\n## Three? {#c}\n\nPerhaps.\n"))
    assert (done.added, done.updated, done.unchanged, done.conflicts) == (1, 1, 1, ())
    assert deck_file(workplace, "x").read_text() == (
        "<!-- mine -->\n\n## One? {#a}\n\nYes indeed.\n\n## Two? {#b}\n\nNot at all.\n\n## Three? {#c}\n\nPerhaps.\n"
    )


def test_two_cards_of_one_id_are_told_apart_and_the_second_is_named(workplace, tmp_path):
    twin = replace(foreign_card(1, question="Another?"), place="note 9")
    done = take(workplace, tmp_path, package(foreign_card(1), twin))
    assert done.added == 1
    assert [(one.place, one.reason) for one in done.skipped] == [
        ("note 9", "has the same id as note 1, which is taken")
    ]


def test_a_backup_is_made_before(workplace, tmp_path):
    take(workplace, tmp_path, package(foreign_card(1)))
    assert [path for path in workplace.places.backups.iterdir() if "before-import" in path.name]


def test_parts_of_a_card_are_fields_of_their_own(workplace, tmp_path):
    def with_parts(answer, why):
        one = foreign_card(1)
        parts = (Part(PartName.ANSWER, answer), Part(PartName.WHY, why))
        return package(replace(one, card=replace(one.card, parts=parts)))

    take(workplace, tmp_path, with_parts("A", "W"))
    edit(workplace, "### Why\n\nW", "### Why\n\nMine")
    done = take(workplace, tmp_path, with_parts("B", "W"))
    assert done.conflicts == ()
    assert "### Answer\n\nB\n\n### Why\n\nMine\n" in deck_file(workplace).read_text()


def review():
    return PastReview("front", 1_600_000_000_000, Rating.GOOD, State.REVIEW, 4000, 21)


def memory():
    due = 1_700_000_000_000
    return PastMemory("front", State.REVIEW, 20.0, 6.0, due, due - 21 * 86_400_000, 21, 7, 1)


def picture():
    return ForeignMedium("media/x-0.png", len(PNG), lambda: iter([PNG]))
