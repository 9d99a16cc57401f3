"""From a `Blueprint` to the text of its file, so that an adjusted interview can be kept as one's own."""

from __future__ import annotations

from collections.abc import Iterator

from interviewprep.cards.front_matter import scalar
from interviewprep.interview.blueprint import Blueprint, Section, Source


def write(blueprint: Blueprint) -> str:
    """The file's text; `read` gives the same blueprint back."""
    lines = ["---", f"interview: {_one_line(blueprint.title)}"]
    if blueprint.description:
        lines.append(f"description: {_one_line(blueprint.description)}")
    if blueprint.role:
        lines.append(f"role: {_one_line(blueprint.role)}")
    if blueprint.language:
        lines.append(f"language: {_value(blueprint.language)}")
    lines += [f"minutes: {blueprint.minutes:g}", f"stop: {blueprint.stop.value}"]
    lines.append(f"avoid_last: {blueprint.avoid_last}")
    if blueprint.extra_time != 1:
        lines.append(f"extra_time: {blueprint.extra_time:g}")
    lines.append("sections:")
    for section in blueprint.sections:
        lines += _section_lines(section)
    return "\n".join([*lines, "---", "", blueprint.briefing, ""])


def _section_lines(section: Section) -> Iterator[str]:
    yield f"  - name: {_value(section.name)}"
    yield f"    minutes: {section.minutes:g}"
    if section.questions:
        yield f"    questions: {section.questions}"
        if chosen := _source_text(section.source):
            yield f"    from: {{{chosen}}}"
    if section.think_s is not None:
        yield f"    think: {section.think_s}"
    if section.answer_s is not None:
        yield f"    answer: {section.answer_s}"
    if section.follow_ups:
        yield f"    follow_ups: {section.follow_ups}"
    if section.weight != 1:
        yield f"    weight: {section.weight:g}"
    if section.back:
        yield "    back: true"


def _source_text(source: Source) -> str:
    lists = {
        "decks": source.decks,
        "tags": source.tags,
        "levels": tuple(level.value for level in source.levels),
        "kinds": tuple(kind.value for kind in source.kinds),
        "leaves": source.leaves,
    }
    return ", ".join(f"{key}: [{', '.join(map(_value, texts))}]" for key, texts in lists.items() if texts)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _value(text: str) -> str:
    return scalar(_one_line(text))
