from __future__ import annotations

import re
from dataclasses import asdict, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import STANDARD_TYPES

from interviewprep.cards.areas import parted
from interviewprep.cards.deck_file import read
from interviewprep.cards.faces import faces
from interviewprep.cards.model import Card
from interviewprep.drills.draw import draw
from interviewprep.drills.lines import drill_of
from interviewprep.rendering.allow_list import TAGS, attributes_of, link_passes, picture_name
from interviewprep.rendering.choices import asked_html, letter
from interviewprep.rendering.frames import for_viewer, style_sheet
from interviewprep.rendering.highlight import LANGUAGES, TOKEN_CLASSES, code_html
from interviewprep.rendering.plain_text import plain_text
from interviewprep.rendering.render import Shown, direction, html, inline_html, show
from interviewprep.rendering.words import Words
from interviewprep.ui.tokens import DARK, LIGHT, Tokens

ROOT = Path(__file__).parent.parent.parent
DECKS = sorted([*(ROOT / "decks").rglob("*.md"), *(ROOT / "tests" / "samples" / "snippets").glob("*.md")])


def card_of(text: str) -> Card:
    (card,) = read(text, "").deck.cards()
    return card


def shown(text: str, face: str = "front", **how: object) -> Shown:
    return show(card_of(text), face, **how)  # type: ignore[arg-type]


# What may come out

ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "p": {"align"},
    "div": {"align"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
}


class Guard(HTMLParser):
    """Fails on anything that the promises do not name, and on tags that do not close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in {"dir", "lang", "class"} | ATTRIBUTES.get(tag, set()), (tag, name)
            if name == "href":
                assert re.match(r"(https?://|https?:|mailto:|sound:)", value or "", re.I), value
            if name == "src":
                assert picture_name(parted(value or "")[0]), value
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def assert_safe(markup: str) -> None:
    guard = Guard()
    guard.feed(markup)
    guard.close()
    assert not guard.open
    assert not re.search("[\ufdd0-\ufdd3\x00-\x08]", markup)


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html,<script>)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](https://a.b/$x$`<b>`)",
    "<https://a.b/'onclick=x>",
    "<javascript:alert(1)>",
    '![x](a.png"onerror="x)',
    '![x" onerror="y](a.png)',
    "<b style='background:url(http://x.y)'>a</b>",
    "<style>@import 'http://x.y';</style>",
    "<svg onload=alert(1)>",
    "<iframe src=http://x.y></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=http://x.y><input></form>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=http://x.y>",
    "<base href=http://x.y>",
    "<table background=http://x.y><tr><td background=x>a</td></tr></table>",
    "<math><mi xlink:href='javascript:x'>a</mi></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=y>-->",
    "<![CDATA[<img src=x>]]>",
    "<?php x ?>",
    "<a\nhref=javascript:x>y</a>",
    "<p title='<b onclick=x>'>a</p>",
    "$</span><img src=x onerror=y>$",
    "`</code><img src=x onerror=y>`",
    "```</pre><script>\nx\n```",
    '```x"><script>\nx\n```',
    "<td>a</td></table></div></body></html>",
    "<img src='http://x.y/a.png'>",
    "<img srcset='http://x.y/a.png 2x' src=a.png>",
    "<span class='math' onclick=x>a</span>",
    "<div class='box-title evil'>a</div>",
    "\ufdd00\ufdd2 \ufdd1999\ufdd2 \x02klzzwxh:0000\x03 \ufdd3",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_does_nothing(text: str):
    for markup in (html(text), html(f"a {text} b"), html(f"| {text} |\n|---|\n| {text} |"), inline_html(text)):
        assert_safe(markup)


TOKENS = st.sampled_from([
    "<", ">", "</", "/>", "<b>", "</b>", "<i ", "<table>", "<tr><td>", "</td>", "<pre>", "<div>\n\n", "<img src=", "'", '"',
    "a", " ", "\n", "\n\n", "*", "**", "_", "`", "```", "$", "$$", "[", "](", "](http://x)", ")", "![", "|", "|---|", "- ",
    "> ", "1. ", "    ", "\\", "&", "&lt;", "&#0;", "{{", "}}", "<!--", "-->", "~~", "# ", "---", "\t", "\ufdd0", "0", "\ufdd2",
    "\x02", "\x03", "http://", "www.", "@b.c", "[x]: y\n", "[^1]", "\u202e", "\u0301", "漢", "א", "<a href=javascript:x>", "\r",
])  # fmt: skip


@given(st.lists(TOKENS, max_size=40).map("".join) | st.text(max_size=80))
def test_no_text_gets_past_the_allow_list(text: str):
    assert_safe(html(text))
    assert_safe(inline_html(text))
    plain_text(html(text))


@given(st.lists(TOKENS, max_size=30).map("".join), st.lists(TOKENS, max_size=8).map("".join))
def test_values_and_gaps_do_not_get_past_it_either(text: str, value: str):
    assert_safe(html(text + "{{v}}" + text, values={"v": value}))
    for face in faces(card := Card(heading=text.replace("\n", " "), body="{{c1::" + value + "}} " + text)):
        for markup in (show(card, face).question, show(card, face).answer):
            assert_safe(re.sub(r'<table class="options">.*</table>', "", markup, flags=re.S))


def test_a_value_within_an_address_is_part_of_it():
    assert 'href="https://a.b/7"' in html("<https://a.b/{{v}}>", values={"v": "7"})
    assert 'href="mailto:a@b.7"' in html("<a@b.{{v}}>", values={"v": "7"})


def test_a_tag_that_does_not_pass_is_shown_and_not_lost():
    assert "std::vector&lt;float&gt;" in html("`x` std::vector<float>")
    assert "&lt;script&gt;x&lt;/script&gt;" in html("<script>x</script>")
    assert "&lt;details&gt;" in html("<details>\n<summary>a</summary>\n\nb\n\n</details>")


@pytest.mark.parametrize(
    "address",
    ["../a.png", "a/../b.png", "/a.png", "//x.y/a.png", "http://x.y/a.png", "file:a.png", "c:\\a.png", "c:/a.png", "a\\b.png",
     "%2e%2e/a.png", "..%2fa.png", "%2Fa.png", "~/a.png", "a.png?x", "a.png#x", "a//b.png", "./a.png", "", "a\n.png", "data:x",
     "%00.png", "qrc:/a", "a%252e.png"],
)  # fmt: skip
def test_a_picture_from_anywhere_else_is_named_in_words(address: str):
    assert picture_name(address) == ""
    markup = html(f"<img src='{address}' alt=a>")
    assert "<img" not in markup


def test_a_picture_that_is_not_in_the_media_is_named_in_words():
    asked = []

    def media(name: str) -> bool:
        asked.append(name)
        return name == "media/my pic.png"

    assert html("![a](media/my%20pic.png)", media=media) == '<p><img alt="a" src="media/my%20pic.png"></p>'
    assert "[picture not shown: media/b.png] b" in html("![b](media/b.png)", media=media)
    assert asked == ["media/my pic.png", "media/b.png"]


def test_a_sound_is_a_link_that_only_the_viewer_follows():
    assert html("![hear](a.mp3)", media=lambda name: True) == '<p><a href="sound:a.mp3">hear</a></p>'
    assert "href" not in html("![hear](a.mp3)", media=lambda name: False)
    assert "href" not in html("[hear](sound:../a.mp3)")
    assert "href" not in html("<a href='sound:../a.mp3'>hear</a>")


def test_links_lead_to_the_web_or_to_a_letter():
    assert all(map(link_passes, ("https://x.y", "HTTP://x.y", "mailto:a@b.c")))
    assert not any(
        map(link_passes, ("javascript:x", "x.y", "/x", "#x", "file:///x", "https:", "ftp://x.y", " https://x.y"))
    )


def test_attributes_of_a_tag_are_read_with_their_entities():
    assert attributes_of("<img SRC='a&amp;b.png' alt = \"c 'd'\" hidden>") == {"src": "a&b.png", "alt": "c 'd'"}


def test_a_raw_tag_that_is_not_closed_does_not_run_on():
    assert html("a <b>b\n\nc") == "<p>a &lt;b&gt;b</p><p>c</p>"
    assert html("a <b><i>b</b></i>") == "<p>a <b>&lt;i&gt;b</b>&lt;/i&gt;</p>"


def test_spans_of_a_table_stay_small():
    assert "colspan" not in html('<table><tr><td colspan="99999">a</td></tr></table>')


# Code


def test_every_language_has_a_lexer_and_the_classes_are_pygments_own():
    assert set(STANDARD_TYPES.values()) - {""} == TOKEN_CLASSES
    for language in LANGUAGES:
        assert "<pre" in code_html("x = 1", language)


def test_cuda_python_triton_and_ptx_are_coloured():
    assert '<span class="kr">__global__</span>' in html("```cuda fragment\n__global__ void f();\n```")
    assert '<span class="k">def</span>' in html("```triton\ndef f(): pass\n```")
    assert '<span class="k">def</span>' in html("~~~python\ndef f(): pass\n~~~")
    assert "<span" in html("```ptx\nadd.s32 r1, r2, r3;\n```")
    assert "<span" not in html("```text\nadd 1\n```")
    assert "<span" not in html("```\ndef f(): pass\n```")


@given(st.sampled_from(sorted(LANGUAGES)), st.text(alphabet="ab01(){}<>[]\"'`\\/*#$%&|.,;:=+- \n\té", max_size=60))
def test_colours_change_no_character_of_the_code(language: str, code: str):
    markup = code_html(code, language)
    assert plain_text(markup).strip() == plain_text(code_html(code)).strip()


# Cloze, choices, drills

RING = "## A ring over $n$ ranks sends {{c1::$2(n-1)/n$::a fraction}} of {{the **message**}} by {{c1::each}}. {#r}\n"


def test_the_gaps_of_one_face_are_hidden_and_the_others_are_text():
    card = card_of(RING)
    first, second = faces(card)
    assert show(card, first).question == (
        '<p>A ring over <span class="math">n</span> ranks sends <span class="gap">[a fraction]</span> of the '
        '<strong>message</strong> by <span class="gap">[…]</span>.</p>'
    )
    assert '<span class="math">2(n-1)/n</span> of <span class="gap">[…]</span> by each.' in show(card, second).question


def test_the_answer_shows_what_was_hidden():
    card = card_of(RING)
    first, second = faces(card)
    assert '<span class="filled"><span class="math">2(n-1)/n</span></span> of the' in show(card, first).answer
    assert '<span class="filled">the <strong>message</strong></span> by each' in show(card, second).answer
    assert "gap" not in show(card, first).answer


def test_the_answer_stands_nowhere_in_the_question():
    card = card_of("## Peak is {{c1::989}} TFLOP/s.\n\nIn a table:\n\n| a |\n|---|\n| {{c1::990}} |\n")
    (face,) = faces(card)
    seen = show(card, face)
    assert "98" not in seen.question + seen.plain_question
    assert "990" not in seen.question


def test_a_gap_in_a_list_a_hint_with_maths_and_a_following_answer():
    seen = shown("## Order\n\n- {{a::$x$ *or* y}}\n- b\n\n### Answer\n\nMore.\n", "cloze:a")
    assert seen.question.endswith(
        '<ul><li><span class="gap">[<span class="math">x</span> <em>or</em> y]</span></li><li>b</li></ul>'
    )
    assert seen.answer.endswith("<p>More.</p>")
    assert seen.plain_question == "Order\n- blank (x or y)\n- b"


CHOICE = """## Why? {#w}

Look:

- [ ] Too mild — *the share is large*
- [x] The zeros are **multiplied**
- [ ] The clock

### Why

Dense kernels.
"""


def test_options_come_in_the_order_asked_for():
    seen = shown(CHOICE, order=(2, 0, 1))
    assert [(option.index, option.letter, option.plain) for option in seen.options] == [
        (2, "A", "The clock"),
        (0, "B", "Too mild"),
        (1, "C", "The zeros are multiplied"),
    ]
    assert seen.question == "<p>Why?</p><p>Look:</p>"
    assert seen.plain_question == "Why?\nLook:\nA: The clock\nB: Too mild\nC: The zeros are multiplied"
    assert seen.question_with_options().count("☐") == 3
    assert asked_html(seen.options, picked=(0,)).count("☑") == 1


def test_the_answer_marks_what_is_right_with_a_sign_and_a_word_and_gives_the_reasons():
    seen = shown(CHOICE, order=(2, 0, 1), picked=(0,))
    rows = re.findall(r"<tr>.*?</tr>", seen.answer)
    assert "✓ right" in rows[2]
    assert "✓" not in rows[0] + rows[1]
    assert "<em>the share is large</em>" in rows[1]
    assert "(your answer)" in rows[1]
    assert "your answer" not in rows[0] + rows[2]
    assert seen.plain_answer.splitlines() == [
        "A: The clock (wrong).",
        "B: Too mild (wrong, your answer). the share is large",
        "C: The zeros are multiplied (right).",
    ]
    assert seen.why == "<p>Dense kernels.</p>"


def test_options_beyond_z_have_numbers():
    assert [letter(0), letter(25), letter(26)] == ["A", "Z", "27"]


def test_values_of_a_drill_are_text_in_text_code_and_maths():
    markup = html("{{a}} *{{ b }}* `{{a}}` $2 \\cdot {{a}}$ {{c}} \\{{a}}", values={"a": "1<2", "b": "*x*"})
    assert markup == (
        '<p>1&lt;2 <em>*x*</em> <code>1&lt;2</code> <span class="math">2 \\cdot 1&lt;2</span> {{c}} {{a}}</p>'
    )


DRILL = """## KV cache {#kv .mid}

How many KiB with {{layers}} layers?

### Given

- layers: choice(32, 48)

### Formula

- layers * 2 -> KiB ± exact

### Traps

- layers * 3: you counted thrice
"""


def test_a_drawn_drill_is_shown_with_its_numbers_and_its_solution():
    card = card_of(DRILL)
    seen = show(card, "drill", draw=draw(drill_of(card), "seed"))
    assert re.fullmatch(r"<p>KV cache</p><p>How many KiB with (32|48) layers\?</p>", seen.question)
    assert re.match(r"<p><strong>(64|96)&nbsp;KiB</strong></p>", seen.answer)
    assert "you counted thrice" in seen.mistakes


# The card


def test_a_heading_is_one_line_and_no_block():
    assert shown("## 1. What is `x`?\n\nA\n").question == "<p>1. What is <code>x</code>?</p>"
    assert shown("## - a\n\nA\n").question == "<p>- a</p>"


def test_a_card_asked_backwards_swaps_its_sides():
    front, back = (shown("## Q {.both-ways}\n\nA *b*\n", face) for face in ("front", "back"))
    assert (front.question, front.answer) == (back.answer, back.question)
    assert back.question == "<p>A <em>b</em></p>"


def test_text_before_an_answer_part_belongs_to_the_question():
    seen = shown(
        "## Name it {.code}\n\n```c\nint i;\n```\n\n### Answer\n\n`i`\n\n### Hint\n\nLook.\n\n### Sources\n\n- A, 2020\n"
    )
    assert "<pre" in seen.question
    assert seen.answer == "<p><code>i</code></p>"
    assert seen.hint == "<p>Look.</p>"
    assert seen.sources == "<ul><li>A, 2020</li></ul>"


OPEN = "## Q\n\n### Key points\n\n- Bytes *matter* {#b}\n  - also: size\n- Batch {#t}\n\n### Mistakes\n\n- Haste\n\n### Answer\n\nAll.\n"


def test_an_open_card_has_its_points_without_their_hints():
    seen = shown(OPEN)
    assert seen.key_points == ("Bytes <em>matter</em>", "Batch")
    assert seen.mistakes == "<ul><li>Haste</li></ul>"


def test_a_point_that_was_missed_is_asked_for_by_the_others():
    seen = shown(OPEN, "point:t")
    assert seen.question.startswith("<p>Q</p><p>A good answer has these points.")
    assert "<li>Bytes <em>matter</em></li>" in seen.question
    assert "Batch" not in seen.question
    assert seen.plain_question.endswith("- Bytes matter\n- blank")
    assert seen.answer == "<p>Batch</p><p>All.</p>"
    assert seen.key_points == ()
    alone = shown(OPEN.replace("- Batch {#t}\n", ""), "point:b")
    assert alone.question == "<p>Q</p><p>Which point belongs in the answer?</p>"
    gone = shown(OPEN, "point:other")
    assert (gone.question, gone.answer) == ("<p>Q</p>", "<p>All.</p>")


def test_comments_are_never_shown():
    seen = shown("## Q\n\nIt is 320.\n<!-- check: 2*160 = 320 -->\n\n### Why\n\n- a\n\n<!-- check: 1 = 1\n-->\n")
    assert "check" not in repr(seen)


def test_the_reading_text_says_what_a_screen_shows():
    text = (
        "A `code` of $x^2$:\n\n1. one\n2. two\n   - *in*\n\n3. three\n\n> [!TIP]\n> Measure.\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```c\nint  i;\n  j;\n```\n\n![a plot](p.png) end  \nof it"
    )
    assert plain_text(html(text)) == (
        "A code of x^2:\n1. one\n2. two\n  - in\n3. three\nTip\nMeasure.\na, b\n1, 2\nint  i;\n  j;\n"
        "picture: a plot end\nof it"
    )


def test_words_can_be_another_language_s():
    words = Words(note="Hinweis", blank="Lücke", right="richtig", wrong="falsch", no_picture="[kein Bild: {name}]")
    assert "Hinweis" in html("> [!NOTE]\n> a", words=words)
    assert "[kein Bild: ../a.png]" in html("![](../a.png)", words=words)
    assert shown("## {{a}} b\n", "cloze:a", words=words).plain_question == "Lücke b"
    assert "✓ richtig" in shown(CHOICE, words=words).answer


def test_the_direction_follows_the_language_and_else_the_first_strong_letter():
    assert direction("ar", "abc") == "rtl"
    assert direction("he-IL", "") == "rtl"
    assert direction("en", "שלום") == "ltr"
    assert direction("", "12. שלום abc") == "rtl"
    assert direction("", "12") == "ltr"
    assert (shown("## ما هو warp؟\n\nA\n").dir, shown("## Q\n\nA\n", language="fa").lang) == ("rtl", "fa")
    assert '<pre dir="ltr">' in html("```\nx\n```")


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_every_card_we_have_is_shown_whole(path: Path):
    try:
        deck = read(path.read_text(encoding="utf-8"), path.name).deck
    except UnicodeDecodeError:
        return
    for card in deck.cards():
        for face in faces(card):
            seen = show(card, face)
            assert bool(seen.notice) == (path.stem == "too-long")
            for markup in (seen.question, seen.why, seen.sources, seen.hint, *seen.key_points):
                assert_safe(markup)
            assert not re.search(r"\[…\]", seen.plain_question)


# The look

CARD_CSS = (ROOT / "resources" / "card.css").read_text(encoding="utf-8")
THEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def code_css(name: str) -> str:
    return (ROOT / "resources" / "themes" / f"{name}.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", THEMES)
def test_code_can_be_read_in_every_colour(name: str):
    coloured = {}
    for selectors, colour in re.findall(r"([^{}*/]+)\{ color: (#[0-9A-Fa-f]{6}); \}", code_css(name)):
        coloured |= {selector.strip().removeprefix("."): colour for selector in selectors.split(",")}
    assert set(coloured) == TOKEN_CLASSES
    assert {token: colour for token, colour in coloured.items() if contrast(colour, THEMES[name].paper) < 4.5} == {}


@pytest.mark.parametrize("name", THEMES)
def test_words_of_a_card_can_be_read_on_their_ground(name: str):
    tokens: Tokens = THEMES[name]
    pairs = [(tokens.text, ground) for ground in (tokens.surface, tokens.paper, tokens.soft)]
    pairs += [(tokens.accent, tokens.soft), (tokens.accent, tokens.surface), (tokens.muted, tokens.surface)]
    pairs += [(tokens.good, tokens.surface), (tokens.again, tokens.surface), (tokens.muted, tokens.paper)]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_has_a_value_for_every_name(name: str):
    css = style_sheet(CARD_CSS, code_css(name), asdict(THEMES[name]), 18)
    assert "$" not in css
    assert "font-size: 17px" in css
    assert THEMES[name].soft in css


def test_boxes_become_tables_for_the_viewer_and_stay_what_they_are_for_export():
    markup = html("> a\n\n> [!NOTE]\n> b\n\n```c\nx\n```")
    framed = for_viewer(markup)
    assert "<table" not in markup
    assert [re.search(r'<td class="(\w+)">', cell)[1] for cell in framed.split("<tr>")[1:]] == ["quote", "note", "code"]  # type: ignore[index]
    assert framed.count("<table") == framed.count("</table>") == 3
    assert "<blockquote" not in framed
    assert "\n</code>" not in framed


def test_a_shown_card_can_be_compared_and_changed():
    assert replace(shown(CHOICE), lang="de") != shown(CHOICE)
