"""Areas of pictures as the window paints them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from interviewprep.cards.areas import Area, Marked, Way
from interviewprep.ui.cards.document import Typesetter, file_of
from interviewprep.ui.cards.hidden_areas import painted
from interviewprep.ui.cards.picture_dialog import PictureDialog
from interviewprep.ui.tokens import DARK, LIGHT, contrast
from study_by_keys import press

pytestmark = pytest.mark.usefixtures("qapp")

GREYS = [QColor(grey, grey, grey) for grey in range(0, 256, 15)]
ASKED, OTHER = Area(10, 10, 30, 30), Area(60, 60, 30, 30)
DECK = """---
title: Chips
---

## Name the parts. {#sm}

![SM](media/sm.png)

- {{area: 10 10 30 30 = Warp scheduler}}
- {{area: 60 60 30 30 = Register file}}
"""


def picture(colour: QColor | Qt.GlobalColor = Qt.GlobalColor.green, width: int = 600, height: int = 400) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(colour)
    return made


def at(image: QImage, left: float, top: float) -> str:
    return image.pixelColor(round(image.width() * left / 100), round(image.height() * top / 100)).name().upper()


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_asked_and_the_covered_are_filled_and_the_rest_is_seen(tokens):
    seen = painted(picture(), [Marked(Way.ASKED, ASKED), Marked(Way.COVERED, OTHER)], tokens)
    assert at(seen, 15, 20) == tokens.accent
    assert at(seen, 75, 75) == tokens.muted
    assert at(seen, 50, 50) == "#00FF00"


def test_only_the_asked_has_a_sign():
    seen = painted(picture(), [Marked(Way.ASKED, ASKED), Marked(Way.COVERED, OTHER)], LIGHT)
    middle = {at(seen, left, 25) for left in range(20, 31)} | {at(seen, 25, top) for top in range(15, 36)}
    assert LIGHT.on_accent in middle
    assert {at(seen, left, 75) for left in range(65, 86)} == {LIGHT.muted}


def test_the_answer_is_outlined_and_seen():
    seen = painted(picture(), [Marked(Way.OUTLINED, ASKED)], LIGHT)
    inside = {at(seen, left, top) for left in range(11, 40, 4) for top in range(11, 40, 4)}
    assert inside == {"#00FF00"}
    assert any(at(seen, left / 10, 25) == LIGHT.accent for left in range(60, 110))


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_an_edge_stands_out_from_any_picture(way, tokens):
    for ground in GREYS:
        seen = painted(picture(ground), [Marked(way, ASKED)], tokens)
        across = {at(seen, left / 10, 15) for left in range(70, 130)}
        assert max(contrast(ground.name(), colour) for colour in across) >= 3


@pytest.mark.parametrize("size", [(600, 400), (4000, 120), (60, 2000), (9, 7), (1, 1)])
def test_areas_of_any_size_are_painted_in_pictures_of_any_size(size):
    whole, thin, past = Area(0, 0, 100, 100), Area(50, 50, 0.1, 0.1), Area(99, 99, 50, 50)
    for area in (whole, thin, past):
        seen = painted(picture(width=size[0], height=size[1]), [Marked(way, area) for way in Way], LIGHT)
        assert (seen.width(), seen.height()) == size


def test_a_large_area_is_outlined_within_its_picture():
    seen = painted(picture(), [Marked(Way.OUTLINED, Area(0, 0, 100, 100))], LIGHT)
    assert LIGHT.accent in {at(seen, left / 10, 50) for left in range(30)}
    assert at(seen, 50, 50) == "#00FF00"


@pytest.fixture
def folder(write_deck):
    deck = write_deck("chips", "")
    (deck.parent / "media").mkdir()
    picture().save(str(deck.parent / "media" / "sm.png"))
    write_deck("chips", DECK)
    return deck.parent


def test_a_document_paints_the_areas_in_the_colours_of_the_theme(theme, folder):
    document = Typesetter(theme).document('<p><img src="media/sm.png#areas=a10,10,30,30" alt=""></p>', folder)
    (name,) = document.pictures
    assert at(document.picture(name), 15, 20) == theme.tokens.accent
    assert file_of(name) == "sm.png"


def test_a_picture_that_is_not_here_yet_hides_the_same(theme, folder):
    given = {"media/sm.png": (folder / "media" / "sm.png").read_bytes()}
    html = '<p><img src="media/sm.png#areas=c10,10,30,30" alt=""></p>'
    document = Typesetter(theme).document(html, None, given=given)
    (name,) = document.pictures
    assert at(document.picture(name), 15, 20) == theme.tokens.muted


def test_the_areas_grow_with_the_picture(qtbot, theme, folder):
    """Shown small, in a view, the same part of it is hidden."""
    from interviewprep.ui.cards.view import CardView

    view = CardView(theme, "Question")
    qtbot.addWidget(view)
    html = '<p><img src="media/sm.png#areas=a10,10,30,30" alt=""></p>'
    for width in (150, 450):
        view.put(Typesetter(theme).document(html, folder), "", width)
        view.show()
        shown = view.viewport().grab().toImage()
        ratio = shown.devicePixelRatio()
        high = width * 400 / 600
        assert shown.pixelColor(QPoint(round(width * 0.15 * ratio), round(high * 0.2 * ratio))).name().upper() == (
            theme.tokens.accent
        )
        assert shown.pixelColor(QPoint(round(width * 0.5 * ratio), round(high * 0.5 * ratio))).name() == "#00ff00"


def test_the_picture_is_uncovered_where_it_stands(open_study, folder):
    page = open_study()
    sheet = page.desk.sheet
    (asked,) = sheet.question.text.pictures
    assert at(sheet.question.text.picture(asked), 15, 20) == page._theme.tokens.accent
    assert "What is hidden at 10 % from the left" in sheet.question.accessibleDescription()
    press(Qt.Key.Key_Space)
    assert not sheet.shows(sheet.question)
    (answered,) = sheet.answer.text.pictures
    assert at(sheet.answer.text.picture(answered), 15, 20) == "#00FF00"
    assert at(sheet.answer.text.picture(answered), 75, 75) == page._theme.tokens.muted
    press(Qt.Key.Key_3)
    assert sheet.shows(sheet.question)


def test_uncovering_draws_no_ring_around_the_answer(open_study, folder):
    page = open_study()
    sheet = page.desk.sheet
    assert sheet.question.hasFocus()
    press(Qt.Key.Key_Space)
    assert sheet.answer.hasFocus()
    assert not sheet.answer._reached_by_key


def test_a_picture_taken_large_hides_the_same(open_study, folder):
    page = open_study()
    text = page.desk.sheet.question.text
    page.extras.open_picture(text.pictures[0], text)
    dialog = page.extras.dialog
    assert isinstance(dialog, PictureDialog)
    assert dialog.windowTitle() == "sm.png"
    assert at(dialog._picture.toImage(), 15, 20) == page._theme.tokens.accent
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
