"""Gaps that hide a part of a picture: how they are read, what is wrong with them, and what is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.cards.areas import MOST, Area, Marked, Way, fault_of, parse, parted, with_areas
from interviewprep.cards.cloze import gaps
from interviewprep.cards.deck_check import check_text
from interviewprep.cards.deck_file import read, write
from interviewprep.cards.faces import faces
from interviewprep.cards.model import Card
from interviewprep.rendering.one_line import one_line
from interviewprep.rendering.render import Shown, show

SM = """## Name the parts. {#sm}

![SM](media/sm.png)

- {{area: 10 20 30.5 5 = Warp scheduler::it issues}}
- {{area: 50 20 30.5 5 = Register file}}
- {{c3::area: 10 60 20 20}} {{c3::area: 70 60 20 20}}
"""
SCHEDULER, FILE, UNITS = Area(10, 20, 30.5, 5), Area(50, 20, 30.5, 5), (Area(10, 60, 20, 20), Area(70, 60, 20, 20))


def card_of(text: str) -> Card:
    (card,) = read(text, "").deck.cards()
    return card


def shown(text: str, face: str) -> Shown:
    return show(card_of(text), face)


def areas_of(html: str) -> tuple[Marked, ...]:
    return parted(html.partition(' src="')[2].partition('"')[0])[1]


TENTHS = st.integers(0, 1000).map(lambda tenths: tenths / 10)
AREAS = st.builds(Area, TENTHS, TENTHS, TENTHS, TENTHS).filter(
    lambda area: area.width and area.height and area.is_within
)


# Reading


@given(AREAS, st.sampled_from(["", "label", "a = b", "$x$"]))
def test_an_area_is_read_as_it_is_written(area, label):
    written = f"{area.written} = {label}" if label else area.written
    assert parse(written) == (area, label)
    assert fault_of(written) == ""


@given(st.text(alphabet="area: 0123456789.,-=%\n\tx", max_size=40))
def test_any_text_is_an_area_a_fault_or_words(text):
    read_as = parse(text)
    assert read_as is None or parse(f"{read_as[0].written} = {read_as[1]}" if read_as[1] else read_as[0].written)
    assert isinstance(fault_of(text), str)
    assert isinstance(fault_of(f"area:{text}"), str)


@given(st.lists(st.builds(Marked, st.sampled_from(Way), AREAS), min_size=1, max_size=5))
def test_an_address_gives_its_areas_back(marked):
    assert parted(with_areas("media/a%20b.png", marked)) == ("media/a%20b.png", tuple(marked))


@pytest.mark.parametrize(
    "address", ["a.png#x", "a.png#areas=", "a.png#areas=z1,2,3,4", "#areas=a1,2,3,4", "a.png#areas=a1,2,3,4;"]
)
def test_an_address_of_another_form_has_no_areas(address):
    assert parted(address) == (address, ())


def test_a_gap_knows_its_area_label_and_hint():
    first, second, *_ = gaps(SM)
    assert (first.area, first.text, first.label, first.hint) == (
        SCHEDULER,
        "Warp scheduler",
        "Warp scheduler",
        "it issues",
    )
    assert (second.area, second.hint) == (FILE, "")


def test_a_face_is_named_by_the_label_or_by_the_numbers():
    assert faces(card_of(SM)) == (
        "cloze:Warp scheduler",
        "cloze:Register file",
        "cloze:area: 10 60 20 20 | area: 70 60 20 20",
    )


def test_moving_a_labelled_area_keeps_its_face():
    assert faces(card_of(SM)) == faces(card_of(SM.replace("10 20 30.5 5", "11.5 20 29 6")))


def test_words_that_begin_like_an_area_are_words():
    assert [gap.area for gap in gaps("![](a.png) {{area: 12 m²}} {{areas: 1 2 3 4}} {{area\\: 1 2 3 4}}")] == [None] * 3


def test_a_card_with_areas_is_written_as_it_was():
    deck = read(SM, "").deck
    assert read(write(deck), "").deck == deck


# Faults


def faults(text: str) -> list[str]:
    return [f"{one.line} {one.rule}" for one in check_text(text, "x.md", lambda name: True)]


@pytest.mark.parametrize(
    "written",
    [
        *("10 20 30", "10 20 30 5 6", "10 20 30 5 label", "10.25 20 30 5", "1000 20 30 5", "-1 20 30 5"),
        *("10, 20, 30, 5", "", "10", "10% 20% 5% 5%", "10 20 0 5", "10 20 5 0", "90 20 10.1 5", "10 20 5 80.1"),
        "100 0 1 1",
    ],
)
def test_a_bad_area_is_named_with_its_line(written):
    assert faults(f"## Q {{#q}}\n\n![](a.png)\n\n- {{{{area: {written}}}}}\n") == ["5 area"]


def test_an_area_needs_a_picture_before_it():
    assert faults("## Q {#q}\n\n- {{area: 1 2 3 4}}\n\n![](a.png)\n") == ["3 area-picture"]
    assert faults("## Q {#q}\n\n`![](a.png)` {{area: 1 2 3 4}}\n") == ["3 area-picture"]
    assert faults('## Q {#q}\n\n<img src="a.png">\n\n- {{area: 1 2 3 4}}\n') == []


def test_a_picture_has_a_hundred_areas_at_most():
    lines = "\n".join("- {{area: 1 2 3 4}}" for _ in range(MOST + 2))
    assert faults(f"## Q {{#q}}\n\n![](a.png)\n\n{lines}\n") == [f"{5 + MOST} area-many"]
    assert faults(
        f"## Q {{#q}}\n\n![](a.png)\n\n{lines[: lines.rindex('- ')]}\n![](b.png)\n\n- {{{{area: 1 2 3 4}}}}\n"
    )


def test_hide_one_is_for_cards_with_gaps():
    assert faults("## Q {#q .hide-one}\n\nA\n") == ["1 tag-unused"]


# Showing


def test_the_question_asks_for_one_and_covers_the_others():
    seen = shown(SM, "cloze:Warp scheduler")
    covered = [Marked(Way.COVERED, area) for area in (FILE, *UNITS)]
    assert areas_of(seen.question) == (Marked(Way.ASKED, SCHEDULER), *covered)
    assert areas_of(seen.answer) == (Marked(Way.OUTLINED, SCHEDULER), *covered)


def test_a_group_is_asked_together():
    ways = [one.way for one in areas_of(shown(SM, faces(card_of(SM))[2]).question)]
    assert ways == [Way.COVERED, Way.COVERED, Way.ASKED, Way.ASKED]


def test_hide_one_leaves_the_others_open():
    seen = shown(SM.replace("{#sm}", "{#sm .hide-one}"), "cloze:Register file")
    assert areas_of(seen.question) == (Marked(Way.ASKED, FILE),)
    assert areas_of(seen.answer) == (Marked(Way.OUTLINED, FILE),)


def test_no_label_is_shown_before_the_answer_and_no_other_after_it():
    seen = shown(SM, "cloze:Warp scheduler")
    for text in (seen.question, seen.plain_question):
        assert "Warp" not in text
        assert "Register" not in text
        assert "it issues" in text
    for text in (seen.answer, seen.plain_answer):
        assert "Warp scheduler" in text
        assert "Register" not in text


def test_lines_of_areas_alone_leave_nothing_behind():
    seen = shown(SM, faces(card_of(SM))[2])
    assert "<li>" not in seen.question + seen.answer
    assert seen.question.count("area") == len(["#areas=", "covered areas"])


def test_the_words_of_an_area_are_no_list_of_one():
    seen = shown(SM, "cloze:Warp scheduler")
    assert seen.question.endswith('<p><span class="gap">[it issues]</span></p>')
    assert seen.answer.endswith('<p><span class="filled">Warp scheduler</span></p>')
    numbered = SM.replace("- {{", "1. {{c1::")
    assert shown(numbered, faces(card_of(numbered))[0]).answer.count("<p><span") == 2


def test_words_beside_an_area_stay():
    text = "## Q {#q}\n\n![](a.png)\n\nThe {{area: 1 2 3 4 = core}} and {{the rest}}.\n"
    assert "<p>The  and [" in shown(text, "cloze:the rest").question.replace('<span class="gap">', "")
    assert "and the rest." in shown(text, "cloze:core").question
    assert '<span class="filled">core</span> and the rest.' in shown(text, "cloze:core").answer


def test_each_picture_has_the_areas_that_stand_behind_it():
    text = "## Q {#q}\n\n![a](a.png)\n\n- {{area: 1 1 1 1}}\n\n![b](b%20c.png 'a title')\n\n- {{area: 2 2 2 2}}\n"
    html = shown(text, "cloze:area: 2 2 2 2").question
    assert 'src="a.png#areas=c1,1,1,1"' in html
    assert 'src="b%20c.png#areas=a2,2,2,2"' in html


def test_the_pictures_name_may_hold_blanks():
    seen = shown("## Q\n\n![a](<media/a b.png>)\n\n- {{area: 1 1 1 1}}\n", "cloze:area: 1 1 1 1")
    assert 'src="media/a%20b.png#areas=a1,1,1,1"' in seen.question


@pytest.mark.parametrize(
    "tag", ['<img src="a.png">', "<img src='a.png' alt='x'>", "<img src=a.png>", "<img alt=x src = a.png >"]
)
def test_a_picture_may_be_a_tag(tag):
    assert areas_of(shown(f"## Q\n\n{tag}\n\n- {{{{area: 1 1 1 1}}}}\n", "cloze:area: 1 1 1 1").question)


def test_an_area_without_a_picture_is_a_gap_like_another():
    seen = shown("## Q {#q}\n\n- {{area: 1 2 3 4 = core}}\n", "cloze:core")
    assert '<span class="gap">[…]</span>' in seen.question
    assert '<span class="filled">core</span>' in seen.answer


def test_the_reading_text_says_which_picture_and_where():
    seen = shown(SM, "cloze:Warp scheduler")
    said = (
        "picture media/sm.png: SM. What is hidden at 10 % from the left and 20 % from the top? Other covered areas: 3."
    )
    assert said in seen.plain_question
    assert "SM. Outlined at 10 % from the left" in seen.plain_answer


def test_a_question_in_a_list_is_free_of_numbers():
    assert one_line("The {{area: 1 2 3 4}} core {{area: 1 2 3 4 = here}}") == "The core here"


def test_a_deck_cannot_smuggle_anything_behind_a_picture():
    assert "missing" in shown('## Q\n\n![x](a.png#areas=a1,2,3,4"onerror=x) {{g}}\n', "cloze:g").question
    assert "missing" in shown("## Q\n\n![x](../a.png#areas=a1,2,3,4) {{g}}\n", "cloze:g").question
