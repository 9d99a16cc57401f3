from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from interviewprep.journeys.overview import decks
from interviewprep.journeys.study import Study
from interviewprep.memory.fsrs import Rating
from interviewprep.paths import Places


def reviews_by_question(workplace):
    """Of every live card: how many reviews its items have together."""
    with workplace.database.read() as db:
        return dict(
            db.rows(
                "SELECT question, total(reviews) FROM card JOIN item ON card_id = card.id WHERE retired_ms IS NULL AND retired = 0"
                " GROUP BY card.id"
            )
        )


def learn_all(workplace, clock):
    """Answer Good until nothing is left today."""
    study = Study(workplace, everything=True)
    while study.start() is not None:
        while study.face is not None:
            study.grade(Rating.GOOD, 4000)
            clock.pass_seconds(5)
        if study.next_learning_ms() is None:
            return
        clock.at_ms = max(clock.at_ms, study.next_learning_ms())


TWO = "## What is a warp?\n\n32 threads.\n\n## What is a block?\n\nWarps on one SM.\n"


def test_rewording_the_answer_keeps_the_progress(workplace, write_deck, clock):
    write_deck("gpu", TWO)
    learn_all(workplace, clock)
    write_deck("gpu", TWO.replace("32 threads", "Thirty-two threads in lockstep"))
    assert reviews_by_question(workplace) == {"What is a warp?": 2, "What is a block?": 2}


def test_rewording_the_question_keeps_the_progress(workplace, write_deck, clock):
    write_deck("gpu", TWO)
    learn_all(workplace, clock)
    write_deck("gpu", TWO.replace("What is a warp?", "Name the unit that the scheduler issues."))
    assert reviews_by_question(workplace) == {"Name the unit that the scheduler issues.": 2, "What is a block?": 2}


def test_moving_a_card_to_another_file_keeps_the_progress(workplace, write_deck, clock):
    first = write_deck("gpu", TWO)
    learn_all(workplace, clock)
    warp, block = TWO.split("\n\n## ")
    first.write_text(warp + "\n")
    (first.parent / "blocks.md").write_text("## " + block)
    changes = workplace.refresh()
    assert (changes.moved, changes.added, changes.retired) == (1, 0, 0)
    assert reviews_by_question(workplace) == {"What is a warp?": 2, "What is a block?": 2}


def test_renaming_a_file_keeps_the_progress(workplace, write_deck, clock):
    path = write_deck("gpu", TWO)
    learn_all(workplace, clock)
    path.rename(path.with_name("accelerators.md"))
    workplace.refresh()
    assert reviews_by_question(workplace) == {"What is a warp?": 2, "What is a block?": 2}
    assert [deck.deck for deck in decks(workplace)] == ["accelerators"]


def test_a_card_that_went_comes_back_with_its_past(workplace, write_deck, clock):
    path = write_deck("gpu", TWO)
    learn_all(workplace, clock)
    path.write_text(TWO.split("\n\n## ")[0] + "\n")
    assert workplace.refresh().retired == 1
    assert reviews_by_question(workplace) == {"What is a warp?": 2}
    path.write_text(TWO)
    assert workplace.refresh().returned == 1
    assert reviews_by_question(workplace) == {"What is a warp?": 2, "What is a block?": 2}


def test_a_deck_that_went_comes_back_with_its_past(workplace, write_deck, clock):
    path = write_deck("gpu", TWO)
    learn_all(workplace, clock)
    path.unlink()
    workplace.refresh()
    assert decks(workplace) == []
    path.write_text(TWO)
    workplace.refresh()
    assert reviews_by_question(workplace) == {"What is a warp?": 2, "What is a block?": 2}


def test_an_id_written_afterwards_keeps_the_progress(workplace, write_deck, clock):
    write_deck("gpu", TWO)
    learn_all(workplace, clock)
    write_deck("gpu", TWO.replace("warp?", "warp? {#warp}"))
    write_deck(
        "gpu", TWO.replace("What is a warp?", "Which group runs in lockstep? {#warp}").replace("32 threads", "A warp")
    )
    assert reviews_by_question(workplace) == {"Which group runs in lockstep?": 2, "What is a block?": 2}


OTHER = "\n## What is a mantissa?\n\nThe digits of a number.\n"


def test_a_gap_that_is_reworded_keeps_its_own_progress(workplace, write_deck, clock):
    write_deck("formats", "## {{E5M2}} has range, {{E4M3}} has precision.\n" + OTHER)
    study = Study(workplace, everything=True)
    study.start()
    study.grade(Rating.EASY, 1000)
    write_deck("formats", "## {{FP8 E5M2}} has range, {{E4M3}} has precision, {{E8M0}} scales.\n" + OTHER)
    with workplace.database.read() as db:
        rows = db.rows("SELECT face, reviews FROM item WHERE retired = 0 AND face <> 'front' ORDER BY position")
    assert rows == [("cloze:FP8 E5M2", 1), ("cloze:E4M3", 0), ("cloze:E8M0", 0)]


def test_gaps_that_swap_places_keep_their_own_progress(workplace, write_deck):
    write_deck("formats", "## {{range}} and {{precision}}\n" + OTHER)
    study = Study(workplace, everything=True)
    study.start()
    study.grade(Rating.EASY, 1000)
    write_deck("formats", "## {{precision}} and {{range}}\n" + OTHER)
    with workplace.database.read() as db:
        rows = db.rows("SELECT face, reviews FROM item WHERE retired = 0 AND face <> 'front' ORDER BY position")
    assert rows == [("cloze:precision", 0), ("cloze:range", 1)]


def test_an_unchanged_folder_is_not_read_again(workplace, write_deck, clock):
    write_deck("gpu", TWO)
    clock.pass_days(1)
    assert not workplace.refresh()


def test_a_file_that_is_no_text_keeps_its_cards(workplace, write_deck, clock):
    path = write_deck("gpu", TWO)
    learn_all(workplace, clock)
    path.write_bytes(b"## What is a warp?\n\n\xff\xfe\n")
    changes = workplace.refresh()
    assert [problem.rule for problem in changes.problems] == ["encoding"]
    path.write_text(TWO)
    workplace.refresh()
    assert reviews_by_question(workplace) == {"What is a warp?": 2, "What is a block?": 2}


def test_a_copy_of_a_shipped_deck_stands_before_it_and_keeps_its_progress(workplace, tmp_path, monkeypatch, clock):
    from interviewprep.journeys import workplace as module

    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "gpu.md").write_text(TWO)
    monkeypatch.setattr(module, "shipped", lambda kind: shipped)
    workplace.with_shipped = True
    workplace.refresh()
    learn_all(workplace, clock)
    (workplace.places.decks / "gpu.md").write_text(TWO.replace("32 threads", "Thirty-two"))
    workplace.refresh()
    (deck,) = decks(workplace)
    assert (deck.root, deck.cards) == ("own", 2)
    assert reviews_by_question(workplace) == {"What is a warp?": 2, "What is a block?": 2}


WORDS = ["warp", "block", "grid", "lane", "tile", "bank", "wave", "stream", "event", "graph"]


def deck_text(cards):
    return "".join(
        f"## {question}{' {#' + key + '}' if key else ''}\n\n{answer}\n\n" for question, answer, key in cards
    )


@given(
    seed=st.integers(0, 10**6),
    edits=st.lists(
        st.sampled_from(["reword", "answer", "move", "swap", "rename", "kill", "revive", "name"]), max_size=14
    ),
)
def test_random_edits_lose_no_review(tmp_path_factory, seed, edits):
    """Each edit keeps every card recognisable; after all of them no review has gone to another card or to none."""
    from interviewprep.journeys.workplace import for_writing
    from stopped_clock import StoppedClock

    rng = random.Random(seed)
    clock = StoppedClock()
    with for_writing(Places(tmp_path_factory.mktemp("edits")), clock, "test", with_shipped=False) as workplace:
        # The tag in the answer tells which card it was at first, whatever becomes of its words.
        files = {"a": [], "b": []}
        for i, word in enumerate(WORDS):
            files["ab"[i % 2]].append([f"What is a {word}?", f"It is number{i}.", ""])
        gone = []

        def save():
            for path in workplace.places.decks.glob("*.md"):
                path.unlink()
            for name, cards in files.items():
                (workplace.places.decks / f"{name}.md").write_text(deck_text(cards))
            clock.pass_seconds(10)
            workplace.refresh()

        save()
        study = Study(workplace, everything=True)
        study.start()
        expected = {}
        for _ in range(len(WORDS)):
            tag = study.face.card.body.split()[2].strip(".")
            for _ in range(1 + int(tag.removeprefix("number")) % 3):
                expected[tag] = expected.get(tag, 0) + 1
            study.grade(Rating.EASY, 1000)
        with workplace.database.write() as db:
            for tag, count in expected.items():
                db.run(
                    "UPDATE item SET reviews = ? WHERE card_id = (SELECT id FROM card WHERE answer LIKE ?)",
                    (count, f"%{tag}.%"),
                )
        for number, edit in enumerate(edits):
            name = rng.choice([name for name, cards in files.items() if cards])
            cards = files[name]
            card = rng.choice(cards)
            if edit == "reword":
                card[0] = f"{card[0]} ({number})"
            elif edit == "answer":
                card[1] = f"Well: {card[1]} ({number})"
            elif edit == "move":
                cards.remove(card)
                files[rng.choice(list(files))].append(card)
            elif edit == "swap":
                rng.shuffle(cards)
            elif edit == "rename":
                files[f"{name}{number}"] = files.pop(name)
            elif edit == "kill" and len(cards) > 1:
                cards.remove(card)
                gone.append(card)
            elif edit == "revive" and gone:
                cards.append(gone.pop())
            elif edit == "name" and not card[2]:
                card[2] = f"id{number}"
            save()
        with workplace.database.read() as db:
            live = db.rows(
                "SELECT answer, reviews FROM card JOIN item ON card_id = card.id WHERE retired_ms IS NULL AND retired = 0"
            )
        found = {
            next(word.strip(".") for word in answer.split() if word.startswith("number")): reviews
            for answer, reviews in live
        }
        alive = {
            next(word.strip(".") for word in card[1].split() if word.startswith("number"))
            for cards in files.values()
            for card in cards
        }
        assert found == {tag: count for tag, count in expected.items() if tag in alive}
