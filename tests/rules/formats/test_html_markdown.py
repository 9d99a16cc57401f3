"""HTML of other programs shows the same after it has become Markdown, and none of its text acts."""

from __future__ import annotations

import html as html_words
import random
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interviewprep.cards.deck_file import read
from interviewprep.cards.deck_writer import write_card
from interviewprep.cards.faces import cloze_groups
from interviewprep.cards.model import Attributes, Card, Kind, Part, PartName
from interviewprep.cards.parts import gaps, kind_of, question_of
from interviewprep.formats.anki.cards import split_question
from interviewprep.formats.html.markdown import markdown_of
from interviewprep.formats.html.markdown_text import is_plain_with_gaps, one_line
from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.render import html, inline_html, show

MEDIA = {"a.png": "media/a-12345678.png", "beep.mp3": "media/beep-12345678.mp3"}
_ALPHABET = list("ab1 \n#*_`~$\\[](){}<>|&!:;.=+-/\"'xc\u00a0é")
SIGNS = st.text(alphabet=st.sampled_from(_ALPHABET), max_size=40).filter(
    lambda text: not any(sign in text for sign in ("\\(", "\\[", "[$"))
)
"""Text with all signs of Markdown in it, but without formulas."""


def markdown(source: str, **choices: bool) -> str:
    return markdown_of(source, MEDIA, **choices).markdown


def shown(source: str) -> str:
    return plain_text(html(markdown(source)))


@settings(max_examples=1500, deadline=None)
@given(SIGNS)
@example("- [ ] task")
@example("1. a")
@example("a | b\n--- | ---")
@example("Title\n===")
@example("&amp;")
@example("[a]: b")
@example("<!-- check: 1 = 1 -->")
def test_text_shows_its_own_characters_whatever_they_are(text):
    expected = " ".join(text.replace("\u00a0", " ").split())
    written = markdown(html_words.escape(text))
    assert " ".join(plain_text(html(written)).replace("\u00a0", " ").split()) == expected
    assert " ".join(plain_text(inline_html(written)).replace("\u00a0", " ").split()) == expected


@settings(max_examples=600, deadline=None)
@given(SIGNS, SIGNS)
def test_text_stays_in_its_card_and_makes_no_gap_task_or_part(front, back):
    question, answer = markdown(html_words.escape(front)), markdown(html_words.escape(back) + "<br>### Answer<br>## x")
    if not question:
        return
    heading, body = split_question(question, "Deck")
    card = Card(heading, Attributes("an-id"), body, (Part(PartName.ANSWER, answer),))
    reading = read(write_card(card), "d.md")
    assert list(reading.deck.cards()) == [card]
    assert kind_of(card) is Kind.RECALL
    assert not gaps(question_of(card))
    assert not [problem for problem in reading.problems if problem.severity == "error"]


@settings(max_examples=400, deadline=None)
@given(SIGNS, SIGNS, st.sampled_from(["b", "i", "u", "code", "sub", "a href='https://x.org'"]))
@example("]:", "", "a href='https://x.org'")
@example("\\]1", "", "a href='https://x.org'")
def test_marks_change_no_character(inside, behind, tag):
    source = f"<{tag}>{html_words.escape(inside)}</{tag.split()[0]}>{html_words.escape(behind)}"
    expected = "".join((inside + behind).split())
    assert "".join(shown(source).split()) == expected


@settings(max_examples=400, deadline=None)
@given(SIGNS, SIGNS, SIGNS)
def test_a_gap_hides_its_text_and_nothing_else(before, inside, behind):
    before, inside, behind = (re.sub(r"[{}]|:(?=:)", "", text) for text in (before, inside, behind))
    if not inside.strip() or inside.endswith(":"):
        return
    source = f"{html_words.escape(before)}{{{{c1::{html_words.escape(inside)}}}}}{html_words.escape(behind)}"
    card = Card("", Attributes(), markdown(source, gaps=True))
    (face,) = cloze_groups(question_of(card))
    assert "".join(plain_text(show(card, face).answer).split()) == "".join((before + inside + behind).split())
    assert "".join(plain_text(show(card, face).question).split()) == "".join(f"{before}blank{behind}".split())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a<br>b<br><br>c", "a\\\nb\n\nc"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<b>a</b> <i>b</i> <b> c </b>", "**a** *b* **c**"),
        ("x<b>'a'</b>y", "x<b>'a'</b>y"),
        ("<b>a <i>b</i></b>", "<b>a <i>b</i></b>"),
        ("<b>a <i>b</i> c</b>", "**a *b* c**"),
        (
            "<u>a</u><sub>2</sub><sup>3</sup><mark>m</mark><s>s</s>",
            "<u>a</u><sub>2</sub><sup>3</sup><mark>m</mark><s>s</s>",
        ),
        ('<span style="color:red; font-weight:bold">a</span>', "**a**"),
        ("<ul><li>a<li>b<ol><li>c</ol></ul>", "- a\n- b\n  1. c"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<ul>a<ul><li>b</li></ul></ul>", "- a\n  - b"),
        ("<table><tr><td>a|b<td>c<tr><td>d<br>e</table>", "| a\\|b | c |\n| --- | --- |\n| d<br>e |  |"),
        ("<table><tr><td>a<p>b</table>", "a\n\nb"),
        ("<pre>a\n  b &lt; c</pre>", "```\na\n  b < c\n```"),
        ("<pre>```</pre>", "````\n```\n````"),
        ("<code>a*`b</code>", "``a*`b``"),
        ("<blockquote>a<br>b</blockquote>", "> a\\\n> b"),
        ("<h1>a</h1>b<hr>c", "#### a\n\nb\n\n---\n\nc"),
        ('<img src="a.png" alt="x]y">', "![x\\]y](media/a-12345678.png)"),
        ("[sound:beep.mp3]", "[beep.mp3](media/beep-12345678.mp3)"),
        ('<a href="https://a.b/c (d)">e</a>', "[e](https://a.b/c%20%28d%29)"),
        ('<a href="javascript:x">e</a><a href="file:///etc/passwd">f</a>', "ef"),
        (r"\(a &lt; b\) and \[c\]", "$a < b$ and\n\n$$c$$"),
        (r"\( x \)", "$x$"),
        ("[$]x[/$] [$$]y[/$$] [latex]$z$[/latex]", "$x$\n\n$$y$$\n\n$z$"),
        (r"\(a $ b\) \({\)", "`a $ b` `{`"),
        ("<anki-mathjax block=true>x^2</anki-mathjax>y<anki-mathjax>z</anki-mathjax>", "$$x^2$$\n\ny$z$"),
        ("a<script>b</script><style>c</style><!-- d -->e", "ae"),
        ("<unknown>a</unknown> a < b <3", "a a < b <3"),
        ("<ruby>漢<rt>かん</rt></ruby>", "漢(かん)"),
        ("", ""),
        ("<br><div></div>&nbsp;", ""),
    ],
)
def test_tags_become_markdown(source, expected):
    assert markdown(source) == expected


_TAGS = (
    "b", "i", "u", "sub", "code", "div", "p", "ul", "ol", "li", "span", "tr", "td", "h2", "blockquote", "pre", "kbd", "dl",
    "a href='https://e.org/x_y'", "strong", "center", "font color=red",
)  # fmt: skip
_WORDS = (
    "foo",
    "bar",
    "*x*",
    "a_b",
    "1.",
    "-",
    "#",
    "&lt;b&gt;",
    "q`q",
    "$5",
    "é",
    "(x)",
    "'",
    "|",
    "&amp;",
    "&nbsp;",
    "~~",
)


def tangled(chance: random.Random, depth: int = 0) -> str:
    """HTML as a careless hand or program writes it: tags that overlap, are left open or close nothing."""
    pieces = []
    for _ in range(chance.randrange(1, 4)):
        kind = chance.random()
        if kind < 0.45 or depth > 5:
            pieces.append(chance.choice(("", " ")).join(chance.choices(_WORDS, k=chance.randrange(1, 4))))
        elif kind < 0.6:
            pieces.append(chance.choice(("<br>", "<hr>", "<img src='a.png'>", f"</{chance.choice(_TAGS).split()[0]}>")))
        else:
            tag = chance.choice(_TAGS)
            closing = f"</{tag.split()[0]}>" if chance.random() < 0.9 else ""
            pieces.append(f"<{tag}>{tangled(chance, depth + 1)}{closing}")
    return chance.choice(("", " ", "\n")).join(pieces)


def words_of(source: str) -> str:
    return "".join(html_words.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<img[^>]*>", "▣", source))).split())


def test_no_word_and_no_picture_is_lost_in_tangled_tags():
    chance = random.Random(5)
    for _ in range(1500):
        source = tangled(chance)
        assert words_of(html(markdown(source))) == words_of(source), source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{c1::a::hint}} {{c2::b}}", "{{c1::a::hint}} {{c2::b}}"),
        ("{{c1::<b>a</b> b}}", "{{c1::**a** b}}"),
        ("{{c1::a<br>b::h}}", "{{c1::a}}\\\n{{c1::b::h}}"),
        ("<ul><li>{{c1::a</li><li>b}}</li></ul>", "- {{c1::a}}\n- {{c1::b}}"),
        ("{{c1::a {{c2::b}} c}}", "{{c1::a}} {{c2::b}} {{c1::c}}"),
        ("{{c1::{x} y::p::q}}", "{{c1::\\{x\\} y::p:\\:q}}"),
        (r"{{c1::\(x\)}}", "{{c1::$x$}}"),
        (r"\(a {{c1::b}}\)", "$a$ {{c1::$b$}}"),
        (r"\(\frac{ {{c1::b}} }{2}\)", "{{c1::$\\frac{ b }{2}$}}"),
        ("<pre>a {{c1::b}}\nc</pre>", "`a `{{c1::`b`}}\\\n`c`"),
        ('{{c1::<img src="a.png">}}', "{{c1::![](media/a-12345678.png)}}"),
        ("{{c1::}} }} {{c2::x", "}} {{c2::x}}"),
    ],
)
def test_gaps_are_flat_and_each_in_one_line(source, expected):
    assert markdown(source, gaps=True) == expected
    assert markdown("{{c1::a}}") == "\\{{c1::a}}"


def test_what_is_elsewhere_or_missing_is_named_and_never_fetched():
    found = markdown_of('<img src="//e.org/x.png"><img src="b.png"><svg><path></svg>[sound:https://f.org/y.mp3]', MEDIA)
    assert found.remote == ("https://e.org/x.png", "https://f.org/y.mp3")
    assert found.missing == ("b.png",)
    assert found.dropped == ("SVG drawing",)
    assert "](https://e.org/x.png)" in found.markdown
    assert "![](https" not in found.markdown


def test_composed_and_decomposed_letters_name_one_medium():
    media = {"größe.png": "media/groesse.png"}
    assert markdown_of('<img src="gro\u0308ße.png">', media).markdown == "![](media/groesse.png)"
    assert markdown_of('<img src="gr%C3%B6%C3%9Fe.png">', media).markdown == "![](media/groesse.png)"


BOMBS = {
    "open tags": "<b>" * 60_000 + "x",
    "quotes": '<a "' * 50_000,
    "formulas": r"\(" * 100_000,
    "angles": "<" * 200_000,
    "lists": "<ul>" * 50_000 + "x",
    "items": "<ol>" + "<li>x" * 40_000,
    "gaps": "{{c1::" * 30_000,
    "gaps in a formula": "\\(" + "{{c1::" * 30_000 + "\\)",
    "colons": "{{c1::" + ":" * 190_000 + "}}",
    "stars": "*_" * 100_000,
    "ticks": "`" * 200_000,
    "tables": "<table>" * 25_000,
    "cells": "<td>x" * 40_000,
    "comments": "<!--" * 50_000,
    "code": "<pre>" * 40_000,
    "sounds": "[sound:" * 28_000,
    "scripts": "<script>" * 25_000,
    "spans": "<span style='font-weight:bold'>" * 6_000,
    "links": "<a href='https://x.org'>y" * 8_000,
    "quotations": "<blockquote>" * 16_000 + "x",
    "attributes": "<img " + "a=b " * 49_000 + ">",
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("with_gaps", [False, True])
def test_the_worst_field_is_read_in_bounded_time(name, with_gaps):
    started = time.process_time()
    markdown_of(BOMBS[name], {}, gaps=with_gaps)
    assert time.process_time() - started < 4


def test_plain_text_from_elsewhere_becomes_one_harmless_line():
    assert one_line("# a\n{{b}} *c*") == "\\# a \\{{b}} \\*c\\*"


@settings(max_examples=800, deadline=None)
@given(
    st.lists(
        st.sampled_from(["{{c1::", "{{c2::", "}}", "::", ":", "a", "é b", " ", "-", "1.", "x", "(y)"]), max_size=14
    )
)
def test_the_quick_way_for_plain_gaps_gives_what_the_long_way_gives(pieces):
    text = "".join(pieces)
    if is_plain_with_gaps(text):
        assert markdown(text + "<!-- the long way -->", gaps=True) == text
