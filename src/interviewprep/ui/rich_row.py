"""A line one can choose or tick whose words may hold code and maths: an option of a choice, a key point."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from interviewprep.ui.cards.document import CardDocument
from interviewprep.ui.theme import Theme
from interviewprep.ui.tokens import mixed


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said below a row when the answer is shown. `colour` names a token."""

    words: str
    colour: str
    reason: CardDocument | None = None


class RichRow(QAbstractButton):
    confirmed = Signal()
    """Enter was pressed on the row."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text: CardDocument | None = None
        self._sign = ""
        self._plain = ""
        self._verdict: Verdict | None = None
        self._over = False
        self._width = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def put(self, sign: str, text: CardDocument, plain: str, key: str, *, checkable: bool) -> None:
        """`sign` stands before the words; "" gives a box to tick."""
        self._sign, self._text, self._plain, self._verdict = sign, text, plain, None
        self.setCheckable(checkable)
        self.setChecked(False)
        self.setAccessibleName(f"{sign}: {plain}" if sign else plain)
        self.setAccessibleDescription(self.tr("key {key}").format(key=key) if key else "")
        self.setToolTip(key)
        self._width = 0

    def tell(self, verdict: Verdict | None) -> None:
        """Say below the words whether they are right."""
        self._verdict = verdict
        if verdict:
            name = f"{self._sign}: {self._plain}" if self._sign else self._plain
            reason = verdict.reason.toPlainText() if verdict.reason else ""
            self.setAccessibleName(" ".join(filter(None, (f"{name} ({verdict.words}).", reason))))
            self.setToolTip("")
        width, self._width = self._width, 0
        if width:
            self.fit(width)

    def fit(self, width: int) -> None:
        """Take this width and the height that the words need."""
        if width != self._width and self._text is not None:
            self._width = width
            self.setFixedSize(width, round(self._height(width)))
        self.update()

    def _inner(self, width: int) -> float:
        return width - self._left() - self._theme.px(14)

    def _left(self) -> float:
        return self._theme.px(46)

    def _pad(self) -> float:
        return self._theme.px(9)

    def _height(self, width: int) -> float:
        inner = self._inner(width)
        height = _tight(self._text, inner) + 2 * self._pad()
        if self._verdict:
            height += QFontMetrics(self._theme.font("small")).height() + self._theme.px(3)
            if self._verdict.reason:
                height += _tight(self._verdict.reason, inner)
        return max(height, self._theme.px(40))

    # Qt

    def sizeHint(self) -> QSize:
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        # After the answer the row is read, not chosen.
        if self._verdict is None:
            super().nextCheckState()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text is None:
            return
        theme, tokens = self._theme, self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = tokens.soft if self.isChecked() else tokens.surface
        if self._over and self._verdict is None:
            ground = mixed(tokens.text, ground, 0.04)
        edge, width = tokens.line, 1.0
        if self._verdict and (self.isChecked() or self._verdict.colour == "good"):
            edge = str(getattr(tokens, self._verdict.colour))
        elif self.isChecked():
            edge = tokens.accent
        if self.hasFocus():
            edge, width = tokens.accent, 2.0
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(ground))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme.px(7), theme.px(7))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = theme.px(14) if mirrored else self._left()
        self._paint_sign(painter, mirrored)
        top = self._pad() + max(
            0.0, (theme.px(40) - 2 * self._pad() - _tight(self._text, self._inner(self.width()))) / 2
        )
        top += self._paint_text(painter, self._text, QPointF(left, top), tokens.text)
        if self._verdict:
            self._paint_verdict(painter, left, top, mirrored)
        painter.end()

    def _paint_sign(self, painter: QPainter, mirrored: bool) -> None:
        theme, tokens = self._theme, self._theme.tokens
        side = theme.px(22)
        left = self.width() - theme.px(12) - side if mirrored else theme.px(12)
        box = QRectF(left, theme.px(9), side, side)
        if self._sign:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent if self.isChecked() else tokens.soft))
            painter.drawRoundedRect(box, theme.px(5), theme.px(5))
            painter.setFont(theme.font("strong"))
            painter.setPen(QColor(tokens.on_accent if self.isChecked() else tokens.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._sign)
            return
        box = box.adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(tokens.accent if self.isChecked() else tokens.edge), 1.5))
        painter.setBrush(QColor(tokens.accent if self.isChecked() else tokens.surface))
        painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        if self.isChecked():
            painter.setPen(QPen(QColor(tokens.on_accent), 2.0, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            at, size = box.topLeft(), box.width()
            painter.drawPolyline(
                [at + QPointF(size * x, size * y) for x, y in ((0.24, 0.52), (0.43, 0.71), (0.78, 0.3))]
            )

    def _paint_text(self, painter: QPainter, text: CardDocument, at: QPointF, colour: str) -> float:
        """Paint a document there; gives its height."""
        painter.save()
        painter.translate(at)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(context.palette.ColorRole.Text, QColor(colour))
        text.documentLayout().draw(painter, context)
        painter.restore()
        return _tight(text, self._inner(self.width()))

    def _paint_verdict(self, painter: QPainter, left: float, top: float, mirrored: bool) -> None:
        assert self._verdict is not None
        font = self._theme.font("small")
        font.setWeight(font.Weight.DemiBold)
        line = QFontMetrics(font).height()
        top += self._theme.px(3)
        painter.setFont(font)
        painter.setPen(QColor(getattr(self._theme.tokens, self._verdict.colour)))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, top, self._inner(self.width()), line), side, self._verdict.words)
        if self._verdict.reason:
            self._paint_text(painter, self._verdict.reason, QPointF(left, top + line), self._theme.tokens.muted)


def _tight(text: CardDocument | None, width: float) -> float:
    """Height of a text without the blank below its last paragraph."""
    if text is None:
        return 0.0
    return text.fit(width) - text.lastBlock().blockFormat().bottomMargin()
