"""From the text of an interview file to a `Blueprint`, with every fault and its line.

The front matter is YAML whose values are read as text; the title and the description go to the end of their line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

import yaml

from interviewprep.cards import front_matter
from interviewprep.cards.model import Kind, Level
from interviewprep.errors import Problem, Severity
from interviewprep.interview.blueprint import EXTRA_TIMES, Blueprint, Section, Source, Stop

KEYS = ("interview", "description", "role", "language", "minutes", "stop", "avoid_last", "extra_time", "sections")
SECTION_KEYS = ("name", "minutes", "questions", "from", "think", "answer", "follow_ups", "weight", "back")
SOURCE_KEYS = ("decks", "tags", "levels", "kinds", "leaves")
LONGEST_MINUTES = 480
MOST_QUESTIONS = 40

_PLAIN_LINE = re.compile(r"^(interview|description|role):(?:[ \t]([^\n]*)|)$", re.M)
_YES, _NO = {"true", "yes", "on"}, {"false", "no", "off"}
_One = TypeVar("_One", Level, Kind)


@dataclass(frozen=True, slots=True)
class Reading:
    """`blueprint` is None where an error leaves nothing that could be run."""

    blueprint: Blueprint | None
    problems: tuple[Problem, ...]


class _Found(NamedTuple):
    line: int
    severity: Severity
    rule: str
    message: str


class _Limits(NamedTuple):
    low: float
    high: float
    whole: bool
    said: str


_NUMBERS = {
    "minutes": _Limits(0.5, LONGEST_MINUTES, False, f"a number of minutes up to {LONGEST_MINUTES}"),
    "questions": _Limits(0, MOST_QUESTIONS, True, f"a whole number up to {MOST_QUESTIONS}"),
    "think": _Limits(0, 3600, True, "a whole number of seconds up to 3600"),
    "answer": _Limits(10, 7200, True, "a whole number of seconds from 10 to 7200"),
    "follow_ups": _Limits(0, 5, True, "a whole number from 0 to 5"),
    "weight": _Limits(0, 100, False, "a number from 0 to 100"),
    "avoid_last": _Limits(0, 50, True, "a whole number from 0 to 50"),
    "extra_time": _Limits(1, 2, False, "1, 1.25, 1.5 or 2"),
}


def read(text: str, path: str) -> Reading:
    """The blueprint in a file's text. `path` is as the user would name the file; it stands in the problems only."""
    block = front_matter.split(front_matter.with_plain_line_ends(text))
    if block is None or not front_matter.is_interview(block):
        found = _Found(1, Severity.ERROR, "interview", "an interview begins with --- and a line `interview: its title`")
        return Reading(None, (_problem(found, path),))
    reader = _Reader()
    blueprint = reader.blueprint(block)
    return Reading(blueprint, tuple(sorted(_problem(one, path) for one in reader.found)))


def _problem(found: _Found, path: str) -> Problem:
    return Problem(path, found.line, found.severity, found.rule, found.message)


class _Reader:
    """Reads one file and gathers its faults."""

    def __init__(self) -> None:
        self.found: list[_Found] = []

    def blueprint(self, block: front_matter.Block) -> Blueprint | None:
        plain = self._plain_lines(block.text)
        root = self._root(_PLAIN_LINE.sub("#", block.text))
        briefing = block.rest.strip("\n")
        if not plain.get("interview"):
            self._error(2, "interview", "an interview needs a title behind `interview:`")
        if not briefing:
            self._warn(block.rest_line, "no-briefing", "say below the second --- what the round is like")
        if root is None:
            return None
        fields = self._fields(root, KEYS, "an interview")
        sections = self._sections(fields.get("sections"))
        if not sections:
            return None
        total = sum(section.minutes for section in sections)
        minutes = self._number(fields, "minutes", total)
        self._judge_minutes(fields, minutes, total)
        return Blueprint(
            title=plain.get("interview", "") or "Interview",
            minutes=max(minutes, total),
            sections=sections,
            briefing=briefing,
            description=plain.get("description", ""),
            role=plain.get("role", ""),
            language=self._text(fields, "language"),
            stop=self._stop(fields),
            avoid_last=int(self._number(fields, "avoid_last", 3)),
            extra_time=self._extra_time(fields),
        )

    def _plain_lines(self, text: str) -> dict[str, str]:
        plain: dict[str, str] = {}
        for match in _PLAIN_LINE.finditer(text):
            if match[1] in plain:
                line = text.count("\n", 0, match.start()) + 2
                self._warn(line, "repeated-key", f"'{match[1]}' stands twice; the first is used")
            plain.setdefault(match[1], (match[2] or "").strip(" \t"))
        return plain

    def _root(self, text: str) -> yaml.MappingNode | None:
        try:
            root = front_matter.compose(text)
        except yaml.YAMLError as fault:
            mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
            said = getattr(fault, "problem", None) or str(fault).splitlines()[0]
            self._error(mark.line + 2 if mark else 1, "front-matter", f"this is no YAML that is read here ({said})")
            return None
        if not isinstance(root, yaml.MappingNode):
            self._error(2, "section", "an interview needs `sections:`, a list with a name and minutes each")
            return None
        return root

    def _sections(self, node: yaml.Node | None) -> tuple[Section, ...]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            line = node.start_mark.line + 2 if node else 2
            self._error(line, "section", "an interview needs `sections:`, a list with a name and minutes each")
            return ()
        return tuple(section for one in node.value if (section := self._section(one)) is not None)

    def _section(self, node: yaml.Node) -> Section | None:
        line = node.start_mark.line + 2
        if not isinstance(node, yaml.MappingNode):
            self._error(line, "section", "a section is lines of `key: value`, with a name and minutes at least")
            return None
        fields = self._fields(node, SECTION_KEYS, "a section")
        name = self._text(fields, "name")
        if not name:
            self._error(line, "section", "a section needs a name")
        if "minutes" not in fields:
            self._error(line, "section", f"the section {name or 'here'} needs its minutes")
            return None
        section = Section(
            name=name or "Section",
            minutes=self._number(fields, "minutes", 5),
            questions=int(self._number(fields, "questions", 0)),
            source=self._source(fields.get("from")),
            think_s=self._seconds(fields, "think"),
            answer_s=self._seconds(fields, "answer"),
            follow_ups=int(self._number(fields, "follow_ups", 0)),
            weight=self._number(fields, "weight", 1.0),
            back=self._yes(fields, "back"),
            line=line,
        )
        self._judge_section(section, fields)
        return section

    def _source(self, node: yaml.Node | None) -> Source:
        if node is None:
            return Source()
        if not isinstance(node, yaml.MappingNode):
            self._error(node.start_mark.line + 2, "value", "from is {decks: […], tags: […], levels: […], kinds: […]}")
            return Source()
        fields = self._fields(node, SOURCE_KEYS, "`from`")
        return Source(
            decks=self._texts(fields, "decks"),
            tags=tuple(tag.removeprefix(".") for tag in self._texts(fields, "tags")),
            levels=self._chosen(fields, "levels", tuple(Level)),
            kinds=self._chosen(fields, "kinds", tuple(Kind)),
            leaves=self._texts(fields, "leaves"),
        )

    # --- single values ------------------------------------------------------------------------------------------

    def _fields(self, node: yaml.MappingNode, keys: tuple[str, ...], where: str) -> dict[str, yaml.Node]:
        fields: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 2
            if key not in keys:
                near = get_close_matches(key.lower(), keys, n=1)
                meant = f"did you mean '{near[0]}'?" if near else f"the keys are {', '.join(keys)}"
                self._warn(line, "unknown-key", f"'{key}' is no key of {where}; {meant}")
            elif key in fields:
                self._warn(line, "repeated-key", f"'{key}' stands twice; the first is used")
            else:
                fields[key] = value
        return fields

    def _text(self, fields: dict[str, yaml.Node], key: str) -> str:
        node = fields.get(key)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self._error(node.start_mark.line + 2, "value", f"{key} is one text")
            return ""
        return str(node.value).strip()

    def _texts(self, fields: dict[str, yaml.Node], key: str) -> tuple[str, ...]:
        node = fields.get(key)
        if node is None:
            return ()
        if isinstance(node, yaml.ScalarNode) and node.value:
            return (str(node.value),)
        if isinstance(node, yaml.SequenceNode) and all(isinstance(one, yaml.ScalarNode) for one in node.value):
            return tuple(str(one.value) for one in node.value)
        self._error(node.start_mark.line + 2, "value", f"{key} is a text or a list of texts")
        return ()

    def _chosen(self, fields: dict[str, yaml.Node], key: str, known: tuple[_One, ...]) -> tuple[_One, ...]:
        names = {one.value: one for one in known}
        written = self._texts(fields, key)
        for word in written:
            if word not in names:
                line = fields[key].start_mark.line + 2
                self._error(line, "value", f"'{word}' is none of the {key}: {', '.join(names)}")
        return tuple(names[word] for word in written if word in names)

    def _number(self, fields: dict[str, yaml.Node], key: str, default: float) -> float:
        if key not in fields:
            return default
        limits, text = _NUMBERS[key], self._text(fields, key)
        try:
            value = float(text)
        except ValueError:
            value = limits.low - 1
        if not limits.low <= value <= limits.high or (limits.whole and value != int(value)):
            self._error(fields[key].start_mark.line + 2, "value", f"{key}: {text} is not {limits.said}")
            return default
        return value

    def _seconds(self, fields: dict[str, yaml.Node], key: str) -> int | None:
        return int(self._number(fields, key, 30)) if key in fields else None

    def _yes(self, fields: dict[str, yaml.Node], key: str) -> bool:
        word = self._text(fields, key).lower()
        if word and word not in _YES | _NO:
            self._error(fields[key].start_mark.line + 2, "value", f"{key} is true or false")
        return word in _YES

    def _stop(self, fields: dict[str, yaml.Node]) -> Stop:
        word = self._text(fields, "stop") or Stop.HARD.value
        if word not in {stop.value for stop in Stop}:
            self._error(fields["stop"].start_mark.line + 2, "value", "stop is hard or soft")
            return Stop.HARD
        return Stop(word)

    def _extra_time(self, fields: dict[str, yaml.Node]) -> float:
        factor = self._number(fields, "extra_time", 1.0)
        if factor not in EXTRA_TIMES:
            self._error(fields["extra_time"].start_mark.line + 2, "value", "extra_time is 1, 1.25, 1.5 or 2")
            return 1.0
        return factor

    # --- what does not fit together ---------------------------------------------------------------------------------

    def _judge_minutes(self, fields: dict[str, yaml.Node], minutes: float, total: float) -> None:
        if "minutes" not in fields or abs(minutes - total) < 0.05:
            return
        line = fields["minutes"].start_mark.line + 2
        if total > minutes:
            self._error(line, "minutes", f"the sections take {total:g} minutes, the round has {minutes:g}")
        else:
            self._warn(line, "minutes", f"the sections take {total:g} of the round's {minutes:g} minutes")

    def _judge_section(self, section: Section, fields: dict[str, yaml.Node]) -> None:
        if not section.questions:
            for key in ("from", "think", "answer", "follow_ups"):
                if key in fields:
                    message = f"'{key}' is for sections with questions; say how many with `questions:`"
                    self._warn(fields[key].start_mark.line + 2, "section", message)
            return
        if section.answer_s is None:
            return
        needed = section.questions * ((section.think_s or 0) + section.answer_s)
        if needed > section.minutes * 60 * 1.01:
            message = (
                f"{section.questions} questions with these times take {needed / 60:.3g} minutes,"
                f" the section has {section.minutes:g}"
            )
            self._error(section.line, "section", message)

    def _error(self, line: int, rule: str, message: str) -> None:
        self.found.append(_Found(line, Severity.ERROR, rule, message))

    def _warn(self, line: int, rule: str, message: str) -> None:
        self.found.append(_Found(line, Severity.WARNING, rule, message))
