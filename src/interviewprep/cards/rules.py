"""The rules a deck file can break, by their short stable names; docs/deck-format.md lists the same table to users."""

from __future__ import annotations

from typing import NamedTuple

from interviewprep.errors import Problem, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

RULES: dict[str, Severity] = {
    # The file
    "encoding": ERROR,
    "control-character": WARNING,
    "no-cards": WARNING,
    # Front matter
    "front-matter": ERROR,
    "front-matter-alias": ERROR,
    "front-matter-size": ERROR,
    "unknown-key": WARNING,
    "repeated-key": WARNING,
    # Structure
    "unclosed-fence": ERROR,
    "unclosed-comment": ERROR,
    "swallowed-heading": WARNING,
    "heading-blank": WARNING,
    "heading-indent": WARNING,
    "setext-heading": WARNING,
    "empty-topic": WARNING,
    "part-name": WARNING,
    "part-twice": ERROR,
    "part-outside-card": WARNING,
    "part-unused": WARNING,
    # Attributes
    "attributes": WARNING,
    "unknown-attribute": WARNING,
    "repeated-attribute": WARNING,
    "attribute-value": WARNING,
    "unknown-level": WARNING,
    "two-levels": WARNING,
    "tag-unused": WARNING,
    "duplicate-id": ERROR,
    "id-elsewhere": WARNING,
    # Cards
    "empty-question": ERROR,
    "empty-answer": ERROR,
    "too-long": ERROR,
    "choice-no-right": ERROR,
    "choice-no-wrong": WARNING,
    "choice-one-option": WARNING,
    "choice-empty-option": WARNING,
    "unclosed-cloze": WARNING,
    "empty-cloze": WARNING,
    "nested-cloze": WARNING,
    "area": ERROR,
    "area-picture": ERROR,
    "area-many": ERROR,
    "key-points-empty": ERROR,
    "point-without-id": WARNING,
    "point-hint": WARNING,
    "duplicate-point": ERROR,
    "rubric-anchors": WARNING,
    "follow-up-condition": WARNING,
    "drill-without-formula": ERROR,
    "drill-grammar": ERROR,
    "drill-name": ERROR,
    "drill-unused": WARNING,
    "drill-case": WARNING,
    "drill-draw": ERROR,
    "drill-unit": ERROR,
    "drill-trap": WARNING,
    "check-comment": WARNING,
    "computation": ERROR,
    # Media
    "missing-media": ERROR,
    "outside-media": ERROR,
    "remote-media": WARNING,
}


class Fault(NamedTuple):
    """A broken rule, before it is known how the user names the file."""

    line: int
    rule: str
    message: str

    def at(self, path: str) -> Problem:
        return Problem(path, self.line, RULES[self.rule], self.rule, self.message)
