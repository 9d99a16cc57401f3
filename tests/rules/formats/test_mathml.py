from __future__ import annotations

import pytest

from interviewprep.formats.sheet.mathml import with_mathml


def mathml(tex):
    return with_mathml(f'<span class="math">{tex}</span>')


def test_a_formula_becomes_mathml():
    assert "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>" in mathml(r"\frac{1}{2}")
    assert "<mo>&lt;</mo>" in mathml("a &lt; b")


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{&lt;img src=x onerror=alert(1)&gt;}",
        r"\text{&lt;img src=&quot;x&quot; onerror=&quot;alert(1)&quot;/&gt;}",
        r"\text{&lt;script&gt;x&lt;/script&gt;}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(//evil)}{x}",
    ],
)
def test_a_formula_brings_nothing_else_to_the_page(tex):
    made = mathml(tex)
    assert "<img" not in made
    assert "<script" not in made
    assert "href=" not in made
    assert "style=" not in made


def test_what_cannot_be_set_stays_readable():
    assert mathml(r"\frac{1}{") == r"<code>\frac{1}{</code>"
    assert mathml("x" * 2000) == f"<code>{'x' * 2000}</code>"
