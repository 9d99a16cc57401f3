"""Formulas in a document: painted as vectors at any size, in the colour of the text around.

A document holds a formula as one object character. What ziamath cannot set, or could not set without a wait, is shown
as its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from interviewprep.ui.cards.formula import UNITS, Formula, formula
from interviewprep.ui.tooltip import tooltip

if TYPE_CHECKING:
    pass

OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
_TEX = QTextFormat.Property.UserProperty.value + 1
_DISPLAY, _EM = _TEX + 1, _TEX + 2

_SPAN = re.compile(r'<span class="math( display)?">([^<]*)</span>')
_SLOT = "maths:"
_LARGER = 1.04
"""Maths beside Inter: its letters are smaller at the same size."""
_NARROWEST = 0.5
"""How far a formula is shrunk to fit its line."""
_MOST_WORK_A_TEXT = 1_200.0


def needed(text: str) -> bool:
    """Whether this Markdown, or HTML of it, may hold a formula."""
    return '<span class="math' in text or "$" in text


def with_slots(html: str, *, tall: bool = False) -> tuple[str, list[tuple[str, bool]]]:
    """The HTML with a slot for each formula that can be set and the source of the others; and the formulas.

    `tall` sets fractions within a line at full size.
    """
    found: list[tuple[str, bool]] = []
    work = 0.0

    def slot(match: re.Match[str]) -> str:
        nonlocal work
        tex, display = unescape(match[2]), bool(match[1])
        pieces = [tex] if display else lines_of(tex)
        display = display or (tall and r"\frac" in tex)
        made = [formula(piece, display) for piece in pieces] if work < _MOST_WORK_A_TEXT else [None]
        work += sum(one.work for one in made if one is not None)
        if any(one is None for one in made):
            return f'<span class="missing"><code>{escape(tex)}</code></span>'
        first = len(found)
        found.extend((piece, display) for piece in pieces)
        # A break without width: the relation brings its own space.
        return "\u200b".join(f'<img src="{_SLOT}{first + place}">' for place in range(len(pieces)))

    return _SPAN.sub(slot, html), found


_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|.", re.DOTALL)
_OPENING, _CLOSING = {"{", "(", "[", r"\left", r"\begin"}, {"}", ")", "]", r"\right", r"\end"}
_RELATIONS = {"=", r"\approx", r"\le", r"\leq", r"\ge", r"\geq", r"\equiv", r"\to", r"\Rightarrow"}
_LONG_LINE = 28
"""Characters of TeX from which a chain of equations may break."""


def lines_of(tex: str) -> list[str]:
    """A long chain `a = b = c` parted before its relations, so that a line can end there."""
    if len(tex) < _LONG_LINE:
        return [tex]
    depth = start = 0
    pieces: list[str] = []
    for found in _TOKEN.finditer(tex):
        token = found[0]
        depth += (token in _OPENING) - (token in _CLOSING)
        if depth == 0 and token in _RELATIONS and (before := tex[start : found.start()].strip()):
            pieces.append(before)
            start = found.start()
    return [*pieces, tex[start:].strip()]


def fill_slots(document: QTextDocument, formulas: list[tuple[str, bool]]) -> None:
    """Put the formulas where `with_slots` left room for them."""
    if not formulas:
        return
    places = list(_slots(document))
    cursor = QTextCursor(document)
    for position, number, around in places:
        if number < len(formulas):
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(_object_format(around, *formulas[number]))
            if formulas[number][1]:
                set_tight(document, position)


def set_tight(document: QTextDocument, position: int) -> None:
    """Take the space between lines from a paragraph of one high object, which would grow with its height."""
    block = document.findBlock(position)
    if block.length() > 2:
        return
    cursor = QTextCursor(block)
    shown = cursor.blockFormat()
    shown.setLineHeight(100, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    cursor.setBlockFormat(shown)


def _slots(document: QTextDocument) -> Iterator[tuple[int, int, QTextCharFormat]]:
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            shown = fragment.charFormat()
            name = shown.toImageFormat().name() if shown.isImageFormat() else ""
            if name.startswith(_SLOT):
                # Slots side by side with one format are one fragment only where their names are equal.
                yield fragment.position(), int(name.removeprefix(_SLOT)), shown
            pieces += 1
        block = block.next()


def _object_format(around: QTextCharFormat, tex: str, display: bool) -> QTextCharFormat:
    font = around.font()
    em = font.pixelSize() if font.pixelSize() > 0 else QFontMetricsF(font).height() / 1.2
    shown = QTextCharFormat()
    shown.setForeground(around.foreground())
    shown.setObjectType(OBJECT)
    shown.setProperty(_TEX, tex)
    shown.setProperty(_DISPLAY, display)
    shown.setProperty(_EM, float(em))
    shown.setToolTip(tooltip(tex))
    # Qt puts an object on the baseline by the descent of its font; so the font is chosen by what hangs below.
    shown.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    made = formula(tex, display)
    shown.setFont(_font_hanging(font, made.descent * em * _LARGER / UNITS if made else 0.0))
    return shown


def _font_hanging(font: QFont, descent: float) -> QFont:
    """The font, at the first size whose descent is at least this."""
    size = max(4, font.pixelSize() // 3)
    fitting = QFont(font)
    fitting.setPixelSize(size)
    while QFontMetricsF(fitting).descent() < descent and size < 2_000:
        size += max(1, size // 16)
        fitting.setPixelSize(size)
    return fitting


class MathsObject(QPyTextObject):
    """Lays out and paints the formulas of the documents it is registered with."""

    def attach(self, document: QTextDocument) -> None:
        document.documentLayout().registerHandler(OBJECT, self)

    def intrinsicSize(self, document: QTextDocument, position: int, shown: QTextFormat) -> QSizeF:
        made = _formula_in(shown)
        if made is None:
            return QSizeF(0, 0)
        scale = _scale(made, document, shown)
        return QSizeF(made.width * scale, made.ascent * scale + _descent_of(shown))

    def drawObject(
        self, painter: QPainter, rect: QRectF | Any, document: QTextDocument, position: int, shown: QTextFormat
    ) -> None:
        made = _formula_in(shown)
        if made is None:
            return
        scale = _scale(made, document, shown)
        brush = shown.toCharFormat().foreground()
        if brush.style() == Qt.BrushStyle.NoBrush:
            brush = document.documentLayout().property("palette") or QPalette().brush(QPalette.ColorRole.Text)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.left(), rect.bottom() - _descent_of(shown))
        painter.scale(scale, scale)
        for shape in made.shapes:
            painter.fillPath(shape, brush)
        painter.restore()


def _formula_in(shown: QTextFormat) -> Formula | None:
    return formula(str(shown.property(_TEX)), bool(shown.property(_DISPLAY)))


def _descent_of(shown: QTextFormat) -> float:
    return QFontMetricsF(shown.toCharFormat().font()).descent()


def _scale(made: Formula, document: QTextDocument, shown: QTextFormat) -> float:
    """Pixels for each unit: the size of the text around, less where the line is narrower than the formula."""
    scale = float(shown.property(_EM)) * _LARGER / UNITS
    room = document.textWidth() - 2 * document.documentMargin()
    return scale if room <= 0 else max(scale * _NARROWEST, min(scale, room / max(made.width, 1.0)))


def selected_text(cursor: QTextCursor) -> str:
    """What a cursor has selected, with formulas as their source."""
    document = cursor.document()
    text, start = cursor.selection().toPlainText(), cursor.selectionStart()
    if "\ufffc" not in text:
        return text
    probe = QTextCursor(document)
    sources = []
    for position in range(start, cursor.selectionEnd()):
        if document.characterAt(position) == "\ufffc":
            probe.setPosition(position + 1)
            sources.append(str(probe.charFormat().property(_TEX) or ""))
    for source in sources:
        text = text.replace("\ufffc", f"${source}$" if source else "", 1)
    return text
