"""A PDF from the terminal: Qt lays it out in a process of its own, without a screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from interviewprep.errors import Refused
from interviewprep.formats.sheet import content as sheet_content
from interviewprep.journeys.interview.report import Printable

_LONGEST_S = 120


class NoPdf(Refused):
    sentence = "the PDF could not be made ({why}); take --format html, and print that from a browser"


def write(report: Printable, title: str, target: Path) -> None:
    """Raises NoPdf; a file that was there is only replaced by a whole one."""
    _print("print_pdf", json.dumps({**asdict(report), "title": title}), target)


def write_sheet(sheet: sheet_content.Printable, target: Path) -> None:
    """The same for cards on paper."""
    _print("cards.print_sheet", sheet_content.to_json(sheet), target)


def _print(module: str, given: str, target: Path) -> None:
    beside = target.with_name(f".{target.name}.new")
    try:
        done = subprocess.run(
            [sys.executable, "-m", f"interviewprep.ui.{module}", str(beside)],
            input=given.encode(),
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
        )
        if done.returncode or not beside.exists():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise NoPdf(target, why=said[-1] if said else f"code {done.returncode}")
        beside.replace(target)
    except OSError as fault:
        raise NoPdf(target, why=(fault.strerror or type(fault).__name__).lower()) from fault
    except subprocess.TimeoutExpired as fault:
        raise NoPdf(target, why=f"it took longer than {_LONGEST_S} s") from fault
    finally:
        beside.unlink(missing_ok=True)
