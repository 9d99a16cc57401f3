"""A part of the page: a question, the sentence that answers it, its charts and rows, and the numbers to unfold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from interviewprep.charts.figure_html import list_html, narrowest, table_html
from interviewprep.charts.marks import Table
from interviewprep.charts.progress_figures import NARROWEST
from interviewprep.journeys.progress_told import Told
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.charts import FluidChart
from interviewprep.ui.interview.text import Text, label
from interviewprep.ui.theme import Theme

_NARROW = 260


class Part(QWidget):
    def __init__(
        self, theme: Theme, typesetter: Typesetter, above: Sequence[QWidget] = (), below: Sequence[QWidget] = ()
    ) -> None:
        """`above` and `below` the charts stand what else the part has."""
        super().__init__()
        self._theme = theme
        self._tables: Sequence[Table] = ()
        self.heading = label("", "heading")
        self.says = label("")
        self._panel = QFrame()
        self._panel.setObjectName("panel")
        self._charts = QWidget()
        self.unfold = QPushButton(self.tr("As a table"))
        self.unfold.setObjectName("quiet")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._set_table)
        self.table = Text(theme, typesetter, self.tr("Table"))
        self._inside = QVBoxLayout(self._panel)
        for widget in (self.says, *above, self._charts, *below):
            self._inside.addWidget(widget)
        self._inside.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside.addWidget(self.table)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self.heading)
        self._outer.addWidget(self._panel)
        theme.changed.connect(self._dress)
        self._dress()

    def put(self, told: Told) -> None:
        self.heading.setText(told.question)
        self._panel.setAccessibleName(told.question)
        self.unfold.setAccessibleName(self.tr("As a table: {question}").format(question=told.question))
        self.says.setText(told.says)
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(10))
        for draw in told.charts:
            chart = FluidChart(self._theme, draw, NARROWEST, fresh)
            if chart.figure.says != told.says:
                column.addSpacing(self._theme.px(8))
                column.addWidget(label(chart.figure.says))
            column.addWidget(chart)
        self._inside.replaceWidget(self._charts, fresh)
        fresh.setVisible(bool(told.charts))
        self._charts.deleteLater()
        self._charts = fresh
        self._tables = told.tables
        self.unfold.setVisible(bool(told.tables))
        self._set_table()

    def _set_table(self) -> None:
        shown = self._tables if self.unfold.isChecked() else ()
        # The table's own width is not known while it is hidden.
        margins = self._inside.contentsMargins()
        room = (self.width() - margins.left() - margins.right() - 2) / (self._theme.px(100) / 100)
        self.table.put("".join((table_html if narrowest(one) <= room else list_html)(one) for one in shown))

    def _dress(self) -> None:
        px = self._theme.px
        self._outer.setSpacing(px(8))
        self._inside.setSpacing(px(12))
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        side = px(16) if self.width() >= px(_NARROW) else px(8)
        self._inside.setContentsMargins(side, px(14), side, px(14))
        self._set_table()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
