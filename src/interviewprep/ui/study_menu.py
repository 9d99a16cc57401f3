"""The one quiet menu of the card: all that is not needed for the next grade, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from interviewprep.journeys.undo import Undone
from interviewprep.memory.fsrs import Rating

_GROUPS = (
    ("study.undo",),
    ("study.mark", "study.bury", "study.suspend"),
    ("study.edit", "study.edit_last", "study.history"),
    ("study.hint", "study.copy", "study.picture", "study.link", "study.sound"),
    ("study.type", "study.mental", "study.clock"),
    ("study.leave",),
)


class StudyMenu(QMenu):
    """`refresh` is called when the menu opens, to say what undo would take back and what makes sense now."""

    def __init__(self, owner: QWidget, actions: dict[str, QAction], refresh: Callable[[], None]) -> None:
        super().__init__(owner)
        self.setAccessibleName(QCoreApplication.translate("StudyMenu", "More for this card"))
        for group in _GROUPS:
            for name in group:
                self.addAction(actions[name])
            self.addSeparator()
        self.aboutToShow.connect(refresh)


def undo_words(undone: Undone | None, *, done: bool = False) -> str:
    """What an undo would take back, or has taken back: `Undo Good on “What does …”`."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("StudyMenu", text)

    if undone is None:
        return tr("There is nothing to undo.") if done else tr("Undo")
    ratings = {Rating.AGAIN: tr("Again"), Rating.HARD: tr("Hard"), Rating.GOOD: tr("Good"), Rating.EASY: tr("Easy")}
    kinds = {"bury": tr("Bury"), "suspend": tr("Suspend"), "mark": tr("Mark"), "due": tr("New date")}
    what = ratings[undone.rating] if undone.rating is not None else kinds.get(undone.kind, undone.kind)
    question = shorten(undone.question, 48, placeholder=" …")
    return (tr("Undone: {what} on “{question}”") if done else tr("Undo {what} on “{question}”")).format(
        what=what, question=question
    )
