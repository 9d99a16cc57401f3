"""Mock interviews: choose one, hold it against the clock, mark it, read the report.

The clock is the round's own. A timer only asks the round where it stands, and writes what was typed since it last did.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from interviewprep.clock import Ticks
from interviewprep.clock import ticks as machine_ticks
from interviewprep.errors import Refused
from interviewprep.interview.phases import Phase
from interviewprep.interview.round import Round
from interviewprep.journeys.interview import blueprints
from interviewprep.journeys.interview.draft import Wishes
from interviewprep.journeys.interview.marking import Marks
from interviewprep.journeys.interview.mock_interview import Gap, Look, MockInterview
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui.cards.document import Typesetter
from interviewprep.ui.cards.text_extras import TextExtras
from interviewprep.ui.commands import BY_ID, COMMANDS, Commands
from interviewprep.ui.interview.after import AfterRound
from interviewprep.ui.interview.choose import Choose
from interviewprep.ui.interview.desk import MarkingDesk
from interviewprep.ui.interview.lobby import Lobby
from interviewprep.ui.interview.marking import MarkingRoom
from interviewprep.ui.interview.peer import Peer
from interviewprep.ui.interview.report import FORMATS, ReportRoom
from interviewprep.ui.interview.sound import RoundSound
from interviewprep.ui.interview.stage import Stage
from interviewprep.ui.interview.text import Text
from interviewprep.ui.page import Page
from interviewprep.ui.sound.devices import Sound
from interviewprep.ui.theme import Theme

if TYPE_CHECKING:
    from interviewprep.journeys.decks import Changes

TICK_MS = 250


class InterviewPage(Page):
    def __init__(
        self,
        workplace: Workplace,
        theme: Theme,
        commands: Commands,
        ticks: Ticks | None = None,
        sound: Sound | None = None,
    ) -> None:
        """`ticks` go as fast as the clock of the workplace; without them the machine's own do, and so with `sound`."""
        super().__init__()
        self.page_name = self.tr("Interview")
        self._workplace, self._theme, self._commands = workplace, theme, commands
        self._ticks = ticks or machine_ticks()
        self._round: MockInterview | None = None
        self._marks: Marks | None = None
        self._look: Look | None = None
        self._unsaved = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.ask)
        self.sound = RoundSound(workplace, theme, commands, sound, self)
        self.sound.said.connect(self.said)
        self.sound.deleted.connect(self._recording_deleted)
        self._build()
        self._actions = self._bind_all()
        self._enter(self.choose)

    def _build(self) -> None:
        typesetter = Typesetter(self._theme, self)
        self.choose = Choose(self._workplace, self._theme)
        self.choose.wanted.connect(self._open)
        self.choose.report_wanted.connect(self._show_report)
        self.choose.resume_wanted.connect(self._resume)
        self.choose.end_wanted.connect(self._end)
        self.lobby = Lobby(self._workplace, self._theme, self._commands, typesetter)
        self.lobby.start_wanted.connect(self._start)
        self.lobby.said.connect(self.said)
        self.lobby.left.connect(self.go_back)
        self.lobby.peer_wanted.connect(self._ask_for_peer)
        self.peer = Peer(self._workplace, self._theme, self._commands, self)
        self.peer.said.connect(self.said)
        self.peer.start_wanted.connect(self._start)
        self.peer.wanted.connect(self._do_from_sheet)
        self.peer.seed_chosen.connect(self.lobby.want)
        self.stage = Stage(self._theme, self._commands, typesetter)
        self.stage.typed.connect(self._typed)
        self.stage.wanted.connect(self._do)
        self.desk = MarkingDesk(self._workplace, self._theme, self._commands, typesetter, self)
        self.desk.entered.connect(self._marking)
        self.desk.went_on.connect(self._go_on)
        self.desk.finished.connect(self._finished)
        self.marking = self.desk.room
        self.report = ReportRoom(self._theme, self._commands, typesetter)
        self.report.left.connect(self.go_back)
        self.after = AfterRound(self._workplace, self.report)
        self.after.said.connect(self.said)
        self.after.entered.connect(self._reported)
        self.sound.stand_in(self.lobby, self.stage, self.marking, self.report)
        self._extras = TextExtras(self._theme, self)
        self._extras.watch(*self.stage.texts, *self.marking.texts)
        self._rooms = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._rooms)
        for room in (self.choose, self.lobby, self.stage, self.marking, self.report):
            self._rooms.addWidget(room)

    # Keys

    def _bind_all(self) -> dict[str, QAction]:
        slots: dict[str, Callable[[], object]] = {
            "start": self._start,
            "adjust": self.lobby.ask_how,
            "keep": self.lobby.ask_title,
            "peer": self._ask_for_peer,
            "sheet": self.peer.ask_in_round,
            "begin": partial(self._do, "next"),
            "notes": self.stage.take_focus,
            "keep_marks": self.marking.act,
            "leave": self.go_back,
            "take_over": self.desk.take_over,
            "undo": self.after.take_back_shown,
            "send": self.after.ask_where_to_send,
            "read_marks": self.after.ask_which_came_back,
            "link": lambda: self._extras.choose_link(self._texts),
            "picture": lambda: self._extras.choose_picture(self._texts),
            **{deed: partial(self._do, deed) for deed in ("next", "skip", "back", "pause")},
            **self.sound.slots,
            **{format_: partial(self.report.ask_where, format_) for format_ in FORMATS},
            **{f"score.{n}": partial(self.marking.choose, n) for n in range(1, 5)},
            **{f"option.{n}": partial(self.stage.options.tick, n - 1) for n in range(1, 10)},
            **{f"point.{n}": partial(self.marking.tick, n - 1) for n in range(1, 10)},
        }
        own = [command.id for command in COMMANDS if command.scope == "interview"]
        return {name: self._commands.bind(name, self, slots[name.removeprefix("interview.")]) for name in own}

    def _enter(self, room: QWidget) -> None:
        """Show a room and let only its keys hold."""
        moved = self._rooms.currentWidget() is not room
        self._rooms.setCurrentWidget(room)
        self.sound.enter(room)
        self._allow()
        if moved and self.isVisible():
            self._take_focus()

    def _allow(self) -> None:
        now = self.room
        for command_id, action in self._actions.items():
            action.setEnabled(BY_ID[command_id].when in ("", now))

    @property
    def room(self) -> str:
        """The room, as the commands' `when` calls it."""
        room: QWidget | None = self._rooms.currentWidget()
        if room is self.stage:
            return "ready" if self._look is not None and self._look.state.phase is Phase.BRIEFING else "round"
        names = ((self.lobby, "lobby"), (self.marking, "marking"), (self.report, "report"))
        return next((name for one, name in names if one is room), "choose")

    @property
    def _texts(self) -> tuple[Text, ...]:
        """What may hold links and pictures."""
        room = self._rooms.currentWidget()
        return room.texts if isinstance(room, (Stage, MarkingRoom, ReportRoom)) else ()

    def _take_focus(self) -> None:
        room = self._rooms.currentWidget()
        assert isinstance(room, (Choose, Lobby, Stage, MarkingRoom, ReportRoom))
        room.take_focus()

    # Pages

    def shown(self) -> None:
        if self._rooms.currentWidget() is self.choose:
            self.choose.refresh()
        self._take_focus()

    def decks_changed(self, _changes: Changes) -> None:
        if self._rooms.currentWidget() is self.choose:
            self.choose.refresh()

    def day_changed(self) -> None:
        if self._rooms.currentWidget() is self.choose:
            self.choose.refresh()

    # Choosing

    def _open(self, name: str) -> None:
        self.lobby.put(blueprints.find(self._workplace, name))
        self._enter(self.lobby)

    def _ask_for_peer(self) -> None:
        if self.lobby.found is not None and self.lobby.found.blueprint is not None:
            self.peer.ask(self.lobby.found, self.lobby.wishes)

    # The round

    def _start(self) -> None:
        found = self.lobby.found
        if found is None or found.blueprint is None:
            return
        try:
            self.start(found.name, self.lobby.wishes)
        except Refused as fault:
            self.lobby.refuse(str(fault))

    def start(self, name: str, wishes: Wishes | None = None) -> None:
        """Draw a round and show it ready to begin."""
        self._take_round(MockInterview.start(self._workplace, name, wishes, self._ticks))

    def _resume(self, key: int, excused: bool) -> None:
        self._take_round(
            MockInterview.resume(self._workplace, key, Gap.EXCUSED if excused else Gap.COUNTS, self._ticks)
        )

    def _end(self, key: int) -> None:
        self._take_round(MockInterview.resume(self._workplace, key, Gap.ENDS, self._ticks))

    def _take_round(self, round_: MockInterview) -> None:
        self._round, self._marks = round_, Marks(self._workplace, round_.key)
        self.desk.take(self._round, self._marks)
        self._unsaved = False
        self.sound.take()
        self.stage.forget()
        self._timer.start()
        self._follow(round_.look())

    def ask(self) -> None:
        """Keep what was typed and see where the round stands now."""
        if self._round is not None:
            self._keep_text()
            self._follow(self._round.look())

    def _do(self, deed: str) -> None:
        round_ = self._round
        if round_ is None:
            return
        if deed == "leave":
            self.go_back()
            return
        self._keep_text()
        state = round_.look().state
        if deed == "next" and state.phase is Phase.BRIEFING:
            deed = "begin"
        elif deed == "pause" and state.paused:
            deed = "go_on"
        deeds: dict[str, Callable[[], Look]] = {
            "begin": round_.begin,
            "next": round_.next,
            "skip": round_.skip,
            "back": round_.back,
            "pause": round_.pause,
            "go_on": round_.go_on,
        }
        self._follow(deeds[deed]())

    def _do_from_sheet(self, deed: str) -> None:
        if self.room in ("ready", "round"):  # not while a question is being marked
            self._do(deed)

    def _follow(self, look: Look) -> None:
        """Show what the round has come to."""
        before, self._look = self._look, look
        if look.state.over:
            self.peer.end()
        elif self._round is not None:
            self.peer.follow(self._round, look)
        if look.state.over:
            self._timer.stop()
            self.desk.mark_next()
        elif look.state.phase is Phase.MARKING:
            if self.marking.marking is None or self.marking.marking.asked.place != look.state.question:
                self.desk.see(look.state.question or 0, running=True)
        else:
            assert self._round is not None
            self._unsaved = self._unsaved and before is not None and before.state.place == look.state.place
            self.stage.put(self._round, look)
            self.sound.follow(self._round, look)
            self._enter(self.stage)

    def _typed(self) -> None:
        self._unsaved = True

    def _keep_text(self) -> None:
        if self._unsaved and self._round is not None:
            self._unsaved = False
            self._round.answer_text(self.stage.text)

    def _marking(self, place: int) -> None:
        assert self._round is not None
        self.sound.show_question(self._round.key, place)
        self._enter(self.marking)

    def _go_on(self) -> None:
        assert self._round is not None
        self._follow(self._round.next())

    def _finished(self, done: Round) -> None:
        self._forget()
        self.after.tell(done.key)

    def _reported(self) -> None:
        self.sound.show_interview()
        self._enter(self.report)

    def _recording_deleted(self) -> None:
        """What is shown may have said of an answer that it was spoken."""
        if self.room == "marking":
            self.desk.see_again()
        elif (report := self.report.report) is not None:
            bar = self.report.verticalScrollBar()
            QTimer.singleShot(0, partial(bar.setValue, bar.value()))
            self._show_report(report.round.key)

    def _show_report(self, key: int) -> None:
        self.after.show(key)

    def _forget(self) -> None:
        self._timer.stop()
        self.peer.end()
        self._round = self._marks = self._look = None
        self.desk.take(None, None)
        self.stage.forget()

    # Leaving

    def go_back(self) -> None:
        """To the list; in a round only after a question."""
        room = self._rooms.currentWidget()
        if room is self.stage and self._round is not None:
            self._ask_to_leave()
            return
        self._forget()
        self.choose.refresh()
        self._enter(self.choose)

    def _ask_to_leave(self) -> None:
        from interviewprep.ui.question import Question

        dialog = Question(
            self._theme, self.tr("Leave the round?"), self.tr("End the round now"), self, safe=self.tr("Stay")
        )
        dialog.say(self.tr("What you answered so far can be marked. The clock goes on while you decide."))
        dialog.leave.setFocus()
        dialog.accepted.connect(self._interrupt)
        dialog.open()

    def _interrupt(self) -> None:
        if self._round is not None:
            self._keep_text()
            self._follow(self._round.interrupt())

    # Qt

    def hideEvent(self, event: QHideEvent) -> None:
        self._keep_text()
        self.sound.leave()
        super().hideEvent(event)
