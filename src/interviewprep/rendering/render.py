"""A card as it is shown: the question, the answer and what stands around them, as HTML and as reading text.

`html` and `inline_html` do the same for any text in Markdown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from interviewprep.cards import faces, parts
from interviewprep.cards.model import Card, Kind, PartName
from interviewprep.rendering.allow_list import Media
from interviewprep.rendering.choices import ShownOption, asked_html, letter, revealed_html, spoken
from interviewprep.rendering.hidden_areas import FILLED, HIDDEN, how_others_show
from interviewprep.rendering.limits import TooMuch
from interviewprep.rendering.markdown_html import NO_VALUES, PlainRenderer, Renderer, html, inline_html, notice_html
from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.words import ENGLISH, Words

if TYPE_CHECKING:
    from interviewprep.drills.draw import Draw

__all__ = ["Shown", "ShownOption", "asked_html", "direction", "html", "inline_html", "revealed_html", "show"]

_BLANK = '<li><span class="gap">[…]</span></li>'
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"))


@dataclass(frozen=True, slots=True)
class Shown:
    """HTML made by `render`, to be shown as it is or through `frames.for_viewer`; "" for what the card does not have.

    The question of a choice is without its options; the plain texts have them.
    """

    question: str
    answer: str
    why: str
    sources: str
    hint: str
    options: tuple[ShownOption, ...]
    key_points: tuple[str, ...]
    mistakes: str
    plain_question: str
    plain_answer: str
    lang: str
    dir: str
    """`ltr` or `rtl`."""
    notice: str
    """HTML that says why the card is shown as plain text; "" where it is not."""

    def question_with_options(self) -> str:
        """For where options are no buttons: an export, a list of cards."""
        return self.question + asked_html(self.options)


def show(
    card: Card,
    face: str = faces.FRONT,
    *,
    order: Sequence[int] = (),
    picked: Collection[int] = (),
    values: Mapping[str, str] = NO_VALUES,
    draw: Draw | None = None,
    media: Media | None = None,
    language: str = "",
    words: Words = ENGLISH,
) -> Shown:
    """What is shown of a card for one of its `faces`.

    `order` gives the options' places in the file in the order to show them, () for that of the file; `picked` are the
    places that were chosen. A drill takes its numbers from `draw`, or `values` for what stands between its braces.
    """
    try:
        shown = _Face(card, face, Renderer(media, values, words), words, draw).shown(order, picked)
    except TooMuch as limit:
        # The whole card comes plain, since half of it would look like a fault of the program.
        shown = _Face(card, face, PlainRenderer(values, words), words, draw).shown(order, picked)
        shown = replace(shown, notice=notice_html(limit, words))
    return replace(shown, lang=language, dir=direction(language, shown.plain_question))


def direction(language: str, text: str) -> str:
    """`rtl` for a language written so, or, where none is named, for a text whose first strong character is."""
    if language:
        return "rtl" if language.lower().replace("_", "-").split("-")[0] in _RIGHT_TO_LEFT else "ltr"
    strong = next((way for char in text if (way := unicodedata.bidirectional(char)) in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"


class _Face:
    def __init__(
        self, card: Card, face: str, renderer: Renderer | PlainRenderer, words: Words, draw: Draw | None
    ) -> None:
        self._card, self._face, self._renderer, self._words, self._draw = card, face, renderer, words, draw

    def shown(self, order: Sequence[int], picked: Collection[int]) -> Shown:
        card, renderer = self._card, self._renderer
        question, answer = self._question_and_answer()
        options = self._options(order)
        said, solved = plain_text(question, self._words), plain_text(answer, self._words)
        if options:
            answer = revealed_html(options, picked, self._words) + answer
            said = "\n".join((said, *(spoken(option) for option in options)))
            solved = "\n".join((*(spoken(option, picked, self._words) for option in options), solved)).strip()
        return Shown(
            question=question,
            answer=answer,
            why=self._why(),
            sources=renderer.blocks(card.part(PartName.SOURCES)),
            hint=renderer.blocks(card.part(PartName.HINT)),
            options=options,
            key_points=self._key_points(),
            mistakes=renderer.blocks(self._mistakes()),
            plain_question=said,
            plain_answer=solved,
            lang="",
            dir="ltr",
            notice="",
        )

    def _question_and_answer(self) -> tuple[str, str]:
        card, renderer = self._card, self._renderer
        kind = parts.kind_of(card)
        heading = bool(card.heading)
        if kind is Kind.DRILL and self._draw:
            text = f"{card.heading}\n\n{self._draw.question}" if heading else self._draw.question
            return renderer.question(text, heading=heading), renderer.blocks(_solution(self._draw))
        if kind is Kind.CHOICE:
            return renderer.question(parts.stem_of(card), heading=heading), renderer.blocks(card.part(PartName.ANSWER))
        text = parts.question_of(card)
        if kind is Kind.CLOZE:
            return self._cloze(text, heading)
        question, answer = renderer.question(text, heading=heading), renderer.blocks(parts.answer_of(card))
        if self._face == faces.BACK:
            return answer, question
        if self._face.startswith(faces.POINT):
            return self._point(question, answer)
        return question, answer

    def _point(self, question: str, answer: str) -> tuple[str, str]:
        """One key point is asked for by the others: the question alone would not say which one is meant."""
        name = self._face.removeprefix(faces.POINT)
        points = parts.key_points(self._card)
        asked = next((point.text for point in points if point.id == name), "")
        lines = [_BLANK if point.id == name else f"<li>{self._line(point.text)}</li>" for point in points]
        if asked and len(points) > 1:
            question += f"<p>{escape(self._words.missing_point)}</p><ul>{''.join(lines)}</ul>"
        elif asked:
            question += f"<p>{escape(self._words.only_point)}</p>"
        return question, self._renderer.blocks(asked) + answer

    def _key_points(self) -> tuple[str, ...]:
        """What can be ticked; nothing where one point alone is asked."""
        if self._face.startswith(faces.POINT):
            return ()
        return tuple(self._line(point.text) for point in parts.key_points(self._card))

    def _cloze(self, text: str, heading: bool) -> tuple[str, str]:
        asked = faces.cloze_groups(text).get(self._face, ())
        rest = dict.fromkeys(parts.gaps(text), how_others_show(self._card))
        question = self._renderer.question(text, heading=heading, gaps=rest | dict.fromkeys(asked, HIDDEN))
        answer = self._renderer.question(text, heading=heading, gaps=rest | dict.fromkeys(asked, FILLED))
        return question, answer + self._renderer.blocks(self._card.part(PartName.ANSWER))

    def _options(self, order: Sequence[int]) -> tuple[ShownOption, ...]:
        written = parts.options(self._card)
        shown = []
        for place, index in enumerate(order or range(len(written))):
            option = written[index]
            html, reason = self._line(option.text), self._line(option.reason)
            plain, plain_reason = plain_text(html, self._words), plain_text(reason, self._words)
            shown.append(ShownOption(index, letter(place), html, plain, option.right, reason, plain_reason))
        return tuple(shown)

    def _why(self) -> str:
        if self._draw:
            from interviewprep.drills.solution import solution

            return self._renderer.blocks(solution(self._draw).why)
        return self._renderer.blocks(self._card.part(PartName.WHY))

    def _mistakes(self) -> str:
        if self._draw:
            from interviewprep.drills.solution import solution

            return "\n".join(f"- {slip}" for slip in solution(self._draw).slips)
        return self._card.part(PartName.MISTAKES)

    def _line(self, text: str) -> str:
        """An option or key point: one line for most, blocks where it holds a list or code."""
        return self._renderer.blocks(text) if "\n" in text else self._renderer.inline(text)


def _solution(draw: Draw) -> str:
    from interviewprep.drills.solution import solution

    solved = solution(draw)
    lines = [f"- {line.tex()}" for line in solved.lines]
    return "\n\n".join((f"**{solved.result}**", "\n".join(lines), *solved.working))
