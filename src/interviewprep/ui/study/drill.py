"""The answer of a drill: typed in the unit asked for, judged at once."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from interviewprep.drills.findings import Finding, Judged, Judgement
from interviewprep.drills.practice import expected_seconds, suggested_rating
from interviewprep.memory.fsrs import Rating
from interviewprep.ui.cards.answer_field import AnswerField
from interviewprep.ui.cards.paper_face import PaperFace, is_case
from interviewprep.ui.commands import Commands
from interviewprep.ui.row import Row
from interviewprep.ui.study.scratchpad import Scratchpad
from interviewprep.ui.theme import Theme
from interviewprep.ui.units import wait_for_units


class DrillAnswer(QWidget):
    def __init__(self, theme: Theme, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paper: PaperFace | None = None
        self.asked = False
        self.judgement: Judgement | None = None
        self.field = AnswerField(self)
        self.field.setAccessibleName(self.tr("Your answer"))
        self._unit = QLabel(self)
        self._unit.setObjectName("muted")
        self._hint = QLabel(self)
        self._hint.setObjectName("small")
        self._hint.setWordWrap(True)
        self._ask = QPushButton(self.tr("Ask for the missing number"), self)
        self._ask.setToolTip(commands.keys_text("study.ask"))
        self._ask.setAutoDefault(True)
        self._ask.clicked.connect(self.ask)
        self._reply = QLabel(self)
        self._reply.setWordWrap(True)
        self._reply.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.mental = QCheckBox(self.tr("In the head"), self)
        keys = commands.keys_text("study.mental")
        self.mental.setToolTip(self.tr("No scratchpad, and the order of magnitude is enough ({key})").format(key=keys))
        self.pad = Scratchpad(theme, self)
        self.mental.toggled.connect(self._mental_changed)
        answered = QWidget(self)
        within = QHBoxLayout(answered)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self.field)
        within.addWidget(self._unit)
        line = Row(theme, (answered, self.mental), pushed=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._reply)
        column.addWidget(line)
        column.addWidget(self._hint)
        column.addWidget(self.pad)
        self._column = column
        theme.changed.connect(self._dress)
        self._dress()

    def put(self, paper: PaperFace) -> None:
        draw = paper.sight.draw
        assert draw is not None
        self._paper, self.asked, self.judgement = paper, False, None
        drill = draw.drill
        self.field.clear()
        self.field.setReadOnly(False)
        self._unit.setText(drill.unit)
        self.field.setAccessibleDescription(self.tr("in {unit}").format(unit=drill.unit) if drill.unit else "")
        self._hint.setText(self._hint_text())
        self._hint.setVisible(bool(self._hint.text()))
        self._ask.setVisible(is_case(paper.sight) and bool(draw.reply))
        self._reply.hide()
        self.mental.setEnabled(True)
        for part in (self.field, self._unit, self.mental):
            part.show()
        self.pad.put(draw)
        self._mental_changed()

    def ask(self) -> None:
        """Ask for the number that the case leaves out."""
        if self._paper is None or self._paper.sight.draw is None or not self._ask.isVisibleTo(self):
            return
        self.asked = True
        self._ask.hide()
        self._reply.setText(f"<b>{escape(self.tr('Told:'))}</b> {escape(self._paper.sight.draw.reply)}")
        self._reply.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def judge(self) -> bool:
        """Judge what was typed; False where it cannot be read and should be typed anew. Nothing typed is no answer."""
        typed = self.field.text().strip()
        if self._paper is None or not typed:
            self._close()
            return True
        wait_for_units()
        self.judgement = self._paper.sight.judge(typed, mental=self.mental.isChecked(), asked=self.asked)
        if self.judgement is not None and self.judgement.judged is Judged.UNREADABLE:
            self._hint.setText(self.judgement.said)
            self._hint.show()
            self.judgement = None
            self.field.selectAll()
            return False
        self._close()
        return True

    def suggested(self, seconds: float) -> Rating | None:
        """By correctness, time and grade of help; None where nothing was typed."""
        if self.judgement is None or self._paper is None or self._paper.sight.draw is None:
            return None
        help_ = self._paper.sight.draw.help
        return Rating(
            suggested_rating(
                right=self.judgement.right,
                flawed=self.judgement.judged is Judged.RIGHT_BUT,
                help_=help_,
                seconds=seconds,
                expected=expected_seconds(self._paper.face.card.level, help_),
            )
        )

    def _dress(self) -> None:
        px, font = self._theme.px, self._theme.font("card")
        self.field.setFont(font)
        self.field.setFixedWidth(px(176))
        self._unit.setFont(font)
        self.pad.setFixedHeight(px(132))
        self._column.setSpacing(px(10))

    def _close(self) -> None:
        self.field.setReadOnly(True)
        self.mental.setEnabled(False)
        self._ask.hide()
        self._hint.hide()
        if not self.pad.text:
            self.pad.hide()
        for part in (self.field, self._unit, self.mental):
            part.setVisible(bool(self.field.text().strip()))

    def _hint_text(self) -> str:
        draw = self._paper.sight.draw if self._paper else None
        if draw is None:
            return ""
        if draw.drill.verdict is not None:
            words = self.tr(" or ").join(draw.drill.verdict.words)
            return self.tr("The number, then: {words}").format(words=words)
        return self.tr("The exact whole number is asked for.") if draw.drill.counts else ""

    def _mental_changed(self) -> None:
        self.pad.setVisible(not self.mental.isChecked())


_SIGNS = {
    Judged.RIGHT: ("tip", "✓"),
    Judged.RIGHT_BUT: ("warning", "≈"),
    Judged.TRAPPED: ("caution", "✗"),
    Judged.WRONG: ("caution", "✗"),
    Judged.WRONG_DIMENSION: ("caution", "✗"),
}


def verdict_html(judgement: Judgement, typed: str) -> str:
    """The judgement as a box: sign and word, the sentence, and how the answer was read."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("DrillAnswer", text)

    titles = {
        Judged.RIGHT: tr("Right"),
        Judged.RIGHT_BUT: tr("Right, but"),
        Judged.TRAPPED: tr("A known slip"),
        Judged.WRONG: tr("Not yet"),
        Judged.WRONG_DIMENSION: tr("Another kind of quantity"),
    }
    box, sign = _SIGNS[judgement.judged]
    plainly_right = judgement.finding is Finding.RIGHT
    title = f"{sign} {judgement.said if plainly_right else titles[judgement.judged]}"
    said = "" if plainly_right else f"<p>{escape(judgement.said)}</p>"
    bare, _, _ = judgement.reading.partition("\N{NO-BREAK SPACE}")
    if typed.replace(" ", "") in (bare, judgement.reading.replace("\N{NO-BREAK SPACE}", "")) or not judgement.reading:
        read = tr("Your answer: {reading}").format(reading=judgement.reading or typed)
    else:
        read = tr("Your answer: {typed}, read as {reading}").format(typed=typed, reading=judgement.reading)
    if judgement.note:
        read += f" ({judgement.note})"
    return (
        f'<blockquote class="{box}"><p class="box-title">{escape(title)}</p>{said}'
        f'<p class="reason">{escape(read)}</p></blockquote>'
    )
