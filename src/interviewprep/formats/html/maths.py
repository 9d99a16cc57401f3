"""Formulas of foreign cards as `$…$` and `$$…$$`, where they keep to what may stand between dollars."""

from __future__ import annotations

import re

from interviewprep.formats.html.tags import unescaped

_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_BREAK = re.compile(r"<(?:br|div|p|/div|/p)\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_GAP = re.compile(r"\{\{c(\d{1,4})::(.*?)\}\}(?!\})", re.S)
_MOST_GAPS = 50
_PAIRED = re.compile(r"\\(left|right|begin|end)\b")
_SIGN = re.compile(r"\\.|[{}$`]", re.S)
_WHOLE = re.compile(r"(\$\$?)(.*)\1", re.S)
_ENVIRONMENT = re.compile(r"\\begin\{(?:align|equation|gather|displaymath|eqnarray|multline)\*?\}")


def tex_of(html: str) -> str:
    """The TeX in the HTML source of a field: tags gone, entities read, one line."""
    if "<" in html:
        html = _TAG.sub("", _BREAK.sub("\n", html))
    text = unescaped(html).replace("\xa0", " ")
    if "%" in text and "\n" in text:
        text = _COMMENT.sub("", text)
    return " ".join(text.split())


def is_formula(tex: str) -> bool:
    """Whether it can stand between dollars: braces in balance, no dollar and no backtick."""
    depth = 0
    for sign in _SIGN.finditer(tex):
        if sign[0] in "$`":
            return False
        depth += (sign[0] == "{") - (sign[0] == "}")
        if depth < 0:
            return False
    return depth == 0 and bool(tex) and not tex.endswith("\\")


def formula(tex: str, *, display: bool = False) -> str:
    """Markdown of a formula that `is_formula`."""
    return f"$${tex}$$" if display else f"${tex}$"


def latex_formula(tex: str) -> tuple[str, bool] | None:
    """The formula in a piece of LaTeX, and whether it is displayed; None where it is more than a formula."""
    whole = _WHOLE.fullmatch(tex)
    if whole and is_formula(whole[2].strip()):
        return whole[2].strip(), whole[1] == "$$"
    if _ENVIRONMENT.match(tex) and is_formula(tex):
        return tex, True
    return None


def with_gaps(tex: str) -> list[tuple[str, str, str]] | None:
    """The formulas of a formula in which gaps stand, each with its group ("" outside) and hint.

    None where it cannot be taken apart, as in `\\frac{ {{c1::a}} }{b}`: a gap of ours never stands in a formula.
    """
    if tex.count("{{c") > _MOST_GAPS:
        return None
    parts: list[tuple[str, str, str]] = []
    at = 0
    for gap in _GAP.finditer(tex):
        text, _, hint = gap[2].partition("::")
        parts += [(tex[at : gap.start()].strip(), "", ""), (text.strip(), f"c{int(gap[1])}", hint.strip())]
        at = gap.end()
    parts.append((tex[at:].strip(), "", ""))
    parts = [part for part in parts if part[0]]
    sound = all(is_formula(part) and not _PAIRED.search(part) for part, _, _ in parts)
    return parts if sound else None


def gap_groups(tex: str) -> tuple[str, ...]:
    """The groups of the gaps in a formula, each once."""
    return (
        tuple(dict.fromkeys(f"c{int(gap[1])}" for gap in _GAP.finditer(tex))) if tex.count("{{c") <= _MOST_GAPS else ()
    )


def without_gaps(tex: str) -> str:
    """The formula with its gaps filled; a gap stands between braces, so that nothing near it changes."""
    for _ in range(_MOST_GAPS if tex.count("{{c") <= _MOST_GAPS else 0):
        before, tex = tex, _GAP.sub(lambda gap: gap[2].partition("::")[0], tex)
        if before == tex:
            break
    return tex
