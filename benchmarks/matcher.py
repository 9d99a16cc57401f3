"""What docs/matcher.md says of the matcher, measured: `python benchmarks/matcher.py [pairs|model-answers|speed|count]`.

`pairs` judges the hand-labelled pairs in tests/samples; `model-answers` looks for each open card's points in its own
answer; `count` writes the table of word frequencies anew from the shipped decks. Everything is deterministic but speed.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from time import perf_counter
from typing import Any

from interviewprep.cards.deck_file import read_bytes
from interviewprep.cards.model import Card, Kind
from interviewprep.cards.parts import KeyPoint, answer_of, key_points, kind_of, texts_of
from interviewprep.interview.corpus import as_table, corpus_of
from interviewprep.interview.matching import THRESHOLD, Hit, match_points

ROOT = Path(__file__).parent.parent
PAIRS = ROOT / "tests" / "samples" / "matcher_pairs.json"
TABLE = ROOT / "src" / "interviewprep" / "interview" / "word_counts.txt"
THRESHOLDS = (0.3, 0.4, THRESHOLD, 0.6, 0.7)
PARTS = ("tuning", "second tuning", "held-out", "second held-out")
DRAWS = 1000


@dataclass(frozen=True)
class Pair:
    card: str
    kind: str
    point: KeyPoint
    hit: Hit
    right: bool


def cards() -> Iterator[tuple[Path, Card]]:
    for path in sorted((ROOT / "decks").rglob("*.md")):
        yield from ((path, card) for card in read_bytes(path.read_bytes(), str(path)).deck.cards())


def point_from(fields: dict[str, Any]) -> KeyPoint:
    needs = tuple(tuple(group) for group in fields.get("needs", ()))
    return KeyPoint(fields["id"], fields["text"], tuple(fields.get("also", ())), needs, tuple(fields.get("never", ())))


def pairs(part: str) -> list[Pair]:
    found = []
    for question in json.loads(PAIRS.read_text("utf-8")):
        if question["part"] != part:
            continue
        points = tuple(map(point_from, question["points"]))
        for answer in question["answers"]:
            for point, hit in zip(points, match_points(answer["text"], points), strict=True):
                found.append(Pair(question["card"], answer["kind"], point, hit, point.id in answer["hits"]))
    return found


def precision_recall(found: Iterable[Pair], threshold: float = THRESHOLD) -> tuple[float, float]:
    counts = Counter((pair.hit.score >= threshold, pair.right) for pair in found)
    right, false, missed = counts[True, True], counts[True, False], counts[False, True]
    return right / max(1, right + false), right / max(1, right + missed)


def wilson(share: float, count: int) -> str:
    z = 1.96
    middle, half = share + z * z / (2 * count), z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return f"{(middle - half) / (1 + z * z / count):.2f}–{(middle + half) / (1 + z * z / count):.2f}"


def by_question(found: list[Pair]) -> str:
    """95 % of precision and recall when whole questions are drawn again: answers to one question are no separate luck."""
    rng = random.Random(6)
    questions: dict[str, list[Pair]] = {}
    for pair in found:
        questions.setdefault(pair.card, []).append(pair)
    names = sorted(questions)
    drawn = [
        precision_recall([pair for name in rng.choices(names, k=len(names)) for pair in questions[name]])
        for _ in range(DRAWS)
    ]
    ends = [sorted(values)[at] for values in zip(*drawn, strict=True) for at in (DRAWS // 40, DRAWS - DRAWS // 40 - 1)]
    return f"precision {ends[0]:.2f}–{ends[1]:.2f}, recall {ends[2]:.2f}–{ends[3]:.2f}"


def show_pairs() -> None:
    for part in PARTS:
        found = pairs(part)
        hits = sum(pair.right for pair in found)
        print(f"\n{part}: {len(found)} pairs of {len({pair.card for pair in found})} questions, {hits} hits by hand")
        print("threshold  precision            recall               F1")
        for threshold in THRESHOLDS:
            precision, recall = precision_recall(found, threshold)
            said = sum(pair.hit.score >= threshold for pair in found)
            f1 = 2 * precision * recall / (precision + recall)
            print(
                f"{threshold:9}  {precision:.3f} ({wilson(precision, said)})"
                f"    {recall:.3f} ({wilson(recall, hits)})    {f1:.3f}"
            )
        print(f"drawn again by question, at {THRESHOLD}: {by_question(found)}")
        for kind in sorted({pair.kind for pair in found}):
            some = [pair for pair in found if pair.kind == kind]
            false = sum(pair.hit.hit and not pair.right for pair in some)
            missed = sum(pair.right and not pair.hit.hit for pair in some)
            right = sum(pair.right for pair in some)
            print(f"  {kind:10} {len(some):3} pairs, {right:3} hits by hand, {false} false hits, {missed} missed")
        for pair in found:
            if pair.hit.hit and not pair.right:
                print(f"  false hit: {pair.card} ({pair.kind}) “{pair.point.text}”: {pair.hit.why}")


def show_model_answers() -> None:
    total = seen = 0
    for path, card in cards():
        if kind_of(card) is not Kind.OPEN:
            continue
        hits = match_points(answer_of(card), key_points(card))
        total, seen = total + len(hits), seen + sum(hit.hit for hit in hits)
        for point, hit in zip(key_points(card), hits, strict=True):
            if not hit.hit:
                print(f"- {path.stem} #{card.attributes.id} `{point.id}` {point.text} ({hit.score:.2f}: {hit.why})")
    print(f"\n{seen} of {total} points found in their own card's answer: {seen / total:.1%}")


def show_speed() -> None:
    questions = json.loads(PAIRS.read_text("utf-8"))
    text = " ".join(answer["text"] for question in questions for answer in question["answers"])
    answer = " ".join(text.split()[:600])
    points = tuple(map(point_from, next(one for one in questions if len(one["points"]) == 6)["points"]))
    match_points(answer, points)
    begun = perf_counter()
    for _ in range(20):
        match_points(answer, points)
    print(f"600 words against 6 points: {(perf_counter() - begun) / 20 * 1000:.1f} ms")


def count() -> None:
    texts = ("\n".join(text for text, _ in texts_of(card)) for _, card in cards())
    TABLE.write_text(as_table(corpus_of(texts)), "utf-8")


SHOWS = {"pairs": show_pairs, "model-answers": show_model_answers, "speed": show_speed, "count": count}

if __name__ == "__main__":
    for name in sys.argv[1:] or ("pairs", "speed"):
        SHOWS[name]()
