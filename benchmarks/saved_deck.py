"""From the end of a save to the card in the open window: a deck of 1,000 cards, edited outside in two ways.

    python benchmarks/saved_deck.py [CARDS] [SAVES]

Opens the real window (offscreen unless a display is given) on its own data folder with the shipped decks, shows Study,
and saves the deck SAVES times in place and SAVES times by rename, each time with other words in the card on screen.
Counted is the time until the window has read the file and repainted the page.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from interviewprep.journeys.workplace import for_writing, opened
from interviewprep.paths import Places
from interviewprep.store.lock import FolderLock
from interviewprep.ui.commands import Commands
from interviewprep.ui.theme import Theme
from interviewprep.ui.trace import Trace
from interviewprep.ui.window import Window

LONGEST_S = 5.0


def clock() -> tuple[int, int]:
    return 1_772_355_600_000, 0


class Painted(QObject):
    """Counts paints of a widget and of everything in it."""

    def __init__(self) -> None:
        super().__init__()
        self.last = 0.0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.last = time.perf_counter()
        return False


def deck(cards: int, turn: int) -> str:
    return "".join(
        f"## What is fact {i}? {{#fact-{i}}}\n\nIt is {i}, since {i} is **itself**. Turn {turn}.\n\n"
        for i in range(cards)
    )


def save_in_place(path: Path, text: str) -> None:
    path.write_text(text)


def save_by_rename(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text)
    beside.replace(path)


def wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def seconds_until_shown(window: Window, painted: Painted, turn: int, begun: float) -> float:
    """Until the window holds this turn's words and has painted after reading them."""
    read: list[float] = []
    study = window.page
    while time.perf_counter() - begun < LONGEST_S:
        wait(5)
        face = study._study.face if study is not None and getattr(study, "_study", None) else None
        if not read and face is not None and f"Turn {turn}." in face.card.body:
            read.append(time.perf_counter())
        if read and painted.last > begun:
            return max(read[0], painted.last) - begun
    raise TimeoutError("the window did not take the file over")


def main(cards: int, saves: int) -> None:
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder) / "data")
        places.prepare()
        path = places.decks / "0-facts.md"
        path.write_text(deck(cards, 0))
        with for_writing(places, clock, "benchmark") as workplace:
            workplace.refresh()
            workplace.choose(welcomed=True)
        with FolderLock(places.lock, "benchmark") as lock, opened(places, clock, lock) as workplace:
            theme, commands = Theme(workplace.settings), Commands(workplace.settings)
            theme.apply()
            window = Window(lambda: workplace, places, clock, theme, commands, Trace(None))
            window.show()
            while not window.settled:
                wait(20)
            window.study(["0-facts"])
            wait(300)
            painted = Painted()
            application.installEventFilter(painted)
            turn = 0
            for name, save in (("in place", save_in_place), ("by rename", save_by_rename)):
                times = []
                for _ in range(saves):
                    turn += 1
                    save(path, deck(cards, turn))
                    begun = time.perf_counter()
                    painted.last = 0.0
                    times.append(seconds_until_shown(window, painted, turn, begun))
                    wait(100)
                print(f"saved {name}: median {statistics.median(times):.2f} s, longest {max(times):.2f} s")
            window.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 8)
