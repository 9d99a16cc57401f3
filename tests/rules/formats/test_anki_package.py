"""Packages made by Anki 26.9, compared one by one with what Anki itself shows and says of them."""

from __future__ import annotations

import hashlib
import json
import random
import re
import time
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from interviewprep.cards.deck_file import read as read_deck
from interviewprep.cards.deck_writer import write
from interviewprep.cards.faces import cloze_groups, faces
from interviewprep.cards.model import Deck, Kind, PartName, Topic
from interviewprep.cards.parts import gaps, kind_of, question_of
from interviewprep.formats.anki.past import sm2_memory
from interviewprep.formats.foreign import Choices, Foreign, ForeignCard, NotReadable
from interviewprep.formats.recognise import format_of, head_of, read_foreign
from interviewprep.memory.review import State
from interviewprep.rendering.render import show

SAMPLES = Path(__file__).parents[2] / "samples" / "anki"
EVERYTHING = ("everything.apkg", "everything-legacy.apkg", "everything.colpkg", "everything-legacy.colpkg")
PAST = ("past-fsrs.apkg", "past-fsrs-legacy.apkg", "past-sm2.apkg", "past-sm2-legacy.apkg")


def theirs(name: str) -> dict[str, Any]:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def ours(name: str, **choices: Any) -> tuple[Foreign, dict[str, tuple[tuple[str, ...], ForeignCard]]]:
    foreign = read_foreign(SAMPLES / name, Choices(**choices))
    return foreign, {card.key: (deck.names, card) for deck in foreign.decks for card in deck.cards}


def said(html: str) -> str:
    """What HTML shows, without any blank: text, pictures, sounds, formulas. For ours and for Anki's."""
    html = re.sub(r"<!--.*?-->|<script.*?</script>|<style.*?</style>", "", html, flags=re.S)
    html = re.sub(r"<a class=hint.*?</a>\s*<div id=\"hint\w+\" class=hint[^>]*>.*?</div>", "", html, flags=re.S)
    html = re.sub(r"\[anki:play:\w:\d+\]|<a href=\"sound:[^>]*>.*?</a>", "♪", html)
    html = re.sub(r"<img class=latex alt=\"([^\"]*)\"[^>]*>", r"\1", html)
    html = re.sub(r"<span class=\"missing\">.*?</span>", "▣", html)
    html = re.sub(r"<a href=\"[^\"]*\">picture at [^<]*</a>", "▣", html)
    html = re.sub(r"<img(?: src=\"[^\"]*\")?(?: alt=\"([^\"]*)\")?[^>]*>", r"▣\1", html)
    html = re.sub(r"<rt>(.*?)</rt>", r"(\1)", html)
    text = unescape(re.sub(r"<[^>]*>", "", html))
    text = re.sub(r"\\[()\[\]]|\[/?(?:\$\$?|latex)\]|\$", "", text) if "\\" in text or "[$" in text else text
    return "".join(text.replace("…", "...").split())


def shown_parts(theirs_: dict[str, Any]) -> tuple[str, str]:
    question = theirs_["question"].replace("[[type:Back]]", "")
    answer = theirs_["answer"].replace("[[type:Back]]", theirs_["fields"][1])
    if "<hr id=answer>" in answer:
        return said(question), said(answer.partition("<hr id=answer>")[2])
    if theirs_["kind"] == "Own":
        return said(question), said(answer.removeprefix(question))
    return said(question), said(answer)


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_card_shows_what_anki_shows(name):
    foreign, cards = ours(name)
    expected = theirs(name)["cards"]
    seen = set()
    for their in expected:
        is_cloze = their["kind"] in ("Cloze", "Image Occlusion")
        key = f"anki:{their['guid']}:{0 if is_cloze else their['ord']}"
        seen.add(key)
        names, card = cards[key]
        assert "::".join(names) == their["deck"]
        if their["kind"] == "Image Occlusion" or re.match(r"\{\{c1::outer|\\\(a", their["fields"][0]):
            continue
        groups = {found[0].group: face for face, found in cloze_groups(question_of(card.card)).items()}
        face = groups[f"c{their['ord'] + 1}"] if is_cloze else "front"
        media = {medium.name for medium in foreign.media}
        shown = show(card.card, face, media=media.__contains__)
        question, answer = shown_parts(their)
        deck = names[-1] if card.card.heading == names[-1] else ""
        assert said(shown.question).removeprefix(deck) == question.replace("picturebig", "▣big"), card.place
        assert said(shown.answer) == answer, card.place
    assert seen == set(cards)
    assert [skipped.place for skipped in foreign.skipped] == ["lung.svg"]


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_package_becomes_decks_that_are_read_back_without_a_fault(name):
    for deck in ours(name)[0].decks:
        written = Deck(topics=(Topic(cards=tuple(card.card for card in deck.cards)),))
        reading = read_deck(write(written), "deck.md")
        assert [problem for problem in reading.problems if problem.severity == "error"] == []
        assert [(card.heading, card.body) for card in reading.deck.cards()] == [
            (card.card.heading, card.card.body) for card in deck.cards
        ]


def test_all_versions_of_a_package_hold_the_same():
    first, *others = [ours(name) for name in EVERYTHING[:2]]
    for other in others:
        assert other[1] == first[1]
        assert {(medium.name, medium.size) for medium in other[0].media} == {
            (medium.name, medium.size) for medium in first[0].media
        }


@pytest.mark.parametrize("name", EVERYTHING)
def test_media_come_whole_and_are_named_by_content(name):
    foreign, _ = ours(name)
    digests = {medium: hashlib.sha1(b"".join(medium.chunks())).hexdigest() for medium in foreign.media}
    expected = {digest for theirs_, digest in theirs(name)["media"].items() if not theirs_.endswith(".svg")}
    assert set(digests.values()) == expected
    for medium, digest in digests.items():
        assert re.fullmatch(rf"media/[\w.-]+-{digest[:8]}\.(png|wav|mp3)", medium.name)
        assert medium.size == sum(map(len, medium.chunks()))


def test_what_cannot_be_kept_is_told():
    notices = "\n".join(ours("everything.apkg")[0].notices)
    for words in ("example.org", "none.png", "gaps inside gaps", "ellipses", "polygons", "speech", "9lives"):
        assert words in notices


def test_tags_become_ours_and_a_mark_is_kept():
    _, cards = ours("everything.colpkg")
    by_heading = {card.card.heading: card for _, card in cards.values()}
    assert by_heading["What is a cell?"].card.attributes.tags == ("bio::cell", "easy")
    assert by_heading["Which organ?"].marked
    assert by_heading["Which organ?"].card.attributes.tags == ()
    assert set(by_heading["漢字(かんじ)"].card.attributes.tags) == {"語", "two-words", "_9lives", "a/b"}


def test_an_occluded_picture_is_a_cloze_of_areas_in_tenths_of_a_per_cent():
    card = next(card.card for _, card in ours("everything.apkg")[1].values() if "area:" in card.card.body)
    assert kind_of(card) is Kind.CLOZE
    assert card.heading == "Where is it?"
    assert [(gap.group, gap.text) for gap in gaps(card.body)] == [
        ("c1", "area: 10 20 30 40"),
        ("c2", "area: 50 50 20 40"),
        ("c2", "area: 70 10 20 25"),
    ]
    assert len(faces(card)) == 2
    assert "On the **map**" in card.part(PartName.ANSWER)


def test_gaps_in_gaps_lie_side_by_side_and_those_in_formulas_hold_formulas():
    bodies = [card.card.heading for _, card in ours("everything.apkg")[1].values()]
    assert "{{c1::outer}} {{c2::inner}} {{c1::end}} of it" in bodies
    assert "$a =$ {{c1::$b$}} $+ c$ and {{c2::$x^2$}}" in bodies


@pytest.mark.parametrize("name", PAST)
def test_where_each_card_stands_is_what_anki_says(name):
    foreign, cards = ours(name, with_past=True)
    found = theirs(name)
    assert foreign.has_past
    for their in found["cards"]:
        is_cloze = their["kind"] == "Cloze"
        _, card = cards[f"anki:{their['guid']}:{0 if is_cloze else their['ord']}"]
        groups = {gap[0].group: face for face, gap in cloze_groups(question_of(card.card)).items()}
        face = groups[f"c{their['ord'] + 1}"] if is_cloze else "front"
        memory = next((memory for memory in card.memories if memory.face == face), None)
        if memory is None:
            assert their["type"] == 0
            assert their["queue"] != -1
            continue
        assert memory.state == their["type"]
        assert memory.suspended == (their["queue"] == -1)
        if memory.state is State.NEW:
            continue
        assert (memory.reviews, memory.lapses) == (their["reps"], their["lapses"])
        assert memory.interval == (their["ivl"] if memory.state is State.REVIEW else 0)
        if their["due"] > 1_000_000_000:
            assert memory.due_ms == their["due"] * 1000
        if their["stability"]:
            assert memory.stability == pytest.approx(their["stability"], rel=1e-3)
            assert memory.difficulty == pytest.approx(their["difficulty"], rel=1e-3)
        elif memory.state is State.REVIEW:
            assert (memory.stability, memory.difficulty) == sm2_memory(their["factor"] / 1000, their["ivl"])


@pytest.mark.parametrize("name", PAST)
def test_the_whole_log_of_reviews_comes_along(name):
    _, cards = ours(name, with_past=True)
    for their in theirs(name)["cards"]:
        is_cloze = their["kind"] == "Cloze"
        _, card = cards[f"anki:{their['guid']}:{0 if is_cloze else their['ord']}"]
        groups = {gap[0].group: face for face, gap in cloze_groups(question_of(card.card)).items()}
        face = groups[f"c{their['ord'] + 1}"] if is_cloze else "front"
        mine = [
            (review.at_ms, int(review.rating), review.interval, review.duration_ms)
            for review in card.reviews
            if review.face == face
        ]
        assert mine == [(at, ease, max(ivl, 0), ms) for at, ease, ivl, ms, kind in their["log"] if ease and kind < 4]


@pytest.mark.parametrize("name", PAST)
def test_due_days_are_those_of_anki_after_its_own_import(name):
    """That collection counts its days from another day, so the numbers differ and the days must not."""
    found = theirs(name)
    _, cards = ours(name, with_past=True)
    checked = 0
    for their in found["cards"]:
        if their["type"] == 2 and their["kind"] == "Basic":
            (memory,) = cards[f"anki:{their['guid']}:0"][1].memories
            day_starts = (found["crt"] + their["due"] * 86_400) * 1000
            assert day_starts <= memory.due_ms < day_starts + 86_400_000
            checked += 1
    assert checked == 4


def test_without_the_wish_no_past_is_read_but_its_presence_is_told():
    foreign, cards = ours("past-fsrs.apkg")
    assert foreign.has_past
    assert not any(card.memories or card.reviews for _, card in cards.values())


def test_a_package_is_known_by_content_whatever_its_name(tmp_path):
    for name in (*EVERYTHING, *PAST):
        other = tmp_path / "holiday.jpg"
        other.write_bytes((SAMPLES / name).read_bytes())
        found = format_of(head_of(other))
        assert found
        assert found.name == "anki"


def test_a_bare_collection_is_read(tmp_path):
    bare = tmp_path / "collection.anki2"
    with zipfile.ZipFile(SAMPLES / "past-sm2-legacy.apkg") as package:
        bare.write_bytes(package.read("collection.anki21"))
    before = bare.read_bytes()
    assert sum(len(deck.cards) for deck in read_foreign(bare).decks) == 9
    assert bare.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["collection.anki2"]


def test_cancelling_comes_out_as_it_was_raised():
    class Cancelled(Exception):
        pass

    def say(text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_foreign(SAMPLES / "everything.apkg", Choices(), say)


@pytest.mark.parametrize("name", ["everything.apkg", "past-sm2-legacy.apkg"])
def test_a_package_with_broken_bytes_is_read_or_refused_and_nothing_else(name, tmp_path):
    sound = (SAMPLES / name).read_bytes()
    chance = random.Random(name)
    broken = tmp_path / "broken.apkg"
    started = time.monotonic()
    for attempt in range(60):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 1, 3, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if attempt % 10 == 0:
            data = data[: chance.randrange(len(data))]
        broken.write_bytes(data)
        try:
            read_foreign(broken, Choices(with_past=True))
        except NotReadable as refusal:
            assert str(refusal).startswith(str(broken))
    assert time.monotonic() - started < 60


def test_a_collection_with_broken_bytes_is_read_or_refused_and_nothing_else(tmp_path):
    with zipfile.ZipFile(SAMPLES / "past-sm2-legacy.apkg") as package:
        sound = package.read("collection.anki21")
    chance = random.Random(7)
    broken = tmp_path / "broken.anki2"
    for _ in range(60):
        data = bytearray(sound)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        broken.write_bytes(data)
        try:
            read_foreign(broken, Choices(with_past=True))
        except NotReadable as refusal:
            assert str(refusal).startswith(str(broken))
