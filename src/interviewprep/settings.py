"""What the user chose, kept as a small JSON file that can be read and mended by hand."""

from __future__ import annotations

import dataclasses
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from interviewprep.errors import Problem, Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """Defaults are those of `docs/scheduling.md`. Times are in the unit their name says."""

    new_a_day: int = 20
    reviews_a_day: int = 200
    retention: float = 0.90
    longest_interval_days: int = 36_500
    rollover_hour: int = 4
    theme: str = "system"
    """system, light or dark."""
    text_percent: int = 100
    minutes_a_day: int = 0
    """0: not said."""
    role: str = ""
    interview_date: str = ""
    """ISO date, or "" where none is known."""
    interview_decks: tuple[str, ...] = ()
    """Decks and families that will be asked about; none for all in use."""
    weekday_minutes: tuple[int, ...] = ()
    """Minutes from Monday to Sunday, where the days are unlike; 0 is a day off. It stands for `minutes_a_day`."""
    linked_folders: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    """Families that are closed in the tree of decks."""
    keys: tuple[tuple[str, str], ...] = ()
    """Commands whose keys the user changed: (command, key sequence)."""
    editor: str = ""
    """Command that opens a file, with {path} and {line}; "" asks the system."""
    welcomed: bool = False
    study_clock: bool = False
    """Whether the time spent on a card is shown."""
    type_answers: bool = False
    """Whether recall cards ask for a typed answer."""
    mental_arithmetic: bool = False
    """Whether drills are done in the head: no scratchpad, and the order of magnitude is enough."""
    warning_sound: bool = False
    """Whether the last 30 s of an answer are heard, too."""
    record_answers: bool = False
    """Whether recording begins with each answer of an interview by itself."""
    read_aloud: bool = False
    """Whether the questions of an interview are read out."""
    voice: str = ""
    """Name of the voice that reads; "" for the first that speaks the language."""
    voice_speed: int = 0
    """From -100, slow, to 100, fast; 0 is the voice's own."""


LIMITS: dict[str, tuple[float, float]] = {
    "new_a_day": (0, 9999),
    "reviews_a_day": (0, 9999),
    "retention": (0.70, 0.97),
    "longest_interval_days": (1, 36_500),
    "rollover_hour": (0, 23),
    "text_percent": (75, 300),
    "minutes_a_day": (0, 1440),
    "weekday_minutes": (0, 1440),
    "voice_speed": (-100, 100),
}
THEMES = ("system", "light", "dark")


def load(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings in the file; what cannot be used keeps its default and is named."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError) as fault:
        line = getattr(fault, "lineno", 0)
        return Settings(), (_problem(path, line, f"cannot be read ({fault}); defaults are used until it is mended"),)
    if not isinstance(raw, dict):
        return Settings(), (_problem(path, 1, "is not a JSON object; defaults are used until it is mended"),)
    hints = get_type_hints(Settings)
    chosen: dict[str, Any] = {}
    problems = []
    for name, value in raw.items():
        if name not in hints:
            problems.append(_problem(path, 0, f"'{name}' is not a setting; it is ignored"))
            continue
        try:
            chosen[name] = _fit(name, value, hints[name])
        except ValueError as fault:
            problems.append(_problem(path, 0, f"'{name}' {fault}; its default is used"))
    return Settings(**chosen), tuple(problems)


def save(path: Path, settings: Settings) -> None:
    """Write by rename, so that a crash leaves the old file or the new one."""
    default = Settings()
    changed = {
        field.name: getattr(settings, field.name)
        for field in dataclasses.fields(Settings)
        if getattr(settings, field.name) != getattr(default, field.name)
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".json.new")
    with beside.open("w", encoding="utf-8") as out:
        json.dump(changed, out, indent=2, ensure_ascii=False)
        out.write("\n")
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def _fit(name: str, value: object, hint: Any) -> object:
    if get_args(hint):
        if not isinstance(value, list):
            raise ValueError("must be a list")
        if get_args(hint)[0] is int:
            return _week(name, value)
        pairs = name == "keys"
        if pairs and all(
            isinstance(one, list) and len(one) == 2 and all(isinstance(s, str) for s in one) for one in value
        ):
            return tuple((one[0], one[1]) for one in value)
        if not pairs and all(isinstance(one, str) for one in value):
            return tuple(value)
        raise ValueError("must hold texts only")
    if hint is bool or isinstance(value, bool):
        if hint is not bool or not isinstance(value, bool):
            raise ValueError("must be true or false" if hint is bool else "must not be true or false")
        return value
    if hint is str:
        if not isinstance(value, str) or (name == "theme" and value not in THEMES):
            raise ValueError("must be one of " + ", ".join(THEMES) if name == "theme" else "must be a text")
        return value
    if not isinstance(value, (int, float)) or (hint is int and value != int(value)):
        raise ValueError("must be a number" if hint is float else "must be a whole number")
    low, high = LIMITS[name]
    if not low <= value <= high:
        raise ValueError(f"must lie between {low:g} and {high:g}")
    return hint(value)


def _week(name: str, value: list[object]) -> tuple[int, ...]:
    low, high = LIMITS[name]
    if value and (len(value) != 7 or not all(type(one) is int and low <= one <= high for one in value)):
        raise ValueError(f"must hold seven whole numbers between {low:g} and {high:g}, from Monday")
    return tuple(one for one in value if isinstance(one, int))


def _problem(path: Path, line: int, message: str) -> Problem:
    return Problem(str(path), line, Severity.WARNING, "settings", message)
