"""Question sheets, answer sheets and cards to cut out as PDF, with formulas as shapes and pictures with their areas.

The window calls `write_sheet`; the terminal starts this module as a process of its own, since nothing else there
knows Qt.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from interviewprep.formats.foreign import Say
from interviewprep.formats.sheet.content import Item, Paper, Printable, Sheet, from_json
from interviewprep.formats.sheet.html import COLUMNS, ROWS, flow_heading, pages_of
from interviewprep.ui.cards.document import CardDocument
from interviewprep.ui.cards.maths import MathsObject
from interviewprep.ui.theme import load_fonts

_DPI = 96
_MARGIN_MM, _CARD_MARGIN_MM, _NUMBER_MM = 18.0, 5.0, 9.0
_FONT_PX, _CARD_FONT_PX = 13, 15
_GAP_PX, _ROOM_MM = 10.0, 22.0
_NARROWEST = 0.3
_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
_STYLE = """
p, ul, ol { margin-top: 3px; margin-bottom: 3px; }
code, pre { font-family: "JetBrains Mono NL"; font-size: 12px; }
table { border-collapse: collapse; }
th, td { padding: 1px 6px; border: 1px solid #D9D8D3; }
table.options td, td.code, td.quote { border-style: none; }
td.code { background-color: #F6F6F4; }
td.quote { color: #59626E; }
.filled { font-weight: 600; text-decoration: underline; }
.gap { font-weight: 600; }
.right { color: #1B7446; font-weight: 600; }
.wrong { color: #B3261E; }
.reason, .letter, .notice { color: #59626E; }
"""


def write_sheet(made: Printable, target: Path, say: Say = lambda _: None) -> None:
    """Lay the sheet out and write it; `say` raises to cancel."""
    writer = QPdfWriter(str(target))
    writer.setTitle(made.title)
    writer.setCreator("interviewprep")
    size = QPageSize(_SIZES[made.paper])
    no_margins = QMarginsF(0, 0, 0, 0)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, no_margins, QPageLayout.Unit.Millimeter))
    painter = QPainter(writer)
    scale = writer.resolution() / _DPI
    painter.scale(scale, scale)
    printer = _Printer(made, writer, painter, size.size(QPageSize.Unit.Millimeter), say)
    try:
        if made.sheet is Sheet.CARDS:
            printer.cards()
        else:
            printer.flow()
    finally:
        painter.end()


class _Printer:
    def __init__(self, made: Printable, writer: QPdfWriter, painter: QPainter, paper: QSizeF, say: Say) -> None:
        self._made, self._writer, self._painter, self._say = made, writer, painter, say
        self._whole = sum(len(section.items) for section in made.sections)
        self._width, self._height = _px(paper.width()), _px(paper.height())
        self._maths = MathsObject()
        self._top = _px(_MARGIN_MM)

    def flow(self) -> None:
        """One question under the other; none is parted between pages that fits on one."""
        left = _px(_MARGIN_MM)
        width = self._width - 2 * left
        self._put(self._document(f"<h1>{escape(flow_heading(self._made))}</h1>", width), left)
        number = 0
        for section in self._made.sections:
            self._put(self._document(f"<h2>{escape(section.title)}</h2>", width), left, more=_px(20))
            for item in section.items:
                number += 1
                self._say(f"Printing {number:,} of {self._whole:,}")
                self._item(number, item, left, width)

    def _item(self, number: int, item: Item, left: float, width: float) -> None:
        room = 0.0 if self._made.sheet is Sheet.ANSWERS else _px(_ROOM_MM)
        text = item.question
        if self._made.sheet is Sheet.ANSWERS:
            text = f'<div style="font-weight: 600">{item.question}</div>{item.answer}'
        beside = _px(_NUMBER_MM)
        document = self._document(text, width - beside, right_to_left=item.dir == "rtl")
        numbered = self._document(f'<span style="color: #59626E">{number}</span>', beside)
        height = document.size().height() + room
        if self._top + height > self._bottom and self._top > _px(_MARGIN_MM):
            self._new_page()
        self._draw(numbered, left, self._top)
        self._put(document, left + beside)
        if room:
            self._top += room
            self._painter.setPen(QPen(QColor("#D9D8D3"), 0.5))
            self._painter.drawLine(int(left + beside), int(self._top), int(left + width), int(self._top))
            self._top += _GAP_PX

    def _put(self, document: CardDocument, left: float, more: float = 0.0) -> None:
        """Draw a text where the last one ended, over as many pages as it takes."""
        height = document.size().height()
        if self._top + min(height, self._bottom / 3) + more > self._bottom:
            self._new_page()
        done = 0.0
        while height - done > self._bottom - self._top:
            end = _end_of_line(document, done, done + self._bottom - self._top)
            self._draw(document, left, self._top - done, QRectF(0, done, document.textWidth(), end - done))
            done = end
            self._new_page()
        self._draw(document, left, self._top - done, QRectF(0, done, document.textWidth(), height - done))
        self._top += height - done + _GAP_PX

    def cards(self) -> None:
        """A grid with lines to cut along; a text that is too long is drawn smaller."""
        width, height = self._width / COLUMNS, self._height / ROWS
        for number, (items, backs) in enumerate(pages_of(self._made)):
            if number:
                self._writer.newPage()
            for place, item in enumerate(items):
                left, top = place % COLUMNS * width, place // COLUMNS * height
                self._painter.setPen(QPen(QColor("#85898F"), 0.5, Qt.PenStyle.DashLine))
                self._painter.drawRect(QRectF(left, top, width, height))
                if item is not None:
                    self._say(
                        f"Printing {min(self._whole, number // 2 * COLUMNS * ROWS + place + 1):,} of {self._whole:,}"
                    )
                    self._card(item, item.answer if backs else item.question, QRectF(left, top, width, height))

    def _card(self, item: Item, text: str, cell: QRectF) -> None:
        margin = _px(_CARD_MARGIN_MM)
        room = cell.adjusted(margin, margin, -margin, -margin)
        scale = 1.0
        document = self._document(text, room.width(), right_to_left=item.dir == "rtl", size=_CARD_FONT_PX)
        while document.size().height() * scale > room.height() and scale > _NARROWEST:
            scale *= 0.92
            document.fit(room.width() / scale)
        # A formula or a word can be wider than the line.
        scale = min(scale, room.width() / max(document.idealWidth(), 1.0))
        height = document.size().height() * scale
        self._painter.save()
        self._painter.translate(room.left(), room.top() + max(0.0, (room.height() - height) / 2))
        self._painter.scale(scale, scale)
        document.drawContents(self._painter)
        self._painter.restore()

    def _document(self, html: str, width: float, *, right_to_left: bool = False, size: int = _FONT_PX) -> CardDocument:
        document = CardDocument(None, given=self._made.pictures)
        font = QFont("Inter")
        font.setPixelSize(size)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(_STYLE)
        option = document.defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        document.setDefaultTextOption(option)
        self._maths.attach(document)
        document.take(html)
        document.fit(width)
        return document

    def _draw(self, document: CardDocument, left: float, top: float, part: QRectF | None = None) -> None:
        self._painter.save()
        self._painter.translate(left, top)
        document.drawContents(self._painter, part if part is not None else QRectF())
        self._painter.restore()

    def _new_page(self) -> None:
        self._writer.newPage()
        self._top = _px(_MARGIN_MM)

    @property
    def _bottom(self) -> float:
        return self._height - _px(_MARGIN_MM)


def _end_of_line(document: CardDocument, start: float, wanted: float) -> float:
    """The lowest edge of a line above `wanted`, so that no line is cut in two."""
    best = start
    for top, bottom in _lines(document):
        if bottom > wanted:
            if best == start:
                # One line, such as a picture, is higher than the page.
                best = max(wanted, top) if top > start else wanted
            break
        best = max(best, bottom)
    return best if best > start else wanted


def _lines(document: CardDocument) -> Iterator[tuple[float, float]]:
    block = document.begin()
    while block.isValid():
        place = document.documentLayout().blockBoundingRect(block)
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            yield place.top() + line.y(), place.top() + line.y() + line.height()
        block = block.next()


def _px(mm: float) -> float:
    return mm * _DPI / 25.4


def main() -> int:
    """Read the sheet as JSON from stdin and write the PDF that is named as the only argument."""
    application = QGuiApplication(sys.argv[:1])
    load_fonts()
    write_sheet(from_json(sys.stdin.read()), Path(sys.argv[1]))
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
