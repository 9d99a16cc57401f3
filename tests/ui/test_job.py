from __future__ import annotations

import threading

import pytest

from interviewprep.errors import WrongUse
from interviewprep.journeys.workplace import Workplace
from interviewprep.ui import job as jobs
from interviewprep.ui.job import Job

LONG_MS = 10_000


def test_a_job_runs_beside_the_window_with_a_connection_of_its_own(qtbot, workplace: Workplace, write_deck):
    write_deck("gpu", "## What is a warp?\n\n32 threads.\n")
    here = threading.get_ident()

    def count(beside: Workplace, say) -> tuple[int, bool, bool]:
        with beside.database.read() as db:
            cards = db.value("SELECT count(*) FROM card")
        return cards, threading.get_ident() != here, beside.database is not workplace.database

    job = Job(workplace, count)
    told: list[int] = []
    job.done.connect(lambda _: told.append(threading.get_ident()))
    with qtbot.waitSignal(job.done, timeout=LONG_MS) as done:
        job.start()
    assert done.args == [(1, True, True)]
    assert told == [here]


def test_progress_is_told_in_order(qtbot, workplace):
    said: list[str] = []

    def speak(_: Workplace, say) -> None:
        for step in range(3):
            say(f"step {step}")

    job = Job(workplace, speak)
    job.progressed.connect(said.append)
    with qtbot.waitSignal(job.done, timeout=LONG_MS):
        job.start()
    assert said == ["step 0", "step 1", "step 2"]


def test_a_cancel_ends_the_task_and_rolls_back_what_it_wrote(qtbot, workplace):
    began = threading.Event()
    go_on = threading.Event()

    def write(beside: Workplace, say) -> None:
        with beside.database.write() as db:
            db.run("INSERT INTO fact (name, value) VALUES ('half', 'done')")
            began.set()
            go_on.wait()
            say("half done")

    job = Job(workplace, write)
    with qtbot.waitSignal(job.cancelled, timeout=LONG_MS):
        job.start()
        began.wait()
        job.cancel()
        go_on.set()
    with workplace.database.read() as db:
        assert db.value("SELECT 1 FROM fact WHERE name = 'half'") is None


@pytest.mark.parametrize("fault", [WrongUse(reason="no such file"), ZeroDivisionError()])
def test_a_fault_in_the_task_is_handed_over(qtbot, workplace, fault):
    def fail(*_: object) -> None:
        raise fault

    job = Job(workplace, fail)
    with qtbot.waitSignal(job.failed, timeout=LONG_MS) as failed:
        job.start()
    assert failed.args == [fault]


def test_closing_the_window_ends_running_jobs(qtbot, workplace):
    began = threading.Event()

    def go_on(_: Workplace, say) -> None:
        began.set()
        while True:
            say("still at it")

    job = Job(workplace, go_on)
    with qtbot.waitSignal(job.cancelled, timeout=LONG_MS):
        job.start()
        began.wait()
        jobs.end_all()
