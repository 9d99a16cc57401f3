"""Judging what was typed: right, right but for the unit, a known slip, or how far off."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from interviewprep.drills.draw import Draw
from interviewprep.drills.drill import Help, with_unit
from interviewprep.drills.findings import Finding, Judged, Judgement
from interviewprep.drills.number_text import MAX_TEXT, Unreadable, Written, readings, shown
from interviewprep.drills.operations import Number, Unfit, magnitude, settled
from interviewprep.drills.quantity import Unit, in_unit
from interviewprep.drills.solution import answer_shown, slip_words
from interviewprep.drills.unit_words import UnknownUnit, unit_of, units_of


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One way to understand the number typed."""

    value: Number | None
    """In the unit asked for; None where the dimension is another."""
    written: Written
    note: str = ""


def judge(draw: Draw, typed: str, *, mental: bool = False, asked: bool = False) -> Judgement:
    """Judge an answer. `mental`: an order of magnitude is enough. `asked`: the case's missing number was asked for."""
    try:
        rest, word = _word(draw, typed)
        candidates = list(_candidates(draw, rest))
    except (Unreadable, UnknownUnit) as fault:
        return Judgement(Judged.UNREADABLE, Finding.UNREADABLE, (("reason", str(fault)),))
    measured = [candidate for candidate in candidates if candidate.value is not None]
    if not measured:
        first = candidates[0].written
        facts = _facts(draw, said=with_unit(shown(first.value), first.unit), unit=draw.drill.unit or "plain number")
        return Judgement(Judged.WRONG_DIMENSION, Finding.DIMENSION, facts, reading=dict(facts)["said"])
    for candidate in measured:
        finding = _right(draw, candidate, mental=mental)
        if finding:
            return _with_word(draw, _judgement(draw, Judged.RIGHT, finding, candidate), word)
    for candidate in measured:
        trap = _trap(draw, candidate)
        if trap:
            return _wrong_with_word(draw, trap, word)
    for candidate in measured:
        slip = _slip(draw, candidate, asked=asked)
        if slip:
            return _with_word(draw, slip, word)
    return _wrong_with_word(draw, _how_far(draw, measured[0]), word)


_BETWEEN = re.compile(r"\b(?:and|it|is|so|but|then|will)\b", re.IGNORECASE)

# --- understanding --------------------------------------------------------------------------------------------------


def _word(draw: Draw, typed: str) -> tuple[str, str]:
    """What was typed without the second answer, and which of its words was meant."""
    verdict = draw.drill.verdict
    if verdict is None or len(typed) > MAX_TEXT:
        return typed, ""
    for option in sorted(verdict.words, key=len, reverse=True):
        heads = [option, re.split(r"[\s-]", option)[0]]
        unique = sum(heads[1].lower() == re.split(r"[\s-]", other)[0].lower() for other in verdict.words) == 1
        for spelled in heads if unique else heads[:1]:
            stem = spelled.removesuffix("s") if len(spelled) > 3 else spelled
            pattern = r"[\s-]*".join(re.escape(part) for part in re.split(r"[\s-]+", stem))
            found = re.search(rf"[\s,;(]*\b{pattern}\w*(?:[\s-]*bound\b)?[\s,;:)]*", typed, re.IGNORECASE)
            if found:
                rest = _BETWEEN.sub(" ", f"{typed[: found.start()]} {typed[found.end() :]}")
                return rest.strip(" ,;:"), option
    return typed, ""


def _candidates(draw: Draw, typed: str) -> Iterator[_Candidate]:
    wanted = unit_of(draw.drill.unit)
    unknown: UnknownUnit | None = None
    some = False
    for written in readings(typed):
        if not written.unit:
            some = True
            yield _Candidate(written.value, written, written.note)
            continue
        try:
            units = _units(written, wanted)
        except UnknownUnit as fault:
            unknown = fault
            continue
        for factor, unit in units:
            some = True
            value = in_unit(written.value * factor, unit, wanted)
            yield _Candidate(value, written, written.note or unit.note)
    if not some and unknown:
        raise unknown


def _units(written: Written, wanted: Unit) -> list[tuple[Fraction, Unit]]:
    """Readings of the unit text, with the factor that a second amount (`5 min 30 s`) puts on the first."""
    compound = re.fullmatch(r"(\D+?)\s*(\d.*)", written.unit)
    if compound is None:
        return [(Fraction(1), unit) for unit in units_of(written.unit, labels=wanted.counts)]
    unit = unit_of(compound.group(1))
    rest = readings(compound.group(2))[0]
    more = in_unit(rest.value, unit_of(rest.unit), unit) if rest.unit else None
    if more is None or written.value == 0:
        raise UnknownUnit(written.unit)
    return [(Fraction(1) + Fraction(more) / Fraction(written.value), unit)]


# --- right ----------------------------------------------------------------------------------------------------------


def _right(draw: Draw, candidate: _Candidate, *, mental: bool) -> Finding | None:
    assert candidate.value is not None
    if draw.drill.tolerance.allows(candidate.value, draw.answer, draw.numbers):
        return Finding.RIGHT
    if draw.drill.accept is not None:
        try:
            if draw.drill.accept.number({**draw.numbers, "said": candidate.value}):
                return Finding.AS_GOOD
        except Unfit:
            return None
    if mental and _near(candidate.value, draw.answer, draw.drill.unit):
        return Finding.ESTIMATE
    return None


def _near(value: Number, answer: Number, unit: str) -> bool:
    """Within half a power of ten; shares and ratios within a quarter, since there a factor of three says nothing."""
    if value * answer <= 0:
        return value == answer
    ratio = float(value / answer)
    if unit.startswith("%") or unit in {"", "×"}:
        return 0.75 <= ratio <= 1.25
    return magnitude(math.log10(ratio)) <= 0.5


def _with_word(draw: Draw, judgement: Judgement, word: str) -> Judgement:
    if not draw.verdict:
        return judgement
    if word == draw.verdict:
        return replace(judgement, word_right=True)
    finding = Finding.WORD_WRONG if word else Finding.WORD_MISSING
    judged = Judged.WRONG if word else Judged.RIGHT_BUT
    facts = _facts(draw, word=draw.verdict)
    return replace(judgement, judged=judged, finding=finding, facts=facts, word_right=False if word else None)


def _wrong_with_word(draw: Draw, judgement: Judgement, word: str) -> Judgement:
    return replace(judgement, word_right=word == draw.verdict) if draw.verdict and word else judgement


# --- slips ----------------------------------------------------------------------------------------------------------


def _trap(draw: Draw, candidate: _Candidate) -> Judgement | None:
    assert candidate.value is not None
    for trap in draw.drill.traps:
        value = trap.value(draw.numbers)
        if value is not None and draw.drill.tolerance.allows(candidate.value, value, draw.numbers):
            return _judgement(draw, Judged.TRAPPED, Finding.TRAP, candidate, words=slip_words(draw, trap))
    return None


def _slip(draw: Draw, candidate: _Candidate, *, asked: bool) -> Judgement | None:
    """Right in another unit than the one asked for, or under another assumption."""
    assert candidate.value is not None
    drill, value = draw.drill, candidate.value

    def fits(other: Number) -> bool:
        return drill.tolerance.allows(other, draw.answer, draw.numbers)

    unit_text = candidate.written.unit or drill.unit
    swapped = _other_prefix(unit_text)
    if swapped:
        ratio = unit_of(swapped).scale() / unit_of(unit_text).scale()
        if magnitude(value * ratio - draw.answer) <= magnitude(draw.answer) / 200:
            facts = {"other": swapped, "unit": unit_text, "ratio": shown(ratio)}
            return _judgement(draw, Judged.RIGHT_BUT, Finding.BINARY_PREFIX, candidate, **facts)
    if not candidate.written.unit:
        if drill.unit.startswith("%") and fits(value * 100):
            return _judgement(draw, Judged.RIGHT_BUT, Finding.SHARE, candidate)
        if not drill.unit and magnitude(draw.answer) <= 1 and fits(value / 100):
            return _judgement(draw, Judged.RIGHT_BUT, Finding.PER_CENT, candidate)
        scale = unit_of(drill.unit).scale() if drill.unit else Fraction(1)
        prefix = scale / _base_scale(drill.unit)
        if prefix >= 1000 and fits(value / prefix):
            return _judgement(draw, Judged.RIGHT_BUT, Finding.BASE_UNIT, candidate)
    return _assumption(draw, candidate, asked=asked)


def _base_scale(unit_text: str) -> Fraction:
    """The scale of a unit without the prefix of its first word: of TB/s that of B/s."""
    bare = re.sub(r"^(?:[kKMGTP]i?|µ|u)(?=(?:B|b|FLOP|bit|bits|byte|bytes|J|W|Hz)\b)", "", unit_text)
    bare = re.sub(r"^(?:thousand|million|billion|trillion)\s*", "", bare)
    return unit_of(bare).scale()


def _other_prefix(unit_text: str) -> str:
    """GB for GiB and the other way round, "" where there is no such prefix."""
    found = re.search(r"\b([kKMGTP])(i?)(B|bit|b|byte|bytes)\b", unit_text)
    if found is None:
        return ""
    letter, binary, unit = found.groups()
    other = (("k" if letter == "K" else letter) if binary else ("K" if letter == "k" else letter) + "i") + unit
    return unit_text[: found.start()] + other + unit_text[found.end() :]


def _assumption(draw: Draw, candidate: _Candidate, *, asked: bool) -> Judgement | None:
    case = draw.drill.case
    if asked or draw.help is not Help.CASE or case is None or case.low is None or case.high is None:
        return None
    assert candidate.value is not None
    ends = []
    for end in (case.low, case.high):
        names = {**draw.numbers, case.missing: end(draw.numbers)}
        try:
            for step in (*draw.drill.steps, draw.drill.final):
                names[step.name] = step.formula.number(names)
        except Unfit:
            return None
        answer = names["answer"]
        assert not isinstance(answer, tuple)
        ends.append(answer)
    low, high = min(ends), max(ends)
    tolerance = draw.drill.tolerance
    inside = low <= candidate.value <= high or any(tolerance.allows(candidate.value, end, draw.numbers) for end in ends)
    return _judgement(draw, Judged.RIGHT_BUT, Finding.ASSUMPTION, candidate) if inside else None


# --- wrong ----------------------------------------------------------------------------------------------------------


def _how_far(draw: Draw, candidate: _Candidate) -> Judgement:
    value, answer = candidate.value, draw.answer
    assert value is not None
    step = _step(draw, candidate)
    if step:
        return _judgement(draw, Judged.WRONG, Finding.STEP, candidate, words=step)
    if value == 0 or answer == 0:
        return _judgement(draw, Judged.WRONG, Finding.ZERO, candidate)
    if value * answer < 0:
        return _judgement(draw, Judged.WRONG, Finding.SIGN, candidate)
    large = value > answer
    ratio = float(value / answer if large else answer / value)
    facts = {"way": "large" if large else "small", "factor": shown(ratio, 2)}
    if draw.drill.counts and magnitude(value - answer) <= 2:
        return _judgement(
            draw, Judged.WRONG, Finding.COUNT, candidate, difference=shown(magnitude(settled(value - answer)), 3)
        )
    tens, twos = round(math.log10(ratio)), round(math.log2(ratio))
    if tens >= 1 and magnitude(ratio / 10**tens - 1) < 0.03:
        facts["factor"] = shown(10**tens)
        return _judgement(draw, Judged.WRONG, Finding.POWER_OF_TEN, candidate, **facts)
    if twos == 3 and magnitude(ratio / 8 - 1) < 0.03 and re.search(r"B\b|bit|byte", draw.drill.unit):
        return _judgement(draw, Judged.WRONG, Finding.BITS, candidate, **facts)
    if twos >= 1 and magnitude(ratio / 2**twos - 1) < 0.03:
        facts["factor"] = shown(2**twos)
        return _judgement(draw, Judged.WRONG, Finding.POWER_OF_TWO, candidate, **facts)
    if ratio < 1.5:
        percent = shown(magnitude(float(value / answer) - 1) * 100, 2)
        return _judgement(draw, Judged.WRONG, Finding.NEAR, candidate, percent=percent, way=facts["way"])
    return _judgement(draw, Judged.WRONG, Finding.FACTOR, candidate, **facts)


def _step(draw: Draw, candidate: _Candidate) -> str:
    """Which step's value it is, in the card's words."""
    for step in draw.drill.steps:
        value = draw.numbers[step.name]
        if not step.words or isinstance(value, tuple) or value == 0:
            continue
        typed: Number | None = candidate.written.value
        if candidate.written.unit:
            try:
                typed = in_unit(candidate.written.value, unit_of(candidate.written.unit), unit_of(step.unit))
            except UnknownUnit:
                typed = None
        if typed is not None and magnitude(typed - value) <= magnitude(value) * Fraction(1, 200):
            return step.words
    return ""


def _judgement(draw: Draw, judged: Judged, finding: Finding, candidate: _Candidate, **facts: str) -> Judgement:
    assert candidate.value is not None
    reading = with_unit(shown(candidate.value), draw.drill.unit)
    return Judgement(judged, finding, _facts(draw, **facts), reading, candidate.note, float(candidate.value))


def _facts(draw: Draw, **facts: str) -> tuple[tuple[str, str], ...]:
    return (("answer", answer_shown(draw)), *facts.items())
