"""The one quiet menu of the card: all that is not needed for the next grade, with its keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from textwrap import shorten

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from interviewprep.journeys.log import IMPORT, INTERVIEW
from interviewprep.journeys.undo import Undone
from interviewprep.memory.fsrs import Rating
from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.render import inline_html
from interviewprep.words import many

_GAP = re.compile(r"\{\{.*?\}\}")
_GROUPS = (
    ("study.undo",),
    ("study.mark", "study.bury", "study.suspend"),
    ("study.edit", "study.edit_last", "study.history"),
    ("study.hint", "study.copy", "study.picture", "study.link", "study.sound"),
    ("study.type", "study.mental", "study.clock"),
    ("study.leave",),
)


class StudyMenu(QMenu):
    """`refresh` is called when the menu opens: it words the commands and gives the names of those to leave out."""

    def __init__(self, owner: QWidget, actions: dict[str, QAction], refresh: Callable[[], Collection[str]]) -> None:
        super().__init__(owner)
        self.setAccessibleName(QCoreApplication.translate("StudyMenu", "More for this card"))
        self._actions, self._refresh = actions, refresh
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        left_out = self._refresh()
        self.clear()
        for group in _GROUPS:
            for name in group:
                if name not in left_out:
                    self.addAction(self._actions[name])
            self.addSeparator()


def in_short(question: str) -> str:
    """The first line of a question, plain and short, gaps left out."""
    head = _GAP.sub("…", question.partition("\n")[0])
    return shorten(plain_text(inline_html(head)), 48, placeholder=" …")


def undo_words(undone: Undone | None, *, done: bool = False) -> str:
    """What an undo would take back, or has taken back: `Undo Good on “What does …”`."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("StudyMenu", text)

    if undone is None:
        return tr("There is nothing to undo.") if done else tr("Undo")
    if undone.kind == INTERVIEW:
        said = tr("Undone: what the interview “{title}” did to your cards") if done else tr("Undo interview “{title}”")
        return said.format(title=in_short(undone.question))
    if undone.kind == IMPORT:
        said = tr("Undone: the import of {file}") if done else tr("Undo import of {file}")
        return said.format(file=in_short(undone.question))
    ratings = {Rating.AGAIN: tr("Again"), Rating.HARD: tr("Hard"), Rating.GOOD: tr("Good"), Rating.EASY: tr("Easy")}
    kinds = {"bury": tr("Bury"), "suspend": tr("Suspend"), "mark": tr("Mark"), "due": tr("New date")}
    what = ratings[undone.rating] if undone.rating is not None else kinds.get(undone.kind, undone.kind)
    if undone.cards > 1:
        said = tr("Undone: {what} on {cards}") if done else tr("Undo {what} on {cards}")
        return said.format(what=what, cards=many(undone.cards, "card"))
    question = in_short(undone.question)
    return (tr("Undone: {what} on “{question}”") if done else tr("Undo {what} on “{question}”")).format(
        what=what, question=question
    )
