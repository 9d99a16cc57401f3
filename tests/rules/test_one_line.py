from __future__ import annotations

import pytest

from interviewprep.rendering.one_line import one_line


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("What is a **warp**?", "What is a warp?"),
        ("{{c1::E5M2}} trades `x` for {{448::hint}}", "E5M2 trades x for 448"),
        ("What moves?\n\n```cuda\nx = 1;\n```", "What moves?"),
        ("", ""),
    ],
)
def test_a_question_becomes_one_line_of_words(question, line):
    assert one_line(question) == line
