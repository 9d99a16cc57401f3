"""From a note's fields to cards: question and answer as Markdown, put where a deck file has them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewprep.cards.cloze import gaps
from interviewprep.cards.deck_writer import settled_heading
from interviewprep.cards.model import Attributes, Card, Part, PartName
from interviewprep.formats.anki.occlusion import occlusion_of
from interviewprep.formats.anki.template import Sides, Steps, cloze_fields, is_field_empty, rendered
from interviewprep.formats.html.markdown import Converted, markdown_of
from interviewprep.formats.html.markdown_text import one_line

_LONGEST_HEADING = 300
_TAG_SIGN = re.compile(r"[^\w:/+.&'-]")
_MOST_TAGS = 50
_LONGEST_TAG = 100
# They would change how a card is asked.
_MEANT = frozenset(("both-ways", "ordered", "code", "hide-one"))
_SOME = Attributes("id")
_NO_HEADING = re.compile(r"#{1,6} |>|[-*+] |\d{1,9}[.)] |\||```|~~~|!\[|\$\$|---|<")


@dataclass(slots=True)
class Account:
    """What was met on the way that the user should know of."""

    remote: dict[str, int] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    """Kinds of things that could not be kept, with the number of cards."""
    steps: Steps = field(default_factory=Steps)

    def add(self, *converted: Converted) -> None:
        for one in converted:
            if one.remote or one.missing or one.dropped:
                for count, names in ((self.remote, one.remote), (self.missing, one.missing), (self.told, one.dropped)):
                    for name in names:
                        count[name] = count.get(name, 0) + 1

    def tell(self, kinds: Sequence[str]) -> None:
        for kind in kinds:
            self.told[kind] = self.told.get(kind, 0) + 1


def recall_card(
    sides: Sides,
    values: Mapping[str, str],
    media: Mapping[str, str],
    attributes: Attributes,
    deck: str,
    account: Account,
) -> Card | None:
    """The card of one template; None where its question is empty."""
    front = rendered(sides.front, values, asks=True)
    back = rendered(sides.back, values, asks=False)
    account.steps.spend(front, back)
    question, answer = markdown_of(front.html, media), markdown_of(back.html, media)
    if not question.markdown:
        return None
    account.add(question, answer)
    account.tell(sides.told)
    answered = answer.markdown
    if answered.startswith((f"{question.markdown}\n", f"{question.markdown}\\\n")):
        # A template without an answer line says the question once more.
        answered = answered[len(question.markdown) :].lstrip("\\\n").removeprefix("---\n").lstrip("\n")
    hints = _hints(front.hints, media, account)
    heading, body = split_question(question.markdown, deck)
    if not body and not hints:
        return Card(heading, attributes, answered)
    if not body:
        return Card(heading, attributes, "", (*hints, Part(PartName.ANSWER, answered)))
    return Card(heading, attributes, body, (*hints, Part(PartName.ANSWER, answered)))


def cloze_card(
    sides: Sides,
    values: Mapping[str, str],
    media: Mapping[str, str],
    attributes: Attributes,
    deck: str,
    account: Account,
) -> Card | None:
    """The one card of a cloze note, its gaps in their groups; None where there is no gap."""
    if any("image-occlusion:" in values.get(name, "") for name in cloze_fields(sides.front)):
        occlusion = occlusion_of(values, cloze_fields(sides.front)[0], media)
        account.add(*occlusion.converted)
        account.tell(occlusion.told)
        if not occlusion.body:
            return None
        heading = occlusion.heading or one_line(deck) or "Picture"
        if occlusion.hides_one:
            attributes = replace(attributes, tags=(*attributes.tags, "hide-one"))
        extra = (Part(PartName.ANSWER, occlusion.answer),) if occlusion.answer else ()
        return Card(heading, attributes, occlusion.body, extra)
    front = rendered(sides.front, values, asks=True, is_cloze=True)
    back = rendered(sides.back, values, asks=False, is_cloze=True)
    account.steps.spend(front, back)
    question = markdown_of(front.html, media, gaps=True)
    if not gaps(question.markdown):
        return None
    answer = Converted("") if is_field_empty(back.html) else markdown_of(back.html, media)
    account.add(question, answer)
    account.tell(sides.told)
    heading, body = split_question(question.markdown, deck)
    hints = _hints(front.hints, media, account)
    parts = (*hints, Part(PartName.ANSWER, answer.markdown)) if answer.markdown else hints
    return Card(heading, attributes, body, parts)


def split_question(markdown: str, deck: str) -> tuple[str, str]:
    """A question as heading and body, which never repeat each other; the deck's name heads what no line can head."""
    line, _, rest = markdown.partition("\n")
    if _NO_HEADING.match(markdown) or len(line) > _LONGEST_HEADING:
        return one_line(deck) or "Picture", markdown
    heading = line.removesuffix("\\") if rest else line
    return (settled_heading(heading, _SOME) if heading.endswith("#") else heading), rest.lstrip("\n")


def attributes_of(guid: str, template: int, tags: Sequence[str]) -> Attributes:
    digest = hashlib.sha1(f"{guid}:{template}".encode(), usedforsecurity=False).hexdigest()
    return Attributes(f"anki-{digest[:12]}", tuple(tags))


def tag_names(tags: str) -> tuple[str, ...]:
    """Anki's tags as ours; the tag that marks a card is left out."""
    names: dict[str, None] = {}
    for tag in tags.split()[:_MOST_TAGS]:
        if tag.lower() == "marked":
            continue
        name = _TAG_SIGN.sub("-", tag[:_LONGEST_TAG])
        if not name[0].isalpha() and name[0] != "_":
            name = f"_{name}"
        names[f"{name}_" if name in _MEANT else name] = None
    return tuple(names)


def is_marked(tags: str) -> bool:
    return "marked" in tags.lower().split()


def _hints(hints: Sequence[str], media: Mapping[str, str], account: Account) -> tuple[Part, ...]:
    converted = [markdown_of(hint, media) for hint in hints]
    account.add(*converted)
    text = "\n\n".join(one.markdown for one in converted if one.markdown)
    return (Part(PartName.HINT, text),) if text else ()
