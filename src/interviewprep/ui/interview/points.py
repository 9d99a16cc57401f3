"""The key points of a question that is marked: to tick, with the words of the answer that show them where there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from interviewprep.interview.matching import NOTHING_FOUND
from interviewprep.interview.report import excerpt
from interviewprep.interview.round import PointMark
from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.render import inline_html
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.interview.text import label
from interviewprep.ui.rich_row import RichRow
from interviewprep.ui.theme import Theme


class MarkedPoints(QWidget):
    ticked = Signal()

    def __init__(self, theme: Theme, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(1)  # its rows are as wide as it is, and must not keep it so
        self._theme, self._typesetter = theme, typesetter
        self._points: Sequence[PointMark] = ()
        self._said = ""
        self.rows: list[RichRow] = []
        self._evidence: list[QLabel] = []
        self.title = label(self.tr("Which of these did you say?"), "section")
        self._count = label("", "small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(self.title)
        self._column.addWidget(self._count)
        theme.changed.connect(self._again)

    def put(self, points: Sequence[PointMark], said: str) -> None:
        """`said` is all that was typed, which the evidence points into."""
        self._points, self._said = points, said
        self.setVisible(bool(points))
        for widget in (*self.rows, *self._evidence):
            widget.setParent(None)
            widget.deleteLater()
        self.rows, self._evidence = [], []
        for place, point in enumerate(points):
            self._add(place, point, said)
        self._fit()
        self._say()

    @property
    def hits(self) -> dict[str, bool]:
        return {point.id: row.isChecked() for point, row in zip(self._points, self.rows, strict=True)}

    def take(self, hits: Mapping[str, bool]) -> None:
        """Have these ticked, as they were before."""
        for point, row in zip(self._points, self.rows, strict=True):
            row.setChecked(hits.get(point.id, False))
        self._say()

    def tick(self, place: int) -> None:
        if place < len(self.rows) and self.isVisible():
            self.rows[place].click()

    def _add(self, place: int, point: PointMark, said: str) -> None:
        words = inline_html(point.text)
        row = RichRow(self._theme, self)
        row.put("", self._typesetter.document(f"<p>{words}</p>"), plain_text(words), _key(place), checkable=True)
        row.setChecked(bool(point.hit if point.hit is not None else point.seen))
        row.clicked.connect(self._changed)
        row.confirmed.connect(row.click)
        shown = "; ".join(f"“{excerpt(said, span)}”" for span in point.spans)
        why = "" if point.why == NOTHING_FOUND else point.why  # the empty box says so
        reason = " – ".join(filter(None, (shown, why)))
        evidence = label(reason, "small")
        evidence.setContentsMargins(self._theme.px(46), 0, 0, self._theme.px(4))
        evidence.setVisible(bool(reason))
        if reason:
            row.setAccessibleDescription(reason)
        self.rows.append(row)
        self._evidence.append(evidence)
        at = self._column.count() - 1
        self._column.insertWidget(at, row)
        self._column.insertWidget(at + 1, evidence)
        row.show()  # at once, so that it can take the focus

    def _again(self) -> None:
        """In the new look; what was ticked stays ticked."""
        hits = list(self.hits.values())
        self.put(self._points, self._said)
        for row, hit in zip(self.rows, hits, strict=True):
            row.setChecked(hit)
        self._say()

    def _changed(self, *_: object) -> None:
        self._say()
        self.ticked.emit()

    def _say(self) -> None:
        ticked = sum(self.hits.values())
        self._count.setText(self.tr("{ticked} of {all} points").format(ticked=ticked, all=len(self._points)))

    def _fit(self) -> None:
        for row in self.rows:
            row.fit(self.width())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _key(place: int) -> str:
    return f"Alt+{place + 1}" if place < 9 else ""
