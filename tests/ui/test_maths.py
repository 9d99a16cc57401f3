from __future__ import annotations

import time

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument

from interviewprep.rendering.render import html
from interviewprep.ui.cards import formula, maths
from interviewprep.ui.cards.document import Typesetter


@pytest.fixture
def typesetter(theme):
    return Typesetter(theme)


def painted(document, width=400.0, scale=1.0) -> QImage:
    height = document.fit(width)
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    document.drawContents(painter)
    painter.end()
    return image


def ink(image: QImage) -> int:
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()) for y in range(image.height()))


def sources(document: QTextDocument) -> str:
    cursor = document.rootFrame().firstCursorPosition()
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    return maths.selected_text(cursor)


def test_a_formula_becomes_one_object_with_its_source(typesetter):
    document = typesetter.document(html("So $a_b^2$ it is."))
    assert document.toPlainText() == "So \ufffc it is."
    assert sources(document) == "So $a_b^2$ it is."


def test_a_formula_is_painted_at_any_scale(typesetter):
    document = typesetter.document(html(r"$$\frac{a}{b}$$"))
    small, large = ink(painted(document)), ink(painted(document, scale=3.0))
    assert small > 20
    # Vectors: nine times the area at three times the scale, where a scaled picture of few pixels would smear.
    assert 7 < large / small < 11


def test_a_formula_has_the_colour_of_the_words_around_it(typesetter, theme):
    document = typesetter.document('<p><span style="color: #ff0000"><span class="math">x+y</span></span></p>')
    image = painted(document)
    reds = [image.pixelColor(x, y) for x in range(80) for y in range(image.height())]
    darkest = min(reds, key=lambda colour: colour.green())
    assert (darkest.red(), darkest.green()) == (255, 0)


def test_a_formula_stands_on_the_line_of_its_words(typesetter):
    """The bottom of a formula without descenders is the bottom of letters without any."""
    document = typesetter.document(html("HHH $HHH$"))
    image = painted(document)
    rows = [
        [y for y in range(image.height()) if any(image.pixelColor(x, y).lightness() < 128 for x in span)]
        for span in (range(38), range(46, 90))
    ]
    assert abs(max(rows[0]) - max(rows[1])) <= 1


def test_a_deep_fraction_makes_room_below_the_line(typesetter):
    plain = typesetter.document(html("one $x$ two")).fit(400)
    deep = typesetter.document(html(r"one $\frac{\frac{a}{b}}{\frac{c}{d}}$ two")).fit(400)
    assert deep > plain + 4


@pytest.mark.parametrize(
    "tex", [r"\frac{", "a & b", "x_{", "x^{" * 12 + "1" + "}" * 12, r"\frac{1}{" * 30 + "x" + "}" * 30, "x" * 1001]
)
def test_what_cannot_be_set_shows_its_source_and_soon(typesetter, tex):
    formula.load()
    begun = time.process_time()
    document = typesetter.document(f'<p>See <span class="math">{tex}</span>.</p>')
    assert document.toPlainText() == f"See {tex}."
    assert time.process_time() - begun < 2.0


def test_many_heavy_formulas_are_not_all_set(typesetter):
    formula.load()
    spans = "".join(f'<p><span class="math">{n}+' + "x^{" * 5 + "1" + "}" * 5 + "</span></p>" for n in range(300))
    begun = time.process_time()
    document = typesetter.document(spans)
    assert "x^{" in document.toPlainText()
    assert time.process_time() - begun < 4.0


def test_a_long_chain_of_equations_may_break_before_its_relations():
    tex = r"n = 2 \cdot L \cdot h = 2 \cdot 80 \cdot 8 \approx \max(a = 1, 2)"
    assert maths.lines_of(tex) == ["n", r"= 2 \cdot L \cdot h", r"= 2 \cdot 80 \cdot 8", r"\approx \max(a = 1, 2)"]
    assert maths.lines_of("a = b") == ["a = b"]


def test_a_formula_wider_than_its_line_is_shrunk_to_fit(typesetter):
    wide = " + ".join(f"a_{{{n}}}" for n in range(10))
    document = typesetter.document(html(f"${wide}$"))
    document.fit(240)
    assert document.idealWidth() <= 241
