from __future__ import annotations

import pytest

from interviewprep.rendering.render import html
from interviewprep.rendering.spoken import spoken


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("What is **a warp** of `n` threads?", "What is a warp of n threads?"),
        (r"Why $\frac{a}{b} \times 2^{10}$?", "Why a over b times 2 to the power of 10?"),
        (r"$n^2$ and $n^{2}$, but $2^{20}$", "n squared and n squared, but 2 to the power of 20"),
        (r"$I \ge \frac{\pi}{\beta_{mem}}$", "I is at least pi over beta mem"),
        (r"$\sqrt{d_k} = \text{head size}$", "the square root of d k equals head size"),
        (r"$\frac{\frac{a}{b}}{c}$", "a over b over c"),
        (r"It costs US\$5, and 3 - 2 = 1.", "It costs US$5, and 3 - 2 = 1."),
    ],
)
def test_a_voice_says_words_and_no_marks(markdown, said):
    assert spoken(html(markdown)) == said


def test_code_is_left_to_the_screen():
    assert spoken(html("What is wrong?\n\n```python\nx = [1 for _ in y]\n```\n\nSay why.")) == (
        "What is wrong?\nThe code is on the screen.\nSay why."
    )


def test_what_a_formula_hides_stays_text():
    assert spoken(html(r"$a < b$ and $\text{<b>}$")) == "a < b and <b>"
