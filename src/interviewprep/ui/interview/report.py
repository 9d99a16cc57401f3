"""The report of a round: a letter first, then charts with their tables, then each question."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from interviewprep.charts.figure_html import table_html
from interviewprep.charts.interview_figures import figures
from interviewprep.interview import report_html
from interviewprep.interview.report import Report
from interviewprep.ui.back_button import BackButton
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.cards.view import CardView
from interviewprep.ui.charts import Chart
from interviewprep.ui.column import Column
from interviewprep.ui.commands import Commands
from interviewprep.ui.interview.text import Text, label
from interviewprep.ui.message_bar import Message
from interviewprep.ui.row import Row
from interviewprep.ui.theme import MEASURE, Theme

FORMATS = {"html": "HTML", "markdown": "Markdown", "pdf": "PDF"}
_HEADING = re.compile(r"<h([123])[^>]*>(.*?)</h\1>", re.DOTALL)
_CHART = re.compile(r"<!--chart:(\w+)-->")


class ReportRoom(Column):
    said = Signal(object)
    """A `Message` for the bar."""
    left = Signal()
    send_wanted = Signal()
    """A friend shall mark the round."""
    read_wanted = Signal()
    """A file of marks came back."""

    def __init__(self, theme: Theme, commands: Commands, typesetter: Typesetter) -> None:
        super().__init__(theme, MEASURE + 64)
        self._theme, self._typesetter = theme, typesetter
        self.report: Report | None = None
        self.back = BackButton(theme, self.tr("All interviews"), self.left.emit)
        self.exports = {}
        for name, word in FORMATS.items():
            button = QPushButton(self.tr("Save as {format} …").format(format=word))
            button.setToolTip(commands.keys_text(f"interview.{name}"))
            button.clicked.connect(partial(self.ask_where, name))
            self.exports[name] = button
        self.friend = {}
        for name, words, wanted in (
            ("send", self.tr("Send to a friend …"), self.send_wanted),
            ("read_marks", self.tr("Read a friend's marks …"), self.read_wanted),
        ):
            button = QPushButton(words)
            button.setToolTip(commands.keys_text(f"interview.{name}"))
            button.clicked.connect(wanted)
            self.friend[name] = button
        self._body = QWidget()
        self.layout_inside.setSpacing(theme.px(12))
        self.layout_inside.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.layout_inside.addWidget(self._body)
        self._below = label(self.tr("A second pair of eyes"), "section")
        self.layout_inside.addWidget(self._below)
        self.layout_inside.addWidget(
            label(self.tr("A friend marks the same answers in a browser, without seeing your marks."), "small")
        )
        self.layout_inside.addWidget(Row(theme, list(self.friend.values())))
        self.layout_inside.addWidget(Row(theme, list(self.exports.values())))
        self.layout_inside.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Report"))
        theme.changed.connect(self._again)

    def put(self, report: Report) -> None:
        self.report = report
        self._again()
        self.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _again(self) -> None:
        if self.report is None:
            return
        known = {figure.name: figure for figure in figures(self.report)}
        body = report_html.body(self.report, {name: f"<!--chart:{name}-->" for name in known})
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        # What a regular expression with one group splits are texts and names by turns.
        for place, piece in enumerate(_CHART.split(body)):
            if place % 2:
                figure = known[piece]
                column.addWidget(label(figure.says))
                column.addWidget(Chart(self._theme, figure))
                column.addWidget(self._text(table_html(figure.table), figure.says))
            elif piece.strip():
                column.addWidget(self._text(self._dressed(piece), self.tr("Report")))
        self.layout_inside.replaceWidget(self._body, fresh)
        # Tab and screen readers go by the order of making, which is not that on the page.
        fresh.stackUnder(self._below)
        for before, after in pairwise((self.back, *fresh.findChildren(CardView))):
            self.setTabOrder(before, after)
        self._body.deleteLater()
        self._body = fresh

    def _text(self, html: str, name: str) -> Text:
        text = Text(self._theme, self._typesetter, name)
        text.put(html)
        return text

    @property
    def texts(self) -> tuple[Text, ...]:
        """What may hold links and pictures."""
        return tuple(self._body.findChildren(Text))

    def _dressed(self, html: str) -> str:
        """The classes of the page as styles, since a card's style sheet does not know them."""
        tokens, px = self._theme.tokens, self._theme.px
        styles = {
            "muted": f"color:{tokens.muted}",
            "lead": f"font-size:{px(20)}px",
            "item": f"margin-top:{px(8)}px; margin-bottom:{px(2)}px",
            "point": f"margin-top:{px(2)}px; margin-bottom:{px(2)}px",
            "hit": f"color:{tokens.good}; font-weight:600",
            "missed": f"color:{tokens.again}; font-weight:600",
            "not": f"color:{tokens.muted}",
        }
        for name, style in styles.items():
            html = html.replace(f'class="{name}"', f'style="{style}"')
        # To the size of a heading Qt adds its own.
        html = _HEADING.sub(self._heading, html)
        return html.replace("<mark>", f'<span style="background-color:{tokens.soft}">').replace("</mark>", "</span>")

    def _heading(self, found: re.Match[str]) -> str:
        size, above = {"1": (24, 0), "2": (20, 18), "3": (17, 14)}[found[1]]
        px = self._theme.px
        style = f"font-size:{px(size)}px; font-weight:600; margin-top:{px(above)}px; margin-bottom:{px(4)}px"
        return f'<p style="{style}">{found[2]}</p>'

    def ask_where(self, format_: str, *_: object) -> None:
        """Save the report in one of `FORMATS`."""
        from interviewprep.ui.interview.export import ExportDialog

        if self.report is not None:
            dialog = ExportDialog(self.report, format_, self)
            dialog.fileSelected.connect(partial(self.save, format_))
            dialog.open()

    def save(self, format_: str, target: str) -> None:
        from interviewprep.ui.interview.export import write

        if self.report is None:
            return
        try:
            write(self.report, format_, Path(target))
        except OSError as fault:
            said = self.tr("The report could not be written to {file}: {why}.")
            why = (fault.strerror or str(fault)).lower()
            self.said.emit(Message(said.format(file=target, why=why), lasting=True))
        else:
            self.said.emit(Message(self.tr("The report is in {file}.").format(file=target)))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ways = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if (to := ways.get(Qt.Key(event.key()))) is not None:
            bar.setValue(to)
        elif event.key() == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep())
        else:
            super().keyPressEvent(event)
