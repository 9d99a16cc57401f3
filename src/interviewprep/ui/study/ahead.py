"""The page of the next card, made while the user reads this one."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from interviewprep.cards.model import PartName
from interviewprep.cards.parts import texts_of
from interviewprep.journeys.face import Face
from interviewprep.journeys.showing import sight
from interviewprep.ui.cards import formula, maths
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.cards.paper_face import PaperFace
from interviewprep.ui.loading import beside
from interviewprep.ui.theme import Theme


class Ahead(QObject):
    maths_ready = Signal()
    """Formulas can be set now without a wait."""

    def __init__(self, typesetter: Typesetter, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._typesetter = typesetter
        self._ready: PaperFace | None = None
        self._waiting: tuple[Face, int] | None = None
        self._loading: threading.Thread | None = None
        self.maths_ready.connect(self._go_on)
        theme.changed.connect(self.forget)

    def take(self, face: Face) -> PaperFace:
        """The face on paper: made ahead, or made now."""
        ready, self._ready = self._ready, None
        if ready is not None and _same(ready.face, face):
            ready.face = face  # it knows the answers of this moment
            return ready
        rough = not formula.loaded() and _has_formulas(face)
        if rough:
            self._load_maths()
        return PaperFace(face, self._typesetter, rough=rough)

    def prepare(self, face: Face | None, width: int) -> None:
        """Make a face ready at this width. One with formulas waits until they can be set without holding the window."""
        self._ready = self._waiting = None
        if face is None:
            return
        if not formula.loaded() and _has_formulas(face):
            self._waiting = face, width
            self._load_maths()
            sight(face)  # for what it loads
            return
        paper = PaperFace(face, self._typesetter)
        paper.question.text.fit(width)
        paper.finish()
        paper.answer.text.fit(width)
        self._ready = paper

    def forget(self) -> None:
        """The look or the decks have changed."""
        self._ready = self._waiting = None

    def _load_maths(self) -> None:
        if self._loading is None:
            self._loading = beside("maths", self._load)

    def _load(self) -> None:
        formula.load()
        self.maths_ready.emit()

    def _go_on(self) -> None:
        if self._waiting is not None:
            self.prepare(*self._waiting)


def _has_formulas(face: Face) -> bool:
    card = face.card
    # The working of a drill is maths too.
    return card.has(PartName.FORMULA) or any(maths.needed(text) for text, _ in texts_of(card))


def _same(one: Face, other: Face) -> bool:
    return (one.item, one.repetition, one.card, one.path) == (other.item, other.repetition, other.card, other.path)
