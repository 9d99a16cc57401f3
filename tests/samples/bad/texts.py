"""Deck files and HTML that stall parsers, hide what they say, or ask for what a deck may not have."""

from __future__ import annotations

from bad.anki import showing
from bad.case import bad, noise

CARD = "## What is it?\n\nIt is that.\n"


def deck(text: str, front: str = "") -> bytes:
    return (f"---\n{front}\n---\n\n{CARD}" if front else "").encode() + f"## Bad?\n\n{text}\n".encode()


def front(text: str) -> bytes:
    return f"---\n{text}\n---\n\n{CARD}".encode()


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
for label, text in (
    ("billion-laughs", LAUGHS), ("anchor", "title: &a x\ndescription: *a"), ("alias-of-itself", "title: &a [*a]"), ("python-object", "title: !!python/object/apply:os.system ['touch pwned']"), ("python-name", "title: !!python/name:os.system"),
    ("custom-tag", "title: !x y"), ("binary", "title: !!binary aGVsbG8="), ("deep-list", "title: " + "[" * 20_000), ("deep-map", "title: " + "{a: " * 10_000), ("deep-blocks", "\n".join(" " * n + "a:" for n in range(300))), ("1-mb", "title: " + "x" * 1_000_000),
    ("100000-keys", "\n".join(f"k{n}: v" for n in range(100_000))), ("tabs", "title:\tx\n\tdescription: y"), ("keys-twice", "title: a\ntitle: b"), ("merge-keys", "base: {a: 1}\ntitle: x\n<<: {b: 2}"), ("two-documents", "title: a\n--- \ntitle: b\n..."),
    ("directive", "%YAML 9.9\ntitle: x"), ("list", "- a\n- b"), ("scalar", "hello"), ("nul", "title: a\x00b"), ("control", "title: \x07\x1b[2J"), ("numbers", "title: 1e999\nnew_per_day: -5\nretention: .nan"), ("lists-for-values", "title: [a]\ntags: {b: c}\nlanguage: [[]]"),
    ("null-key", "? \n: x"), ("complex-key", "? [a, b]\n: x"), ("long-integer", "title: " + "9" * 10_000), ("sexagesimal", "title: 1:2:3:4"), ("date", "title: 9999999-99-99"), ("bidi", "title: \u202egnp"), ("html", "title: <script>alert(1)</script>"),
):  # fmt: skip
    bad(f"yaml/{label}.md", front(text))
bad("yaml/never-closed.md", b"---\ntitle: x\n\n## Card?\n\nAnswer.\n" + b"a: b\n" * 1000)
bad("yaml/alone.md", b"---\ntitle: x\n---\n", "no card")
bad("yaml/interview-of-noise.md", b"---\ninterview: [[[[\n---\n")
bad(
    "yaml/interview-100000-rounds.md",
    lambda: b"---\ninterview: x\nrounds:\n" + b"  - {minutes: 1}\n" * 100_000 + b"---\n",
)
bad(
    "yaml/interview-minutes-huge.md",
    b"---\ninterview: x\nminutes: 99999999999999999999\n---\n\n# Round\n\n- 1e999 min: a/b\n",
)

for label, text in (
    ("pictures-12-kb", "![a](" * 2500), ("links", "[a](" * 20_000), ("brackets", "[" * 100_000), ("closing-brackets", "]" * 100_000), ("brackets-in-pairs", "[]" * 50_000), ("deep-brackets", "[" * 5000 + "a" + "]" * 5000), ("stars", "*" * 100_000), ("stars-apart", "*a " * 30_000),
    ("stars-nested", "*a **b " * 15_000), ("underscores", "_a" * 50_000), ("angles", "<" * 100_000), ("angle-words", "<a " * 30_000), ("angle-ends", ">" * 100_000), ("quotes-100000", "\n" + ">" * 100_000 + " a"), ("quotes-and-lists", "> - " * 5000 + "a"),
    ("nested-tables", "<table><tr><td>" * 16 + "x"), ("pipe-table-1000-columns", "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + ("|b" * 1000 + "|\n") * 10), ("pipe-table-10000-rows", "|a|b|\n|-|-|\n" + "|c|d|\n" * 10_000), ("pipes", "|" * 100_000),
    ("line-of-190-kb", "x" * 190_000), ("line-of-1-mb", "x" * 1_000_000), ("unclosed-fence", "```python\n" + "x = 1\n" * 5000), ("fence-of-1000", "`" * 1000 + "\nx\n" + "`" * 999), ("unclosed-comment", "<!-- " + "x\n" * 5000), ("comments", "<!--" * 40_000), ("comment-ends", "--" * 80_000),
    ("100000-headings", "### H\n" * 100_000), ("answers-1000", "### Answer\n\na\n\n" * 1000), ("lists-5000-deep", "\n".join("  " * n + "- a" for n in range(300)) + "\n" + "- " * 5000), ("numbers-of-lists", "99999999999999999999. a\n" * 2000), ("backticks", "`" * 100_000), ("backticks-uneven", "".join("`" * n + " " for n in range(1, 440))),
    ("dollars", "$" * 100_000), ("dollars-apart", "$a " * 30_000), ("dollars-in-pairs", "$$\n" * 30_000), ("maths-deep", "$" + "\\frac{" * 5000 + "$"), ("maths-macro-loop", r"$\def\a{\a\a}\a$"), ("maths-long", "$" + "x^" * 50_000 + "$"), ("definitions", "".join(f"[r{n}]: http://a/{n}\n" for n in range(5000)) + "[r1] " * 5000),
    ("definitions-of-themselves", "[a]: <b> '" * 10_000), ("footnotes", "[^1]: a\n" * 10_000), ("bidi", "\u202e\u2066\u2067\u202a" * 20_000), ("bidi-in-link", "[safe](http://\u202egnp.example)"), ("zero-width", "\u200b\u200d\ufeff" * 30_000), ("emoji", "👩‍👩‍👧‍👦" * 7000), ("zalgo", "a" + "\u0300\u0301\u0302" * 60_000), ("flags", "🇩" * 40_000),
    ("nul", "a\x00b\x00"), ("control", "".join(map(chr, range(1, 32))) * 100), ("private-use", "\ue000\uf8ff\U000f0000" * 10_000), ("not-characters", "\ufffe\uffff\U0010ffff" * 10_000), ("entities", "&amp;" * 40_000), ("entities-without-end", "&" * 150_000), ("entity-of-digits", "&#" + "9" * 100_000 + ";"),
    ("backslashes", "\\" * 100_001), ("hard-breaks", "a\\\n" * 20_000), ("rules", "---\n" * 20_000), ("underlines", "a\n===\n" * 20_000), ("indented", "\n".join(" " * (n % 400) + "x" for n in range(900))), ("tabs", "\t" * 100_000 + "x"), ("gaps", "{{a}} " * 20_000), ("gaps-nested", "{{" * 30_000 + "}}" * 30_000),
    ("gaps-unclosed", "{{a " * 30_000), ("areas", "![x](a.png)\n\n" + "{{area: 1 1 1 1 = a}} " * 5000), ("areas-absurd", "{{area: -1 1e999 nan 0 = a}}"), ("options", "- [x] a\n" * 5000), ("options-all-wrong", "- [ ] a\n" * 5000), ("attributes", "{#" * 40_000), ("attributes-long", "a {" + "k=v " * 20_000 + "}"),
    ("script", "<script>alert(1)</script><img src=x onerror=alert(1)>"), ("file-picture", "![p](file:///etc/passwd) ![q](../../../../etc/passwd) ![r](/etc/passwd)"), ("javascript-link", "[x](javascript:alert(1)) [y](data:text/html,x) [z](vbscript:x)"), ("remote-picture", "![x](http://127.0.0.1:9/x.png) <img src='//127.0.0.1/y'>"),
    ("data-picture", "![x](data:image/png;base64," + "A" * 100_000 + ")"), ("wiki-links", "[[" * 40_000), ("tilde-fences", "~~~\n" * 20_001), ("strikes", "~~a" * 30_000), ("bare-addresses", "http://a.b/ " * 8000), ("address-of-150-kb", "http://" + "a." * 75_000), ("mail-flood", "a@b." * 40_000), ("html-blocks", "<div>\n\n" * 10_000),
    ("html-attributes", "<a " + "b='c' " * 20_000 + ">x</a>"), ("processing", "<?php " * 20_000), ("cdata", "<![CDATA[" * 15_000), ("declarations", "<!A " * 30_000), ("alternating", "*_`[<$~" * 15_000), ("code-with-colours", "```python\n" + "(" * 20_000 + "\n```"), ("code-of-strings", "```python\n" + '"""' * 10_001 + "\n```"), ("code-unknown-language", "```" + "x" * 50_000 + "\na\n```"),
):  # fmt: skip
    bad(f"markdown/{label}.md", deck(text))
bad("markdown/drill-endless.md", b"## How much? {.drill}\n\n### Given\n\n- a = 9**9**9**9\n\n### Formula\n\na**a**a\n")
bad(
    "markdown/drill-many-numbers.md",
    b"## How much? {.drill}\n\n### Given\n\n"
    + b"".join(b"- v%d: 1..1000000000000\n" % n for n in range(2000))
    + b"\n### Formula\n\n"
    + b"v1+" * 20_000
    + b"v1\n",
)
bad(
    "markdown/drill-code.md",
    b"## How much? {.drill}\n\n### Given\n\n- a: __import__('os').system('touch pwned')\n\n### Formula\n\n(lambda: a)()\n",
)
bad("markdown/computed.md", deck("<!-- check: 9**9**9**9 = 1 --> <!-- check: __import__('os') = 1 --> 1"))
bad("markdown/id-of-100-kb.md", f"## A? {{#{'x' * 100_000}}}\n\nb\n".encode())
bad("markdown/ids-twice.md", b"## A? {#x}\n\nb\n\n## C? {#x}\n\nd\n")
bad("markdown/heading-of-1-mb.md", b"## " + b"x" * 1_000_000 + b"\n\na\n")
bad("markdown/heading-of-stars.md", b"## " + b"*a " * 20_000 + b"\n\na\n")
bad("markdown/250000-cards.md", lambda: b"## a\n\nb\n\n" * 250_000, "200,000 cards")
bad("markdown/20000-cards-the-same.md", lambda: b"## a\n\nb\n\n" * 20_000, cards=20_000)
bad("markdown/20000-topics.md", lambda: b"# a\n\n" * 20_000 + CARD.encode())
bad("markdown/51-mb.md", lambda: b"## a\n\n" + b"xxxxxxx\n" * 6_500_000, "50 MB")
bad("markdown/not-utf-8.md", b"## A?\n\nb \xe9\n", "line 3.*cp1252")
bad("markdown/utf-16.md", "## A?\n\nb\n".encode("utf-16"), cards=1)
bad("markdown/utf-16-no-mark.md", "## A?\n\nb\n".encode("utf-16-le"), "utf-16")
bad("markdown/noise.md", noise(50_000), "line 1")
bad("markdown/nul-alone.md", bytes(5000), "line 1")
bad("markdown/line-ends.md", b"## A?\r\rb\r## C?\n\nd\r\n## E?\r\n\r\nf", cards=None)
bad("markdown/no-heading.md", b"hello\n", "no card")
bad("markdown/blank.md", b" \n \n", "no sign|no row")

for label, text in (
    ("100000-tags", "<b>" * 33_000 + "x"), ("div-flood", "<div>" * 30_000), ("closing-tags", "</div>" * 30_000), ("crossed-tags", "<b><i></b></i>" * 10_000), ("lists-deep", "<ul><li>" * 10_000 + "x"), ("tables-deep", "<table><tr><td>" * 5000 + "x"), ("table-10000-cells", "<table>" + "<tr>" + "<td>c" * 10_000 + "</table>"),
    ("colspan", "<table><tr><td colspan=999999999 rowspan=999999999>x<td colspan=-1>y</table>"), ("quotes-deep", "<blockquote>" * 10_000 + "x"), ("unclosed-comment", "a<!-- x"), ("comments", "<!--" * 40_000 + "x"), ("comment-tricks", "<!--><img src=x onerror=alert(1)>--><!--->a<!-- -- --!>b"), ("conditional", "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->x"),
    ("script", "<script>alert(1)</script>x<SCRIPT SRC=//127.0.0.1/x></SCRIPT>"), ("script-split", "<scr<script>ipt>alert(1)</scr</script>ipt>x"), ("style", "<style>@import 'http://127.0.0.1/x.css'; * {background: url(file:///etc/passwd)}</style>x"), ("onload", "<body onload=alert(1)><p onclick=alert(1) style='position:fixed'>x"), ("javascript", "<a href='javascript:alert(1)'>x</a><a href=' JaVa\tScript:alert(1)'>y</a><a href='&#106;avascript:alert(1)'>z</a>"),
    ("data", "<a href='data:text/html,<script>alert(1)</script>'>x</a><img src='data:image/svg+xml,<svg onload=alert(1)>'>"), ("data-1-mb", "x<img src='data:image/png;base64," + "A" * 150_000 + "'>"), ("file", "x<img src='file:///etc/passwd'><img src='/etc/passwd'><img src='../../../etc/passwd'><img src='\\\\host\\share'>"), ("iframe", "<iframe src='file:///etc/passwd'></iframe><object data='x'></object><embed src='y'>x"),
    ("svg", "<svg onload=alert(1)><script>alert(1)</script><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>x"), ("math", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>x"), ("math-deep", "<math>" + "<msup>" * 10_000 + "</math>x"), ("base", "<base href='http://127.0.0.1/'><img src='a.png'>x"), ("meta", "<meta http-equiv=refresh content='0;url=http://127.0.0.1/'>x"),
    ("cdata", "<![CDATA[<script>alert(1)</script>]]>x"), ("entities", "&lt;script&gt;alert(1)&lt;/script&gt;"), ("entity-flood", "&amp;" * 39_000), ("entities-nested", "&amp;amp;amp;" * 10_000 + "lt;"), ("entity-numbers", "&#0;&#xD800;&#x110000;&#" + "9" * 5000 + ";x"), ("template", "<template><script>alert(1)</script></template>{{F}}{{#F}}x"), ("noscript", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">x"), ("textarea", "<textarea>" + "<b>" * 1000 + "x"),
    ("attributes", "<b " + "a=1 " * 40_000 + ">x</b>"), ("attribute-without-end", "x<b a='" + "y" * 150_000), ("angles", "<" * 100_000 + "x"), ("angles-apart", "< " * 60_000), ("tag-of-190-kb", "<" + "a" * 190_000 + ">x"), ("picture-flood", "<img src=x.png>" * 8000), ("sound-flood", "[sound:x.mp3]" * 10_000), ("sound-paths", "[sound:../../etc/passwd][sound:http://127.0.0.1/a][sound:con]x"),
    ("latex", "[latex]\\input{/etc/passwd}\\write18{touch pwned}[/latex]x"), ("latex-unclosed", "[latex]" * 20_000 + "x"), ("mathjax-unclosed", "\\(" * 40_000 + "x"), ("mathjax-nested", "\\(" * 5000 + "a" + "\\)" * 5000), ("mathjax-require", "\\(\\require{x}\\href{javascript:alert(1)}{y}\\)"), ("dollars", "[$]" * 30_000 + "x"), ("anki-mathjax", "<anki-mathjax>" * 8000 + "x"), ("ruby", "<ruby>" * 10_000 + "<rt>x"), ("pre", "<pre>" * 10_000 + "x"), ("pre-of-fences", "<pre>```\n~~~~\n" + "`" * 50_000 + "</pre>"),
    ("br-flood", "x" + "<br>" * 40_000 + "y"), ("hr-flood", "x" + "<hr>" * 40_000), ("headings", "<h1>a</h1>" * 10_000), ("links", "<a href='http://a/'>" * 8000 + "x"), ("spans-with-styles", "<span style='font-size:99999px;color:red'>" * 4000 + "x"), ("fonts", "<font size=99999 face=x>" * 5000 + "x"), ("forms", "<form action='http://127.0.0.1'><input autofocus onfocus=alert(1)><button>x"), ("video", "<video src=http://127.0.0.1/x autoplay><source src=file:///etc/passwd></video>x"),
    ("markdown-in-html", "# a<br>---<br>## b {#c}<br>### Answer<br>```<br>- [x] d<br>[e]: f<br>&lt;!--"), ("markdown-flood", "![a](" * 10_000), ("bidi", "\u202e\u2066" * 30_000 + "x"), ("zero-width", "\u200b" * 60_000 + "x"), ("zalgo", "a" + "\u0301" * 190_000), ("nul", "a\x00b&#0;c"), ("blanks", "&nbsp;" * 30_000 + "x"), ("only-tags", "<b></b><i></i>"), ("only-comment", "<!-- x -->"), ("only-picture", "<img src=missing.png>"),
    ("address-flood", "http://a.b/ " * 10_000), ("stars", "*" * 190_000), ("pipes", "|a" * 50_000), ("our-gaps", "{{a}} {{area: 1 2 3 4}} {#id} {.drill}"), ("deep-mixed", "<div><b><ul><li><table><tr><td><blockquote>" * 2500 + "x"),
):  # fmt: skip
    bad(f"html/{label}.apkg", lambda text=text: showing(text, "good", back=text))  # type: ignore[misc]
