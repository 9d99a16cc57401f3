"""Markdown is that of code hosts: a corpus with the HTML we want, and an independent parser as a second opinion."""

from __future__ import annotations

import html as entities
import random
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from markdown_it import MarkdownIt

from interviewprep.rendering import blocks
from interviewprep.rendering.limits import TooMuch
from interviewprep.rendering.render import html, inline_html

CORPUS = Path(__file__).parent.parent / "samples" / "markdown"
SECOND_OPINION = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Snippet(NamedTuple):
    theme: str
    name: str
    source: str
    html: str


def snippets() -> list[Snippet]:
    found = []
    for path in sorted(CORPUS.glob("*.txt")):
        for entry in re.split(r"^%%% (?!html$)", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            name, _, rest = entry.partition("\n")
            source, _, wanted = rest.partition("\n%%% html\n")
            found.append(Snippet(path.stem, name, source, wanted.removesuffix("\n\n").removesuffix("\n")))
    return found


SNIPPETS = snippets()
IDS = [f"{snippet.theme}: {snippet.name}" for snippet in SNIPPETS]

# What CommonMark does not know, or we do otherwise on purpose; the corpus alone says what is right there.
OURS_ALONE = {
    "tasks: boxes become signs",
    "tasks: a box in a nested list",
    "tasks: boxes in a loose list",
    "tables: a bar in code that would cost a cell",
    "tables: maths in a cell",
    "emphasis: around code and maths",
    "links: with a title",
    "links: by its own words",
    "links: a letter's address",
    "links: a sound",
    "links: a link to another place is its words alone",
    "links: a picture from elsewhere is named",
    "inline: a comment goes",
    "inline: a comment of many lines goes",
    "inline: a comment after a list goes",
    "headings: markup in a heading",
    "html: attributes go",
    "html: a block",
    "html: a line break",
    "html: a link by tag",
    "html: a picture by tag",
    "html: styles and scripts are text",
}
OURS_ALONE_THEMES = ("maths", "quotes: a note", "quotes: a tip", "quotes: important", "quotes: a warning", "quotes: caution", "quotes: a box", "links: a bare", "links: www")  # fmt: skip


def structure(markup: str) -> str:
    """HTML without what differs by taste: colours of code, line ends between blocks, the order of attributes."""
    markup = re.sub(r' class="[^"]*"| dir="ltr"|</?span[^>]*>', "", markup)
    markup = re.sub(r'style="text-align:(\w+)"', r'align="\1"', markup)
    markup = re.sub(r"<(hr|br|img[^>]*?) ?/>", r"<\1>", markup)
    markup = re.sub(r'<img src="([^"]*)" alt="([^"]*)">', r'<img alt="\2" src="\1">', markup)
    markup = re.sub(
        r"\s*(</?(?:p|ul|ol|li|blockquote|pre|table|thead|tbody|tr|td|th|h\d|hr|br|div)\b[^>]*>)\s*", r"\1", markup
    )
    markup = re.sub(r"\s+</code></pre>", "</code></pre>", markup)
    return entities.unescape(re.sub(r"[ \t]+", " ", markup)).strip()


def test_the_corpus_is_large_enough_to_prove_something():
    assert len(SNIPPETS) >= 60
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=IDS)
def test_a_snippet_gives_the_html_that_is_written_beside_it(snippet: Snippet):
    assert html(snippet.source) == snippet.html


IN_COMMON = [
    snippet
    for snippet, name in zip(SNIPPETS, IDS, strict=True)
    if name not in OURS_ALONE and not name.startswith(OURS_ALONE_THEMES)
]


@pytest.mark.parametrize("snippet", IN_COMMON, ids=lambda snippet: f"{snippet.theme}: {snippet.name}")
def test_a_snippet_gives_what_another_parser_makes_of_it(snippet: Snippet):
    assert structure(html(snippet.source)) == structure(SECOND_OPINION.render(snippet.source))


MADE_OF = {
    "emphasis": ["*", "**", "_", "__", "~~ ", "a", "b ", "c", " ", "(", ".", "*a*", "**", "***"],
    "blocks": ["- ", "* ", "1. ", "2) ", "  ", "    ", "> ", "\n", "\n", "\n\na", "a", "```\n", "# ", "---", "===\n"],
    "links": ["[", "]", "(", ")", "![", "a", "mailto:x", " ", '"t"', "*", "\n", "[r]: mailto:u\n\n", "[r]"],
    "tables": ["|", " a ", "\n", "| a | b |\n", "|---|---|\n", "\\|", "- b", "> c"],
}


@pytest.mark.parametrize("kind", MADE_OF)
def test_random_texts_are_read_as_another_parser_reads_them(kind: str):
    chance = random.Random(kind)
    differ = []
    for _ in range(400):
        text = "".join(chance.choice(MADE_OF[kind]) for _ in range(chance.randint(2, 12)))
        ours, other = html(text), SECOND_OPINION.render(text)
        if 'class="notice"' not in ours and structure(ours) != structure(other):
            differ.append((text, ours, other))
    # Addresses that lead nowhere, such as `[r]()`, are words alone with us.
    assert len(differ) <= (8 if kind == "links" else 0), differ[:3]


def test_one_line_has_no_paragraph_around_it():
    assert inline_html("**a** `b` $c$") == '<strong>a</strong> <code>b</code> <span class="math">c</span>'
    assert inline_html("1. not a list") == "1. not a list"
    assert inline_html("# not a heading") == "# not a heading"
    assert inline_html("") == ""


def test_line_ends_of_every_system_are_one():
    assert html("a\r\n- b\r\n\r\nc\rd") == html("a\n- b\n\nc\nd")


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("![b](<b c.png>)", "b%20c.png"),
        ("![b](<bc.png>)", "bc.png"),
        ('![b]( <media/b_c d_.png> "a title" )', "media/b_c%20d_.png"),
        ("![b](<b &amp; c.png>)", "b%20%26%20c.png"),
    ],
)
def test_an_address_in_angle_brackets_may_hold_blanks(source: str, address: str):
    assert html(source) == f'<p><img alt="b" src="{address}"></p>'


def test_angle_brackets_that_are_no_address_stay_what_they_are():
    assert html("![b](<b>very bold</b>)") == "<p>![b](<b>very bold</b>)</p>"
    assert html("f(<b>bold</b>)") == "<p>f(<b>bold</b>)</p>"
    assert html("`[b](<b c>)`") == "<p><code>[b](&lt;b c&gt;)</code></p>"
    assert html("![b](<b c.png") == "<p>![b](&lt;b c.png</p>"


def test_a_list_knows_where_it_ends():
    (quote,) = blocks.parse("> - a\n> - b\n").root.children
    (listed,) = quote.children
    assert [item.first for item in listed.children] == [1, 2]
    assert listed.last == 2


def test_blocks_deeper_than_the_limit_are_refused_and_not_followed():
    with pytest.raises(blocks.TooDeep):
        blocks.parse("> " * (blocks.DEEPEST + 1) + "a")
    assert "levels of lists" in str(TooMuch("levels of lists and quotes"))
