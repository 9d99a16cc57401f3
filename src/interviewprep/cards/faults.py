"""What is wrong with a card, one finding for each rule it breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from interviewprep.cards import attributes
from interviewprep.cards.area_faults import area_faults
from interviewprep.cards.cloze import ClozeFault, read_gaps
from interviewprep.cards.lists import items
from interviewprep.cards.model import Card, Kind, Level, PartName
from interviewprep.cards.parts import (
    CONDITION,
    Option,
    computations,
    heading_and_body,
    is_choice,
    is_hint,
    plain_kind,
    task_options,
    texts_of,
)
from interviewprep.cards.rules import Fault

MAX_FIELD = 200_000
KEYS = ("leaf", "covers", "see", "minutes", "think", "drill", "skill")

_LEVELS = tuple(level.value for level in Level)
_OTHER_LEVELS = frozenset(
    {"entry", "beginner", "novice", "basic", "easy", "intermediate", "medium", "middle", "advanced", "hard", "expert"}
    | {"staff", "principal", "lead", "jr", "sr"}
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LETTERS = re.compile(r"[^a-z]")
_PART_LETTERS = {_LETTERS.sub("", name.value): name for name in PartName}

# Parts that only one kind of card looks at.
_ONLY_IN = {
    PartName.KEY_POINTS: Kind.OPEN,
    PartName.RUBRIC: Kind.OPEN,
    PartName.FOLLOW_UPS: Kind.OPEN,
    PartName.GIVEN: Kind.DRILL,
    PartName.TRAPS: Kind.DRILL,
    PartName.CASE: Kind.DRILL,
}
_TAGS_ONLY_IN = {"both-ways": Kind.RECALL, "ordered": Kind.CHOICE, "hide-one": Kind.CLOZE}


def card_faults(card: Card, written_heading: str) -> list[Fault]:
    """Every fault that can be seen in the card alone; media and ids need the file."""
    listed = task_options(card)
    in_gaps = read_gaps(heading_and_body(card)) if "{{" in card.heading or "{{" in card.body else ((), ())
    if card.has(PartName.FORMULA):
        kind = Kind.DRILL
    elif is_choice(listed):
        kind = Kind.CHOICE
    else:
        kind = Kind.CLOZE if in_gaps[0] else plain_kind(card)
    found: list[Fault] = []
    if written_heading.endswith("}"):
        found += _attribute_faults(card, written_heading)
    if not _is_one_level(card.attributes.tags):
        found += _tag_faults(card, kind)
    if card.parts:
        found += _part_faults(card, kind)
    found += _content_faults(card, kind)
    of_gaps = in_gaps[1]
    if kind is Kind.CLOZE and any(gap.area or gap.text.startswith("area:") for gap in in_gaps[0]):
        of_gaps = (*of_gaps, *area_faults(heading_and_body(card), in_gaps[0]))
    if of_gaps:
        found += _cloze_faults(card, kind, tuple(sorted(of_gaps)))
    if listed:
        found += _choice_faults(listed, kind)
    if kind is Kind.OPEN:
        found += _open_faults(card)
    return found


def _attribute_faults(card: Card, written_heading: str) -> Iterator[Fault]:
    line, given = card.line, card.attributes
    if message := attributes.fault_of(written_heading, given):
        yield Fault(line, "attributes", message)
    seen = set()
    for key, value in given.values:
        if key not in KEYS:
            yield Fault(line, "unknown-attribute", f"{key}= is no attribute of a card;{_key_meant(key)}")
        elif key in {"minutes", "think"} and not _NUMBER.fullmatch(value):
            unit = "minutes" if key == "minutes" else "seconds"
            yield Fault(line, "attribute-value", f"{key}={value} is no number of {unit}, as in {key}=5")
        if key in seen:
            yield Fault(line, "repeated-attribute", f"{key}= stands twice; the first is used")
        seen.add(key)


def _tag_faults(card: Card, kind: Kind) -> Iterator[Fault]:
    levels = 0
    for tag in card.attributes.tags:
        levels += tag in _LEVELS
        if near := _level_meant(tag):
            message = f".{tag} is no level; the levels are .junior, .mid and .senior{near}"
            yield Fault(card.line, "unknown-level", message)
        only = _TAGS_ONLY_IN.get(tag)
        if only is not None and only is not kind:
            yield Fault(card.line, "tag-unused", f".{tag} is for {only.value} cards, and this card is {kind.value}")
    if levels > 1:
        yield Fault(card.line, "two-levels", "a card has one level: .junior, .mid or .senior")


@lru_cache(maxsize=1024)
def _level_meant(tag: str) -> str:
    """A few more words for a tag that is meant as a level but is none, "" for every other tag."""
    lower = tag.lower()
    if tag in _LEVELS:
        return ""
    near = [lower] if lower in _LEVELS else get_close_matches(lower, _LEVELS, n=1, cutoff=0.8) if len(tag) > 3 else []
    if near:
        return f"; did you mean .{near[0]}?"
    return "." if lower in _OTHER_LEVELS else ""


@lru_cache(maxsize=256)
def _key_meant(key: str) -> str:
    near = get_close_matches(key.lower(), KEYS, n=1)
    return f" did you mean {near[0]}=?" if near else f" they are {', '.join(KEYS)}"


@lru_cache(maxsize=1024)
def part_meant(heading: str) -> PartName | None:
    """The part that a `###` heading nearly names; None for a heading of its own."""
    letters = _LETTERS.sub("", heading.lower())
    if len(heading) > 30 or len(letters) < 3:
        return None
    if letters in _PART_LETTERS:
        return _PART_LETTERS[letters]
    cutoff = 0.85 if len(letters) < 6 else 0.8
    near = get_close_matches(letters, _PART_LETTERS, n=1, cutoff=cutoff)
    return _PART_LETTERS[near[0]] if near and abs(len(near[0]) - len(letters)) < 3 else None


def _part_faults(card: Card, kind: Kind) -> Iterator[Fault]:
    seen: dict[PartName, int] = {}
    for part in card.parts:
        if part.name in seen:
            shown = part.name.value.capitalize()
            message = f"{shown} stands already at line {seen[part.name]}; only that one is used, join the two"
            yield Fault(part.line, "part-twice", message)
        seen.setdefault(part.name, part.line)
        only = _ONLY_IN.get(part.name)
        if only is not None and only is not kind:
            shown = part.name.value.capitalize()
            if only is Kind.DRILL:
                message = f"{shown} needs a ### Formula; without one this is no drill"
                yield Fault(part.line, "drill-without-formula", message)
            else:
                message = f"{shown} is for open cards, and this card is {kind.value}"
                yield Fault(part.line, "part-unused", message)


def _is_one_level(tags: tuple[str, ...]) -> bool:
    return not tags or (len(tags) == 1 and tags[0] in _LEVELS)


def _content_faults(card: Card, kind: Kind) -> Iterator[Fault]:
    answered = card.has(PartName.ANSWER)
    below_answers = kind in {Kind.RECALL, Kind.CODE} and not answered and card.body
    if not card.heading and (below_answers or not card.body):
        yield Fault(card.line, "empty-question", "a card needs a question behind ##")
    if kind in {Kind.RECALL, Kind.CODE} and not (card.part(PartName.ANSWER) if answered else card.body):
        where = "below ### Answer" if answered else "below the heading"
        yield Fault(card.line, "empty-answer", f"this card has no answer; write it {where}")
    if "check:" in card.heading or "check:" in card.body or any("check:" in part.text for part in card.parts):
        yield from _check_faults(card)
    if max(len(card.heading), len(card.body), *(len(part.text) for part in card.parts)) > MAX_FIELD:
        for text, line in texts_of(card):
            if len(text) > MAX_FIELD:
                yield Fault(line, "too-long", f"{len(text)} characters in one text; {MAX_FIELD} are the limit")


def _check_faults(card: Card) -> Iterator[Fault]:
    for claim in computations(card):
        if not claim.expression or not claim.shown:
            message = "a check is <!-- check: EXPRESSION = NUMBER -->, with ± TOLERANCE behind it where it is rounded"
            yield Fault(claim.line, "check-comment", message)


def _cloze_faults(card: Card, kind: Kind, found: tuple[ClozeFault, ...]) -> Iterator[Fault]:
    text = heading_and_body(card)
    counted = len(card.heading) + 2 if card.heading else 0
    line = card.body_line
    for offset, rule, message in found:
        if kind is Kind.DRILL and rule != "unclosed-cloze":
            continue
        if offset < counted:
            yield Fault(card.line, rule, message)
            continue
        line += text.count("\n", counted, offset)
        counted = offset
        yield Fault(line, rule, message)


def _choice_faults(listed: tuple[Option, ...], kind: Kind) -> Iterator[Fault]:
    right = sum(option.right for option in listed)
    line = listed[0].line
    if len(listed) == 1:
        yield Fault(line, "choice-one-option", "a choice has two options or more")
    elif not right:
        yield Fault(line, "choice-no-right", "no option is right; mark the right ones with [x]")
    elif right == len(listed):
        yield Fault(line, "choice-no-wrong", "every option is right, so there is nothing to choose")
    for option in listed if kind is Kind.CHOICE else ():
        if not option.text:
            yield Fault(option.line, "choice-empty-option", "an option needs a text behind its box")


def _open_faults(card: Card) -> Iterator[Fault]:
    ids: dict[str, int] = {}
    for part in card.parts:
        if part.name is PartName.KEY_POINTS:
            yield from _point_faults(part.text, part.line, part.text_line, ids)
    for part in card.parts:
        if part.name is PartName.RUBRIC:
            count = len(items(part.text))
            if count != 4:
                yield Fault(part.line, "rubric-anchors", f"a rubric has four anchors, 1. to 4.; this one has {count}")
        elif part.name is PartName.FOLLOW_UPS:
            yield from _follow_up_faults(part.text, part.text_line, ids)


def _point_faults(text: str, line: int, text_line: int, ids: dict[str, int]) -> Iterator[Fault]:
    points = items(text)
    if not points:
        yield Fault(line, "key-points-empty", "key points are a list: - what the answer must say {#id}")
    for item in points:
        at = text_line + item.line
        words, given = attributes.split_attributes(item.text)
        if not given.id:
            message = attributes.fault_of(item.text, given) or "a key point needs an id at its end, as in {#measure}"
            yield Fault(at, "point-without-id", message)
        elif given.id in ids:
            yield Fault(at, "duplicate-point", f"#{given.id} names the point at line {ids[given.id]} already")
        ids.setdefault(given.id, at)
        if not words:
            yield Fault(at, "key-points-empty", "a key point needs words before its id")
        for below in items(item.nested) if item.nested else ():
            if not is_hint(below):
                message = "below a key point stand also:, needs: or never: with phrases; this is shown as text"
                yield Fault(at + 1 + item.text.count("\n") + below.line, "point-hint", message)


def _follow_up_faults(text: str, text_line: int, ids: dict[str, int]) -> Iterator[Fault]:
    for item in items(text):
        at = text_line + item.line
        _, given = attributes.split_attributes(item.text)
        message = attributes.fault_of(item.text, given)
        for key, value in given.values:
            point = value.partition(":")[2]
            if key != "if":
                message = f"{key}= is no attribute of a follow-up; a condition is if=…"
            elif not CONDITION.fullmatch(value):
                message = f"if={value} is none of if=missed:ID, if=hit:ID, if=score>=N, if=score<=N (N from 1 to 4)"
            elif point and point not in ids:
                message = f"no key point has the id {point}, so this is never asked"
        if message:
            yield Fault(at, "follow-up-condition", message)
