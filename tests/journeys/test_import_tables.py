"""Tables and bundles through the whole program: exported, changed elsewhere, and taken back to where the cards are."""

from __future__ import annotations

import io

from interviewprep.cards.deck_file import read
from interviewprep.cards.merging import Side
from interviewprep.formats.foreign import Choices
from interviewprep.formats.leaving import LeavingCard, LeavingDeck
from interviewprep.formats.table.writer import write_table
from interviewprep.journeys.importing.carrying import Decisions, carry_out
from interviewprep.journeys.importing.plan import What
from interviewprep.journeys.importing.planning import survey

DECK = "# Topic\n\n## First? {#one .mid}\n\nA.\n\n## Second?\n\n=B.\n"


def exported(tmp_path, text, name="gpu/roofs"):
    cards = tuple(LeavingCard(card, bytes([place])) for place, card in enumerate(read(text, "").deck.cards()))
    out = io.BytesIO()
    write_table([LeavingDeck(name, "Roofs", text, cards)], out, separator=",", formula_guard=True, say=lambda _: None)
    path = tmp_path / "export.csv"
    path.write_bytes(out.getvalue())
    return path


def test_a_table_that_left_and_was_edited_changes_the_cards_it_came_from(workplace, tmp_path, write_deck):
    path = write_deck("gpu/roofs", DECK)
    table = exported(tmp_path, DECK)
    assert survey(workplace, table).count(What.UNCHANGED) == 2
    text = table.read_text(encoding="utf-8-sig").replace("A.", "A better answer.").replace("'=B.", "'=B said better.")
    table.write_text(text, encoding="utf-8")
    seen = survey(workplace, table)
    assert seen.count(What.CONFLICT) == 2, "what it was when it left is not known any more, so that the user decides"
    done = carry_out(workplace, seen, Decisions(otherwise=Side.THEIRS))
    assert (done.added, done.updated, done.decks) == (0, 2, ("gpu/roofs",))
    changed = DECK.replace("A.", "A better answer.").replace("=B.", "=B said better.")
    assert path.read_text() == changed


def test_a_newer_version_of_a_table_updates_its_cards_by_their_ids(workplace, tmp_path):
    table = tmp_path / "words.csv"
    table.write_text("id,question,answer,tags\n1,Hund?,dog,de\n2,Katze?,cat,de\n")
    done = carry_out(workplace, survey(workplace, table))
    assert (done.added, done.decks) == (2, ("words",))
    table.write_text("id,question,answer,tags\n2,Die Katze?,the cat,de\n1,Hund?,dog,de\n3,Maus?,mouse,de\n")
    done = carry_out(workplace, survey(workplace, table))
    assert (done.added, done.updated, done.unchanged) == (1, 1, 1)
    text = (workplace.places.decks / "words.md").read_text()
    assert "## Die Katze?" in text
    assert "## Katze?" not in text
    again = carry_out(workplace, survey(workplace, table))
    assert (again.added, again.updated, again.unchanged) == (0, 0, 3)


def test_a_table_can_join_a_deck_of_a_chosen_name(workplace, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("q?;a\nr?;b\n")
    done = carry_out(workplace, survey(workplace, table, Choices(deck="Networks::TCP")))
    assert done.decks == ("networks/tcp",)
