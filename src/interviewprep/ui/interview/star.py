"""How a behavioural answer is shared out: Situation, Task, Action, Result, guessed and corrected by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from interviewprep.interview.star import Star
from interviewprep.ui.interview.text import label
from interviewprep.ui.number import Number
from interviewprep.ui.row import Row
from interviewprep.ui.theme import Theme

_PARTS = ("Situation", "Task", "Action", "Result")


class StarShares(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.fields: list[Number] = []
        groups = []
        for name in _PARTS:
            field = Number(0, 100, " %")
            field.setSingleStep(5)
            field.setAccessibleName(self.tr("Share of {part}").format(part=name))
            field.valueChanged.connect(self._say)
            self.fields.append(field)
            group = QWidget()
            row = QHBoxLayout(group)
            row.setContentsMargins(0, 0, theme.px(8), 0)
            caption = label(name)
            caption.setWordWrap(False)
            row.addWidget(caption)
            row.addWidget(field)
            groups.append(group)
        self._note = label("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(
            label(self.tr("How much of the answer was each part? This is a guess; correct it."), "section")
        )
        column.addWidget(Row(theme, groups))
        column.addWidget(self._note)

    def put(self, star: Star | None) -> None:
        self.setVisible(star is not None)
        if star is not None:
            for field, share in zip(self.fields, (star.situation, star.task, star.action, star.result), strict=True):
                field.setValue(round(share * 100))
        self._say()

    @property
    def star(self) -> Star | None:
        """As shares that add up to 1; None where the answer is no story."""
        if self.isHidden():
            return None
        total = sum(field.value() for field in self.fields)
        return Star(*(field.value() / total for field in self.fields)) if total else Star()

    def _say(self) -> None:
        star = self.star or Star()
        total = sum(field.value() for field in self.fields)
        if star.thin_result:
            said = self.tr("The result is thin: say what came of it, with a number.")
        elif total and not 98 <= total <= 102:
            said = self.tr("They add up to {total} %, and are kept in proportion.").format(total=total)
        else:
            said = ""
        self._note.setText(said)
        self._note.setVisible(bool(said))
