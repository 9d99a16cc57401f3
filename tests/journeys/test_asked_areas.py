"""A picture with hidden areas as a question of an interview."""

from __future__ import annotations

from interviewprep.cards.deck_file import read
from interviewprep.journeys.interview.asked_text import face_asked, question, right_answer
from interviewprep.rendering.markdown_html import html

CARD = """## Name the parts. {#sm}

![SM](media/sm.png)

- {{area: 10 20 30.5 5 = Warp scheduler::it issues}}
- {{area: 50 20 30.5 5 = Register file}}
- at {{1.4 GHz}}
"""
(SM,) = read(CARD, "").deck.cards()


def test_the_question_covers_the_areas_and_names_none():
    asked = question(SM, face_asked(SM), None)
    assert "media/sm.png#areas=a10,20,30.5,5;c50,20,30.5,5" in asked
    assert "____ (it issues)" in asked
    assert "at 1.4 GHz" in asked
    assert "Warp" not in asked
    assert "Register" not in asked
    assert 'src="media/sm.png#areas=' in html(asked)


def test_the_model_answer_outlines_the_area_and_says_its_label():
    answer = right_answer(SM, face_asked(SM), None)
    assert "media/sm.png#areas=o10,20,30.5,5;c50,20,30.5,5" in answer
    assert "Warp scheduler" in answer
    assert "Register" not in answer
    assert "Name the parts" not in answer


def test_words_asked_for_are_answered_by_words():
    assert right_answer(SM, "cloze:1.4 GHz", None) == "1.4 GHz"
    assert "____" in question(SM, "cloze:1.4 GHz", None)
