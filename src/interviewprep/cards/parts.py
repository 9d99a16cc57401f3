"""What a card's text means: its kind, its question and answer, and the values that stand in its parts.

Everything is computed from the Markdown of the card when it is asked for; a card keeps nothing but its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewprep.cards.attributes import split_attributes
from interviewprep.cards.cloze import Gap, gaps
from interviewprep.cards.lists import Item, items
from interviewprep.cards.model import Attributes, Card, Kind, PartName
from interviewprep.cards.spans import Span, SpanKind, is_inside, spans

__all__ = [
    "Computation",
    "FollowUp",
    "Gap",
    "KeyPoint",
    "Option",
    "answer_of",
    "computations",
    "follow_ups",
    "gaps",
    "inline_attributes",
    "key_points",
    "kind_of",
    "options",
    "question_of",
    "rubric",
    "sources",
    "stem_of",
]


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a choice. `text` and `reason` are Markdown; `line` is its line in the file."""

    text: str
    right: bool
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """What an answer must contain, and the words by which a typed answer is seen to contain it.

    `also`: phrases as good as the text. `needs`: of each inner tuple one must be there. `never`: phrases that refute.
    """

    id: str
    text: str
    also: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`condition` is well formed (`missed:ID`, `hit:ID`, `score>=N`, `score<=N`) or "" for always."""

    text: str
    condition: str


@dataclass(frozen=True, slots=True)
class Computation:
    """A claim about a shown number: `expression` gives `shown`, within `tolerance` ("0.05", "1 %", "" for rounding)."""

    expression: str
    shown: str
    tolerance: str
    line: int


CONDITION = re.compile(r"(?:missed|hit):[A-Za-z0-9._-]+|score(?:>=|<=)[1-4]")
TASK = re.compile(r"\[([ xX])\](?:[ \t]+|(?=\n|\Z))")

_REASON = re.compile(r"[ \t\n](?:—|–|--|——)[ \t\n]|——")
_COMMA = re.compile(r"(?<!\d),|,(?!\d)|[，、]")
_OR = re.compile(r" or ")
_HINT = re.compile(r"(also|needs|never)[ \t]*[:：][ \t]*", re.I)
_EQUALS = re.compile(r"(?<![=<>!])=(?!=)")
_CHECK = re.compile(r"<!--[ \t\n]*check:(.*)-->", re.S)


def kind_of(card: Card) -> Kind:
    """How the card is asked; the first rule that fits decides."""
    if card.has(PartName.FORMULA):
        return Kind.DRILL
    if has_right_option(card) and is_choice(task_options(card)):
        return Kind.CHOICE
    if ("{{" in card.heading or "{{" in card.body) and gaps(heading_and_body(card)):
        return Kind.CLOZE
    return plain_kind(card)


def plain_kind(card: Card) -> Kind:
    """The kind of a card with neither formula, options nor gaps."""
    if card.has(PartName.KEY_POINTS):
        return Kind.OPEN
    return Kind.CODE if "code" in card.attributes.tags else Kind.RECALL


def question_of(card: Card) -> str:
    """What is asked, as Markdown: the heading, and the text below it where that is no answer."""
    if card.body and not card.has(PartName.ANSWER) and kind_of(card) in {Kind.RECALL, Kind.CODE}:
        return card.heading
    return heading_and_body(card)


def answer_of(card: Card) -> str:
    """What is shown after it, as Markdown; "" where the kind has its own way (a drill computes it).

    A choice without an Answer is answered by its right options, a cloze by the words in its gaps.
    """
    if card.has(PartName.ANSWER):
        return card.part(PartName.ANSWER)
    match kind_of(card):
        case Kind.RECALL | Kind.CODE:
            return card.body
        case Kind.CHOICE:
            return "\n".join(f"- {option.text}" for option in options(card) if option.right)
        case Kind.CLOZE:
            return "; ".join(gap.text for gap in gaps(heading_and_body(card)))
        case _:
            return ""


def stem_of(card: Card) -> str:
    """The question of a choice without its options."""
    tasks = _tasks(card.body)
    if not tasks:
        return question_of(card)
    before, behind = card.body[: tasks[0][0].start].rstrip(), card.body[tasks[-1][0].end :].strip("\n")
    rest = "\n\n".join(filter(None, (before, behind)))
    return f"{card.heading}\n\n{rest}" if rest else card.heading


def options(card: Card) -> tuple[Option, ...]:
    """The options of a choice in the order written; () where the card is none."""
    found = task_options(card) if has_right_option(card) else ()
    return found if is_choice(found) else ()


def has_right_option(card: Card) -> bool:
    """A quick look; the box may still stand in code."""
    return "[x]" in card.body or "[X]" in card.body


def is_choice(listed: tuple[Option, ...]) -> bool:
    return len(listed) > 1 and any(option.right for option in listed)


def task_options(card: Card) -> tuple[Option, ...]:
    """The task list below the heading, whether or not it makes a choice."""
    return tuple(_option(card, item, box) for item, box in _tasks(card.body))


def _tasks(body: str) -> list[tuple[Item, re.Match[str]]]:
    if "[ ]" not in body and "[x]" not in body and "[X]" not in body:
        return []
    return [(item, box) for item in items(body) if (box := TASK.match(item.text))]


def _option(card: Card, item: Item, box: re.Match[str]) -> Option:
    whole = item.text[box.end() :]
    if item.nested:
        whole = f"{whole}\n\n{item.nested}"
    text, reason = _parted_at_dash(whole)
    return Option(text.strip(), box[1] != " ", reason.strip(), card.body_line + item.line)


def _parted_at_dash(text: str) -> tuple[str, str]:
    dash = _REASON.search(text)
    if dash and ("`" in text or "$" in text or "~~~" in text):
        masked = spans(text)
        dashes = _REASON.finditer(text)
        dash = next((match for match in dashes if not is_inside(masked, match.start())), None)
    return (text[: dash.start()], text[dash.end() :]) if dash else (text, "")


def key_points(card: Card) -> tuple[KeyPoint, ...]:
    return tuple(key_point(item) for item in items(card.part(PartName.KEY_POINTS)))


def key_point(item: Item) -> KeyPoint:
    text, attributes = inline_attributes(item.text)
    hints: dict[str, list[str]] = {"also": [], "needs": [], "never": []}
    for below in items(item.nested) if item.nested else ():
        hint = _HINT.match(below.text)
        if hint:
            hints[hint[1].lower()] += _phrases(below.text[hint.end() :])
        else:
            text = f"{text}\n\n- {below.text}"
    needs = tuple(tuple(part.strip() for part in _OR.split(term)) for term in hints["needs"])
    return KeyPoint(attributes.id, text, tuple(hints["also"]), needs, tuple(hints["never"]))


def is_hint(item: Item) -> bool:
    """Whether an item below a key point is one of `also:`, `needs:`, `never:` and says something."""
    hint = _HINT.match(item.text)
    return hint is not None and bool(_phrases(item.text[hint.end() :]))


def _phrases(text: str) -> list[str]:
    return [phrase for part in _COMMA.split(text) if (phrase := " ".join(part.split()))]


def rubric(card: Card) -> tuple[str, ...]:
    """The anchors of the scores 1 to 4, as many as are written."""
    return tuple(item.text for item in items(card.part(PartName.RUBRIC)))


def follow_ups(card: Card) -> tuple[FollowUp, ...]:
    found = []
    for item in items(card.part(PartName.FOLLOW_UPS)):
        text, attributes = inline_attributes(item.text)
        condition = attributes.get("if")
        found.append(FollowUp(text, condition if CONDITION.fullmatch(condition) else ""))
    return tuple(found)


def sources(card: Card) -> tuple[str, ...]:
    """One text for each list item, or for each line where there is no list."""
    text = card.part(PartName.SOURCES)
    listed = tuple(item.text for item in items(text))
    return listed or tuple(line.strip() for line in text.split("\n") if line.strip())


def inline_attributes(text: str) -> tuple[str, Attributes]:
    """`text {#id .tag key=value}` parted; the text alone where it ends in no attributes."""
    return split_attributes(text.rstrip(" \t\n"))


def computations(card: Card) -> tuple[Computation, ...]:
    """What the card's `<!-- check: … -->` comments claim. A comment of another form has "" for `expression`."""
    found = []
    for text, line in texts_of(card):
        if "check:" not in text:
            continue
        for _, start, end in comments(text):
            claim = _CHECK.fullmatch(text, start, end)
            if claim:
                found.append(_computation(claim[1], line + text.count("\n", 0, start)))
    return tuple(found)


def comments(text: str) -> list[Span]:
    """The HTML comments of a text, without those that stand in code."""
    return [span for span in spans(text) if span.kind is SpanKind.COMMENT] if "<!--" in text else []


def texts_of(card: Card) -> tuple[tuple[str, int], ...]:
    """Every text of the card with the line where it begins."""
    parts = tuple((part.text, part.text_line) for part in card.parts)
    return ((card.heading, card.line), (card.body, card.body_line), *parts)


def _computation(claim: str, line: int) -> Computation:
    claim = " ".join(claim.split())
    signs = list(_EQUALS.finditer(claim))
    if not signs:
        return Computation("", claim, "", line)
    expression, right = claim[: signs[-1].start()].strip(), claim[signs[-1].end() :].strip()
    shown, _, tolerance = right.partition("±")
    return Computation(expression, shown.strip(), tolerance.strip(), line)


def heading_and_body(card: Card) -> str:
    return f"{card.heading}\n\n{card.body}" if card.heading and card.body else card.heading or card.body
