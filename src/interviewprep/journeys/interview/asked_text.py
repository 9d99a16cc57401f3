"""What a question of an interview says as Markdown, before and after it is answered."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from interviewprep.cards.cloze import Gap
from interviewprep.cards.faces import BACK, FRONT, cloze_groups, faces
from interviewprep.cards.model import Card, Kind, PartName
from interviewprep.cards.parts import answer_of, gaps, kind_of, options, question_of, stem_of
from interviewprep.interview.choice import LETTERS, Choice
from interviewprep.rendering.hidden_areas import FILLED, HIDDEN, edited, how_others_show

if TYPE_CHECKING:
    from interviewprep.drills.draw import Draw


def face_asked(card: Card) -> str:
    """The face of a card that an interview asks."""
    found = faces(card)
    return FRONT if BACK in found else found[0]


def question(card: Card, face: str, draw: Draw | None, order: tuple[int, ...] = ()) -> str:
    kind = kind_of(card)
    if draw is not None:
        return f"{card.heading}\n\n{draw.question}" if card.heading else draw.question
    if kind is Kind.CHOICE:
        shown = choice_of(card, order).shown
        lines = (f"- {LETTERS[place]}. {_indented(option.text)}" for place, option in enumerate(shown))
        return "\n".join([stem_of(card), "", *lines])
    if kind is Kind.CLOZE:
        return _with_blanks(card, cloze_groups(question_of(card)).get(face, ()))
    return question_of(card)


def choice_of(card: Card, order: tuple[int, ...] = ()) -> Choice:
    written = options(card)
    return Choice(written, order or tuple(range(len(written))))


def right_answer(card: Card, face: str, draw: Draw | None, order: tuple[int, ...] = ()) -> str:
    """The model answer; of a drill the number and, where the card has it, the way in words; of a choice the reasons."""
    if draw is not None:
        from interviewprep.drills.solution import solution

        solved = solution(draw)
        return "\n\n".join((f"**{solved.result}**", *solved.working))
    if kind_of(card) is Kind.CLOZE:
        hidden = cloze_groups(question_of(card)).get(face, ())
        if any(gap.area for gap in hidden):
            return _uncovered(card, hidden)
        return "; ".join(gap.text for gap in hidden) or answer_of(card)
    if kind_of(card) is Kind.CHOICE:
        parts = _options_explained(choice_of(card, order)), card.part(PartName.ANSWER), card.part(PartName.WHY)
        return "\n\n".join(filter(None, parts))
    return answer_of(card)


def option_order(card: Card, seed: str) -> tuple[int, ...]:
    """The options' places in the file in the order an interview with this seed shows them."""
    places = list(range(len(options(card))))
    if "ordered" not in card.attributes.tags:
        random.Random(f"{seed}|{card.heading}").shuffle(places)
    return tuple(places)


def _options_explained(choice: Choice) -> str:
    lines = []
    for place, option in enumerate(choice.shown):
        sign = "✓ right" if option.right else "✗ wrong"
        reason = f" – {_indented(option.reason)}" if option.reason else ""
        lines.append(f"- {LETTERS[place]}. {sign}: {_indented(option.text)}{reason}")
    return "\n".join(lines)


def _indented(text: str) -> str:
    """The lines after the first belong to the same item of a list."""
    return text.replace("\n", "\n  ")


def _with_blanks(card: Card, hidden: tuple[Gap, ...]) -> str:
    def shown(gap: Gap, how: str) -> str:
        blank = f"____ ({gap.hint})" if gap.hint else "____"
        return blank if how == HIDDEN else gap.text

    text = question_of(card)
    return edited(text, dict.fromkeys(gaps(text), how_others_show(card)) | dict.fromkeys(hidden, HIDDEN), shown)


def _uncovered(card: Card, hidden: tuple[Gap, ...]) -> str:
    """The question without its heading, with the areas outlined that it asked for and the words filled in."""
    text = question_of(card)
    how = dict.fromkeys(gaps(text), how_others_show(card)) | dict.fromkeys(hidden, FILLED)
    whole = edited(text, how, lambda gap, _: gap.text)
    return whole.partition("\n\n")[2] if card.heading and card.body else whole
