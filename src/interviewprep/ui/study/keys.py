"""The commands of the study page: what each key does, and when it makes sense."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent

from interviewprep.cards.model import Kind
from interviewprep.memory.fsrs import Rating
from interviewprep.ui.cards.paper_face import PaperFace
from interviewprep.ui.commands import Commands
from interviewprep.ui.study.sheet import WAYS

if TYPE_CHECKING:
    from interviewprep.ui.study.page import StudyPage

_RATINGS = tuple(f"study.{rating.name.lower()}" for rating in Rating)
_ALWAYS = ("study.undo", "study.leave", "study.type", "study.clock")
_QUESTION = ("study.reveal", "study.mental", "study.ask", "study.scratchpad")
_SCAN_CODES = {"linux": range(10, 19), "win32": range(2, 11)}
"""Of the keys 1 to 9: digits work by their place too, on keyboards that shift them."""


def bind(page: StudyPage, commands: Commands) -> dict[str, QAction]:
    """Bind every command of the page; gives the actions by name."""
    sheet, answer, extras = page.desk.sheet, page.answer, page.extras
    slots: dict[str, Callable[[], object]] = {
        "study.reveal": page.reveal,
        "study.suggested": page.take_suggestion,
        "study.undo": page.undo,
        "study.edit": page.edit,
        "study.edit_last": page.edit_last,
        "study.bury": page.bury,
        "study.suspend": page.suspend,
        "study.mark": page.mark,
        "study.history": page.show_history,
        "study.hint": page.hint,
        "study.sound": extras.play_sound,
        "study.copy": page.copy_code,
        "study.type": page.toggle_typing,
        "study.mental": answer.toggle_mental,
        "study.ask": answer.ask,
        "study.scratchpad": answer.go_to_scratchpad,
        "study.clock": page.toggle_clock,
        "study.link": extras.choose_link,
        "study.picture": extras.choose_picture,
        "study.menu": page.desk.header.menu_button.showMenu,
        "study.leave": page.leave,
        **{name: partial(page.grade, rating) for name, rating in zip(_RATINGS, Rating, strict=True)},
        **{f"study.option.{n}": partial(sheet.options.pick, n - 1) for n in range(1, 10)},
        **{f"study.point.{n}": partial(sheet.points.tick, n - 1) for n in range(1, 10)},
        **{f"study.{way}": partial(sheet.scroll_to, way) for way in WAYS},
    }
    actions = {name: commands.bind(name, page, slot) for name, slot in slots.items()}
    # A key that is held down must not rush through cards.
    for name in ("study.reveal", "study.suggested", *_RATINGS):
        actions[name].setAutoRepeat(False)
    for name in ("study.type", "study.mental", "study.clock"):
        actions[name].setCheckable(True)
    return actions


def enable(actions: dict[str, QAction], paper: PaperFace | None, *, revealed: bool) -> None:
    """Let keys hold only where they make sense: a digit is an option before the answer, and a rating after it."""
    asked = paper is not None and not revealed
    kind = paper.sight.kind if paper else None
    for name, action in actions.items():
        if name in _QUESTION:
            action.setEnabled(asked)
        elif name.startswith("study.option."):
            action.setEnabled(asked and kind is Kind.CHOICE)
        elif name.startswith("study.point."):
            action.setEnabled(revealed and kind is Kind.OPEN)
        elif name in (*_RATINGS, "study.suggested"):
            action.setEnabled(revealed)
        elif name == "study.hint":
            action.setEnabled(asked and bool(paper and paper.sight.shown.hint))
        elif name not in _ALWAYS:
            action.setEnabled(paper is not None)


def digit_command(event: QKeyEvent, *, revealed: bool) -> str:
    """The command of the digit that stands on this key on an American keyboard; "" for any other key."""
    codes = _SCAN_CODES.get(sys.platform, _SCAN_CODES["linux"])
    if event.modifiers() != Qt.KeyboardModifier.NoModifier or event.isAutoRepeat():
        return ""
    if event.nativeScanCode() not in codes:
        return ""
    place = codes.index(event.nativeScanCode())
    if not revealed:
        return f"study.option.{place + 1}"
    return _RATINGS[place] if place < len(_RATINGS) else ""
