from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from interviewprep.cards.model import Kind
from interviewprep.cards.parts import FollowUp
from interviewprep.charts.figure_html import figure_html
from interviewprep.charts.interview_figures import figures
from interviewprep.charts.svg import svg
from interviewprep.interview.advice import Do
from interviewprep.interview.follow_ups import choose, score_of
from interviewprep.interview.phases import Spent
from interviewprep.interview.rater_page import FORMAT, NoMarks, QuestionMarks, rater_page, read_marks
from interviewprep.interview.report import Fate, excerpt, report, together
from interviewprep.interview.report_html import merged, page
from interviewprep.interview.report_json import values
from interviewprep.interview.report_markdown import markdown
from interviewprep.interview.report_text import agreement_said, effect_said, lead
from interviewprep.interview.round import Outcome, Rating
from interviewprep.interview.star import Star, shares
from rounds import ANSWER, asked, held

DAY_MS = 86_400_000


def usual(**changes):
    questions = (
        asked(0, 3, "++-", predicted=4),
        asked(1, 1, "---", predicted=3, leaf="QUANT-01", answer=""),
        asked(2, 4, predicted=4, kind=Kind.DRILL, leaf="ARCH-01"),
    )
    return replace(held(*questions), **changes)


def actions(round_, **more):
    return [one.do for one in report(round_, **more).advice]


# --- what it says -------------------------------------------------------------------------------------------------------


def test_a_report_says_what_the_round_came_to():
    said = lead(report(usual()))
    assert said.startswith("You answered 2 of 3 questions in 12 of 45 minutes. Your marks come to 47 %;")


def test_what_became_of_each_question_is_told():
    lines = report(
        held(
            asked(0),
            asked(1, spent=Spent(1, 2, reached=True, timed_out=True)),
            asked(2, None, answer="", spent=Spent(1, 2, reached=True, skipped=True)),
            asked(3, None, answer="", spent=Spent(1, 2, reached=True)),
            asked(4, None, answer="", spent=Spent()),
        )
    ).questions
    assert [line.fate for line in lines] == [
        Fate.ANSWERED,
        Fate.CUT_OFF,
        Fate.SKIPPED,
        Fate.SILENT,
        Fate.NOT_REACHED,
    ]
    assert [line.number for line in lines] == [1, 2, 3, 4, 5]


def test_time_used_stands_against_time_given_with_the_follow_ups_that_were_asked():
    line = report(held(asked(spent=Spent(20_000, 200_000, (45_000,), reached=True)))).questions[0]
    assert (line.used_ms, line.given_ms) == (265_000, 390_000)
    assert report(held(asked())).questions[0].given_ms == 330_000


def test_a_point_that_was_hit_shows_the_words_of_the_answer():
    point = report(held(asked(hits="+-"))).questions[0].points
    assert point[0].evidence == ("I would measure first. Then I would change one thing at a …",)
    assert point[1].evidence == ()


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ((0, 1), "I would measure first. Then I would …"),
        ((57, 62), "… Then I would change one thing at a time."),
        ((50, 500), "… first. Then I would change one thing at a time."),
    ],
)
def test_an_excerpt_is_cut_between_words(span, said):
    assert excerpt(ANSWER, span) == said


def test_words_near_each_other_are_shown_in_one_excerpt():
    assert together([(50, 55), (0, 5), (20, 25)]) == [(0, 55)]
    assert together([(0, 5), (46, 50)]) == [(0, 5), (46, 50)]
    scattered = replace(asked(hits="+").points[0], spans=tuple((place, place + 2) for place in range(0, 600, 100)))
    one = replace(asked(answer="word " * 200, hits="+"), points=(scattered,))
    assert len(report(held(one)).questions[0].points[0].evidence) == 3


def test_earlier_interviews_are_compared_and_luck_is_called_luck():
    before = [
        held(asked(hits="-" * 6), key=2, started_ms=1_772_355_600_000 - 9 * DAY_MS),
        held(asked(hits="++----"), key=3, started_ms=1_772_355_600_000 - DAY_MS),
        held(asked(hits="++++++"), key=4, started_ms=1_772_355_600_000 + DAY_MS),
    ]
    made = report(held(*(asked(i, hits="++++++") for i in range(3))), before)
    (change,) = made.changes
    assert (change.before.value, change.now.value) == (pytest.approx(1 / 3), 1)
    assert not change.clear
    assert [one.share.value for one in made.history] == [0, pytest.approx(1 / 3), 1]
    surely = report(
        held(*(asked(i, hits="++++++") for i in range(9))),
        [held(*(asked(i, hits="-" * 6) for i in range(9)), key=2, started_ms=1)],
    )
    assert surely.changes[0].clear


def test_the_effect_on_the_cards_is_told_and_that_it_was_undone():
    assert effect_said(report(usual(), missed=1, reviewed=3)) == (
        "1 card from it comes back on the next study day; 3 others counted as reviewed."
    )
    assert "undone" in effect_said(report(usual(effect_undone=True)))
    assert effect_said(report(usual())) == ""


# --- three things to do ---------------------------------------------------------------------------------------------------


def test_there_are_three_things_to_do_next_whatever_happened():
    assert len(actions(usual())) == 3
    assert len(actions(held(asked(hits="-----")))) >= 2
    perfect = actions(held(*(asked(i, 4, "++++", predicted=4) for i in range(4))))
    assert perfect[0] is Do.HARDER


def test_missed_points_and_silence_are_said_first():
    assert Do.REPAIR_POINTS in actions(usual())
    silent = held(asked(0, 3, "++"), *(asked(i, 1, "--", answer="") for i in range(1, 5)))
    assert Do.ANSWER_ALL in actions(silent)


def test_answers_that_the_clock_cut_off_are_a_reason_to_lead_with_the_answer():
    cut = Spent(30_000, 300_000, reached=True, timed_out=True)
    assert Do.LEAD in actions(held(*(asked(i, 3, "+++", spent=cut) for i in range(3))))
    assert Do.LEAD not in actions(held(*(asked(i, 3, "+++") for i in range(3))))


def test_unused_time_is_a_reason_only_where_something_was_missing():
    hasty = Spent(1_000, 40_000, reached=True)
    assert Do.USE_TIME in actions(held(*(asked(i, 2, "++-", spent=hasty) for i in range(3))))
    assert Do.USE_TIME not in actions(held(*(asked(i, 4, "+++", spent=hasty) for i in range(3))))


@pytest.mark.parametrize(("predicted", "do"), [(4, Do.PREDICT_LOWER), (1, Do.PREDICT_HIGHER)])
def test_predictions_far_off_are_told(predicted, do):
    score = 2 if predicted == 4 else 3
    questions = [asked(i, score, "+" * 6, predicted=predicted) for i in range(4)]
    assert do in actions(held(*questions))


def test_a_thin_result_is_told():
    assert Do.RESULT in actions(held(asked(0, 3, "+++", star=Star(0.5, 0.2, 0.3, 0.0))))
    assert Do.RESULT not in actions(held(asked(0, 3, "+++", star=Star(0.2, 0.1, 0.4, 0.3))))


# --- the files ------------------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """Every tag that opens closes in its order; keeps the addresses and scripts found."""

    VOID = frozenset({"meta", "br", "img", "input", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.faults: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.addresses += [value for key, value in attrs if key in ("src", "href", "action", "data")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.add(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def html_of(made):
    return page(
        made, {figure.name: figure_html(figure, svg(figure)) for figure in figures(made)}, "body { color: red; }\n"
    )


def test_the_page_is_whole_and_needs_nothing_else():
    nasty = asked(0, 3, "+-", answer='<script>alert(1)</script> & "quotes" </main>', heading="Is `a < b` so?")
    text = html_of(report(held(nasty, asked(1, 2, predicted=1)), [held(asked(), key=2, started_ms=1)]))
    tags = Tags()
    tags.feed(text)
    assert (tags.open, tags.faults) == ([], [])
    assert tags.addresses == []
    assert "script" not in tags.seen
    assert {"svg", "table", "h1", "mark"} <= tags.seen
    assert "&lt;script&gt;" in text
    assert "http://www.w3.org/2000/svg" in text
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", text)


def test_every_chart_has_its_numbers_as_a_table_and_a_sentence():
    made = report(usual(), [held(asked(hits="+-"), key=2, started_ms=1)])
    found = figures(made)
    assert [figure.name for figure in found] == ["competencies", "time", "calibration", "history"]
    for figure in found:
        assert figure.table.rows
        assert all(len(row) == len(figure.table.head) for row in figure.table.rows)
        assert figure.says.endswith(".")
        root = ElementTree.fromstring(svg(figure))
        assert root[0].text == figure.says


def test_the_evidence_is_marked_in_the_answer_where_it_stands():
    text = html_of(report(held(asked(hits="+-"))))
    assert "I would <mark>measure first</mark>. Then" in text
    assert merged([(5, 9), (1, 3), (8, 12)]) == [(1, 3), (5, 12)]


def test_evidence_in_a_follow_up_is_marked_there():
    one = asked(hits="+", spent=Spent(0, 1, (1,), reached=True))
    point = replace(one.points[0], spans=((len(ANSWER) + 1, len(ANSWER) + 5),))
    said = replace(one, answers=(ANSWER, "Time each kernel"), follow_ups=("How?",), points=(point,))
    text = html_of(report(held(said)))
    assert "<mark>Time</mark> each kernel" in text
    assert f">{ANSWER}<" in text


def test_the_markdown_has_the_letter_the_tables_and_every_question():
    text = markdown(report(usual(), missed=4, reviewed=2))
    for part in (
        "# Phone screen, 2026-03-01",
        "## What went well",
        "## What was missed",
        "## Three things to do next",
        "| PROF | 67 % |",
        "- [x] Point 0 — “I would measure",
        "- [ ] Point 2",
        "> I would measure first.",
        "**Model answer**",
        "seed 7",
        "Jeffreys",
    ):
        assert part in text


def test_a_round_without_marks_has_a_report_too():
    made = report(replace(held(asked(0, None, answer="")), outcome=Outcome.INTERRUPTED))
    assert "interrupted" in markdown(made)
    assert "Three things" not in markdown(made)
    assert values(made)["score"] is None
    assert html_of(made)


def test_the_json_is_json_and_has_what_the_page_has():
    made = report(usual(), missed=4, reviewed=2)
    found = json.loads(json.dumps(values(made)))
    assert (found["title"], found["outcome"], found["seed"]) == ("Phone screen", "done", "7")
    assert found["effect"] == {"missed": 4, "reviewed": 2, "undone": False}
    assert [one["ended"] for one in found["questions"]] == ["answered", "no answer", "answered"]
    assert [point["hit"] for point in found["questions"][0]["points"]] == [True, True, False]
    assert found["questions"][0]["points"][0]["why"] == "same words"
    assert len(found["advice"]) == 3


# --- the second rater -------------------------------------------------------------------------------------------------------


def test_the_page_for_a_second_rater_shows_none_of_the_marks():
    marked = usual()
    bare = replace(
        marked,
        asked=tuple(
            replace(
                one,
                score=None,
                predicted=None,
                points=tuple(replace(p, hit=None, seen=None, spans=(), why="") for p in one.points),
            )
            for one in marked.asked
        ),
    )
    assert rater_page(marked, "", "") == rater_page(bare, "", "")
    tags = Tags()
    tags.feed(rater_page(marked, "", ""))
    assert (tags.faults, tags.addresses) == ([], [])


def marks(**changes):
    given = {
        "format": FORMAT,
        "version": 1,
        "interview": "ab" * 16,
        "rater": " Ann \n B. ",
        "questions": [{"place": 0, "score": 3, "points": {"p1": False, "p0": True}, "note": "good"}],
    }
    return json.dumps(given | changes)


def test_the_file_that_comes_back_is_read():
    found = read_marks(marks())
    assert (found.rater, found.interview) == ("Ann B.", "ab" * 16)
    assert found.questions == (QuestionMarks(0, 3, (("p0", True), ("p1", False)), "good"),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        marks(format="something"),
        marks(version=2),
        marks(rater=""),
        marks(rater=5),
        marks(questions={}),
        marks(questions=[5]),
        marks(questions=[{"place": -1, "score": 1, "points": {}}]),
        marks(questions=[{"place": True, "score": 1, "points": {}}]),
        marks(questions=[{"place": 0, "score": 9, "points": {}}]),
        marks(questions=[{"place": 0, "score": "3", "points": {}}]),
        marks(questions=[{"place": 0, "score": 3, "points": {"p0": "yes"}}]),
        marks(questions=[{"place": 0, "score": 3, "points": []}]),
        marks(note="x" * 1_000_001),
    ],
)
def test_any_other_file_is_refused_with_a_reason(text):
    with pytest.raises(NoMarks) as refusal:
        read_marks(text)
    assert str(refusal.value)


def test_agreement_stands_beside_both():
    round_ = held(
        *(
            asked(i, score, "+-", ratings=(Rating("Ann", other, (("p0", True), ("p1", True))),))
            for i, (score, other) in enumerate([(1, 2), (3, 3), (4, 4)])
        )
    )
    (one,) = report(round_).agreements
    assert "weighted kappa of the scores" in agreement_said(one)
    assert agreement_said(one) in markdown(report(round_))


# --- follow-ups and stories ------------------------------------------------------------------------------------------------

WRITTEN = [
    FollowUp("a", "missed:measure"),
    FollowUp("b", "hit:kv"),
    FollowUp("c", "score>=3"),
    FollowUp("d", "score<=2"),
    FollowUp("e", ""),
]


@pytest.mark.parametrize(
    ("hits", "score", "asked_ones"),
    [
        ({"measure": False, "kv": False}, 1, (0, 3, 4)),
        ({"measure": True, "kv": True}, 4, (1, 2, 4)),
        ({"measure": False, "kv": True}, 2, (0, 1, 3, 4)),
        (None, None, (0, 4)),
    ],
)
def test_follow_ups_come_by_the_rules_of_the_file_in_its_order(hits, score, asked_ones):
    assert choose(WRITTEN, 9, hits, score) == asked_ones
    assert choose(WRITTEN, 1, hits, score) == asked_ones[:1]
    assert choose(WRITTEN, 0, hits, score) == ()


def test_a_score_follows_from_the_share_of_points():
    assert [score_of({str(i): i < count for i in range(6)}) for count in (0, 1, 2, 3, 4, 5, 6)] == [1, 1, 2, 2, 3, 3, 4]
    assert score_of({}) is None
    assert (score_of({"a": True}), score_of({"a": False})) == (4, 1)


STORY = (
    "Last spring our ranking service was slow. The team had grown quickly. I was asked to halve the latency by June."
    " I profiled the service, found two copies, and removed them. I measured again and told the product owner."
    " In the end latency fell from 80 to 35 milliseconds, and we saved a fifth of the machines."
)


def test_a_story_is_shared_out_over_its_four_parts():
    star = shares(STORY)
    assert star.situation > 0.1
    assert star.task > 0.1
    assert star.action > 0.2
    assert star.result > 0.2
    assert star.situation + star.task + star.action + star.result == pytest.approx(1)
    assert not star.thin_result


def test_a_story_without_an_end_has_a_thin_result():
    assert shares(STORY.partition(" In the end")[0]).thin_result
    assert shares("") == Star()
    assert not Star().thin_result
