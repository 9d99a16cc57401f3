"""A face set in type: its question at once, the rest when there is time for it, both before they are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from interviewprep.cards.model import Kind
from interviewprep.journeys.face import Face
from interviewprep.journeys.showing import Sight, sight
from interviewprep.rendering.hidden_areas import has_areas
from interviewprep.rendering.plain_text import plain_text
from interviewprep.ui.cards.document import CardDocument, Typesetter


def _tr(text: str) -> str:
    return QCoreApplication.translate("Card", text)


@dataclass(frozen=True, slots=True)
class Said:
    """A text on paper and for the ear."""

    text: CardDocument
    plain: str


class PaperFace:
    """The documents of one face. `finish` makes those that stand behind the question."""

    def __init__(self, face: Face, typesetter: Typesetter, *, rough: bool = False) -> None:
        """`rough`: formulas show their source, until the face is set anew."""
        self.face, self.rough = face, rough
        self.sight: Sight = sight(face)
        self._set = typesetter
        shown = self.sight.shown
        self.right_to_left = shown.dir == "rtl"
        self.question = self._said(headed(shown.notice + shown.question), self._plain_question())
        self.options = [self._document(_paragraph(option.html)) for option in shown.options]
        formula = _boxed("note", _tr("Formula"), self.sight.help)
        self.help = self._said(formula, self.sight.plain_help) if self.sight.help else None
        self._answer: Said | None = None

    def finish(self) -> None:
        """Set what the answer needs; may be called before the answer is asked for, to save the wait."""
        if self._answer is not None:
            return
        seen, shown = self.sight, self.sight.shown
        model = seen.kind is Kind.OPEN and bool(seen.answer_alone)
        answer = _titled(_tr("A model answer"), seen.answer_alone) if model else seen.answer_alone
        if has_areas(shown.question) and headed(shown.question) != shown.question:
            # It takes the question's place, and must not jump.
            answer = headed(answer)
        self._answer = self._said(answer, seen.plain_answer)
        self.reasons = [
            self._document(_paragraph(option.reason), muted=True) if option.reason else None for option in shown.options
        ]
        self.points = [self._document(_paragraph(point)) for point in shown.key_points]
        self.more = self._said(self._more()) if self._more() else None
        self.rubric = self._said(_rubric(seen.rubric)) if seen.rubric else None
        self.sources = self._small(_titled(_tr("Sources"), shown.sources)) if shown.sources else None

    @property
    def answer(self) -> Said:
        self.finish()
        assert self._answer is not None
        return self._answer

    @property
    def hint(self) -> Said | None:
        shown = self.sight.shown
        return self._said(_boxed("tip", _tr("Hint"), shown.hint)) if shown.hint else None

    def text(self, html: str) -> Said:
        """Any other text of this card, such as a judgement."""
        return self._said(html)

    def _plain_question(self) -> str:
        # The options are widgets, and speak for themselves.
        shown = self.sight.shown
        return plain_text(shown.question) if shown.options else shown.plain_question

    def _more(self) -> str:
        shown, drill = self.sight.shown, self.sight.kind is Kind.DRILL
        parts = []
        if shown.mistakes:
            parts.append(_titled(_tr("Usual slips") if drill else _tr("Common mistakes"), shown.mistakes))
        if self.sight.follow_ups:
            listed = "".join(f"<li>{one}</li>" for one in self.sight.follow_ups)
            parts.append(_titled(_tr("May be asked next"), f"<ul>{listed}</ul>"))
        if shown.why:
            parts.append(_boxed("note", _tr("What it decides") if drill else _tr("Why"), shown.why))
        return "".join(parts)

    def _said(self, html: str, plain: str = "") -> Said:
        return Said(self._document(html), plain or plain_text(html))

    def _small(self, html: str) -> Said:
        return Said(self._document(html, muted=True), plain_text(html))

    def _document(self, html: str, *, muted: bool = False) -> CardDocument:
        return self._set.document(
            html,
            self.face.path.parent,
            size="small" if muted else "card",
            right_to_left=self.right_to_left,
            tall_maths=self.sight.kind is Kind.DRILL,
            rough=self.rough,
        )


_LONGEST_HEAD = 160
_HEAD = re.compile(r"<p>(.*?)</p>", re.DOTALL)


def headed(html: str) -> str:
    """The question with its first line set as a head, unless that is long or has a gap, which must stand out itself."""
    first = _HEAD.match(html)
    if first is None or len(plain_text(first[1])) > _LONGEST_HEAD or 'class="gap"' in html:
        return html
    return f'<p class="question">{first[1]}</p>{html[first.end() :]}'


def _paragraph(html: str) -> str:
    """A line as a paragraph, so that it has the line height of one."""
    return html if html.startswith(("<p", "<ul", "<ol", "<table", "<pre", "<blockquote")) else f"<p>{html}</p>"


def is_case(seen: Sight) -> bool:
    return seen.draw is not None and seen.draw.help.value == "case"


def _titled(title: str, html: str) -> str:
    return f'<p class="box-title">{escape(title)}</p>{html}'


def _boxed(name: str, title: str, html: str) -> str:
    return f'<blockquote class="{name}">{_titled(title, html)}</blockquote>'


def _rubric(anchors: tuple[str, ...]) -> str:
    listed = "".join(f"<li>{anchor}</li>" for anchor in anchors)
    return _titled(_tr("What a score means"), f"<ol>{listed}</ol>")
