"""Colours of code as classes, by Pygments. Lexers load when the first block of their language is shown."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

# Language in a fence -> the name Pygments knows it by. Only lexers that a test holds to the time limit with hostile
# text are listed; any other language is shown plain.
LANGUAGES = {
    "asm": "nasm", "bash": "bash", "c": "c", "c++": "cpp", "cc": "cpp", "cmake": "cmake", "console": "console",
    "cpp": "cpp", "cu": "cuda", "cuda": "cuda", "cxx": "cpp", "diff": "diff", "docker": "docker",
    "dockerfile": "docker", "go": "go", "h": "c", "hip": "cuda", "hpp": "cpp", "ini": "ini",
    "javascript": "javascript", "js": "javascript", "json": "json", "llvm": "llvm", "make": "make",
    "makefile": "make", "nasm": "nasm", "opencl": "c", "ptx": "ptx", "py": "python", "pycon": "pycon",
    "python": "python", "python3": "python", "rust": "rust", "rs": "rust", "sh": "bash", "shell": "bash",
    "sql": "sql", "toml": "toml", "triton": "python", "ts": "typescript", "typescript": "typescript",
    "yaml": "yaml", "yml": "yaml",
}  # fmt: skip

LONGEST = 4_000
"""Characters of one block that are coloured; a card's code has at most 25 lines."""
LONGEST_LINE = 200
MOST_BLANK_LINES = 20
"""In a row. Several lexers take time by the square of a line's or of a gap's length."""

# The short names of `pygments.token.STANDARD_TYPES`, written out so that cleaning a card does not load Pygments;
# a test holds the two equal.
_TOKENS = """
    bp c c1 ch cm cp cpf cs dl err esc fm g gd ge ges gh gi go gp gr gs gt gu il k kc kd kn kp kr kt l ld m mb mf mh
    mi mo n na nb nc nd ne nf ni nl nn no nt nv nx o ow p pm py s s1 s2 sa sb sc sd se sh si sr ss sx vc vg vi vm w x
"""
TOKEN_CLASSES = frozenset(_TOKENS.split())


def code_html(code: str, info: str = "") -> str:
    """A code block. `info` is what stands after the fence: a language, then words of no matter here (`fragment`)."""
    language = info.split()[0].lower().strip("{}.") if info.split() else ""
    name = LANGUAGES.get(language)
    inner = _coloured(code, name) if name and can_colour(code) else escape(code)
    return f'<pre dir="ltr"><code>{inner}\n</code></pre>'


def can_colour(code: str) -> bool:
    """Whether every lexer gets through the code without a wait."""
    blank = 0
    for line in code.split("\n"):
        blank = 0 if line.strip() else blank + 1
        if blank > MOST_BLANK_LINES or len(line) > LONGEST_LINE:
            return False
    return len(code) <= LONGEST


def _coloured(code: str, name: str) -> str:
    runs: list[list[str]] = []
    # Lexers of sessions drop a last line that does not end.
    for kind, text in _lexer(name).get_tokens(code + "\n"):
        short = _short(kind)
        if runs and runs[-1][0] == short:
            runs[-1][1] += text
        else:
            runs.append([short, text])
    while runs and not runs[-1][1]:
        runs.pop()
    runs[-1][1] = runs[-1][1].removesuffix("\n")
    return "".join(_span(text, short) for short, text in runs)


def _span(text: str, short: str) -> str:
    return f'<span class="{short}">{escape(text)}</span>' if short and text.strip() else escape(text)


@cache
def _short(kind: object) -> str:
    from pygments.token import STANDARD_TYPES

    token = kind
    while token is not None and token not in STANDARD_TYPES:
        token = getattr(token, "parent", None)
    # Names, brackets and blanks look like any text; without a span the document stays small.
    short = STANDARD_TYPES.get(token, "")  # type: ignore[call-overload]
    return "" if short in ("n", "w", "x", "p") else short


@cache
def _lexer(name: str) -> Lexer:
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(name, stripnl=False, ensurenl=False)
