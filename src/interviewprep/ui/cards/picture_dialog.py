"""A picture of a card at any size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from interviewprep.ui.theme import Theme

_STEP = 1.25
_SMALLEST, _LARGEST = 0.05, 8.0


class PictureDialog(QDialog):
    """Opens with the whole picture in view; + and - zoom, 0 fits, arrows move."""

    def __init__(self, picture: QImage, alt: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(alt or self.tr("Picture"))
        self._picture = QPixmap.fromImage(picture)
        self._scale = 1.0
        self._label = QLabel(self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setAccessibleName(alt or self.tr("Picture"))
        self._area = QScrollArea(self)
        self._area.setWidget(self._label)
        self._area.setWidgetResizable(False)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setAccessibleName(self.tr("Picture; arrows move it"))
        self._said = QLabel(self)
        self._said.setObjectName("small")
        buttons = [
            (self.tr("Smaller"), self.smaller),
            (self.tr("Larger"), self.larger),
            (self.tr("Fit"), self.fit),
            (self.tr("Close"), self.reject),
        ]
        row = QHBoxLayout()
        row.addWidget(self._said)
        row.addStretch(1)
        for words, act in buttons:
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(16)] * 4)
        column.addWidget(self._area, 1)
        column.addLayout(row)
        screen = (parent or self).screen().availableSize()
        self.resize(min(screen.width() - 80, theme.px(1100)), min(screen.height() - 120, theme.px(800)))

    @property
    def scale(self) -> float:
        return self._scale

    def larger(self) -> None:
        self._zoom(self._scale * _STEP)

    def smaller(self) -> None:
        self._zoom(self._scale / _STEP)

    def fit(self) -> None:
        """The whole picture, but no larger than it is."""
        room, size = self._area.maximumViewportSize(), self._picture.size()
        self._zoom(min(1.0, room.width() / max(1, size.width()), room.height() / max(1, size.height())))

    def _zoom(self, scale: float) -> None:
        self._scale = min(_LARGEST, max(_SMALLEST, scale))
        size = self._picture.size() * self._scale
        mode = Qt.TransformationMode.SmoothTransformation
        self._label.setPixmap(self._picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode))
        self._label.resize(size)
        self._said.setText(self.tr("{percent} %").format(percent=round(self._scale * 100)))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.larger() if event.angleDelta().y() > 0 else self.smaller()
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {"+": self.larger, "=": self.larger, "-": self.smaller, "0": self.fit}
        if act := acts.get(event.text()):
            act()
        else:
            super().keyPressEvent(event)
