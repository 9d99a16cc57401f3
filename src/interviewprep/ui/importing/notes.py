"""What the user should know besides the counts: notices, and what is left out with its place and reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from interviewprep.formats.foreign import Skipped
from interviewprep.journeys.importing.plan import Plan
from interviewprep.ui.theme import Theme
from interviewprep.words import many

_NOTICES_SHOWN, _LINES_SHOWN, _ROOM = 8, 2000, 6


class Notes(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._skipped: Sequence[Skipped] = ()
        self._known = self._title(self.tr("Good to know"))
        self._notices = QLabel()
        self._notices.setObjectName("muted")
        self._notices.setTextFormat(Qt.TextFormat.PlainText)
        self._notices.setWordWrap(True)
        self._notices.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._left_out = self._title("")
        self.skipped = QPlainTextEdit()
        self.skipped.setReadOnly(True)
        self.skipped.setTabChangesFocus(True)
        self.skipped.setAccessibleName(self.tr("What is left out, and why"))
        self.copy = QPushButton(self.tr("Copy the list"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(partial(self._copy_list))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for one in (self._known, self._notices, self._left_out, self.skipped):
            column.addWidget(one)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)

    def show_plan(self, plan: Plan) -> None:
        notices = plan.foreign.notices
        more = self.tr("And {count} more.").format(count=len(notices) - _NOTICES_SHOWN)
        shown = [*notices[:_NOTICES_SHOWN], *([more] if len(notices) > _NOTICES_SHOWN else [])]
        self._notices.setText("\n".join(f"•  {one}" for one in shown))
        for part in (self._known, self._notices):
            part.setVisible(bool(shown))
        self._skipped = plan.skipped
        self._left_out.setText(self.tr("Left out: {count}").format(count=many(len(plan.skipped), "entry", "entries")))
        self.skipped.setPlainText(_lines(plan.skipped[:_LINES_SHOWN], len(plan.skipped)))
        rows = min(_ROOM, len(plan.skipped)) + 1
        self.skipped.setFixedHeight(rows * self.skipped.fontMetrics().lineSpacing() + self._theme.px(16))
        self.copy.setText(self.tr("Copy the list"))
        for one in (self._left_out, self.skipped, self.copy):
            one.setVisible(bool(plan.skipped))
        self.setVisible(bool(shown or plan.skipped))

    def _title(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName("section")
        return label

    def _copy_list(self, *_: object) -> None:
        QGuiApplication.clipboard().setText(_lines(self._skipped, len(self._skipped)))
        self.copy.setText(self.tr("Copied"))


def _lines(skipped: Sequence[Skipped], total: int) -> str:
    lines = [f"{one.place}: {one.reason}" for one in skipped]
    if total > len(skipped):
        lines.append(f"… and {total - len(skipped)} more; copy the list to see all")
    return "\n".join(lines)
