from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication, QIcon, QTextLayout

from interviewprep.paths import shipped
from interviewprep.settings import LIMITS, Settings
from interviewprep.ui.theme import TEXT_SIZES, Theme
from interviewprep.ui.tokens import DARK, GROUNDS, LIGHT, WORDS, contrast

ICONS = sorted((shipped("resources") / "icons").glob("*.svg"))


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(tokens):
    pairs = [(getattr(tokens, word), getattr(tokens, ground)) for word, ground in product(WORDS, GROUNDS)]
    pairs.append((tokens.on_accent, tokens.accent))
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_fields_and_the_focus_ring_can_be_seen(tokens):
    pairs = [(tokens.edge, tokens.paper), (tokens.edge, tokens.surface)]
    pairs += [(tokens.accent, getattr(tokens, ground)) for ground in GROUNDS]
    # Around a primary button the ring has the colour of text, on paper.
    pairs.append((tokens.text, tokens.paper))
    assert [pair for pair in pairs if contrast(*pair) < 3] == []


def test_the_settings_choose_light_or_dark(qapp):
    assert Theme(Settings(theme="light")).tokens is LIGHT
    assert Theme(Settings(theme="dark")).tokens is DARK


def test_the_theme_follows_the_system_when_it_is_told_to(qtbot):
    theme, fixed = Theme(Settings(theme="system")), Theme(Settings(theme="light"))
    with qtbot.waitSignal(theme.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark
    assert not fixed.is_dark


def test_a_changed_look_is_told_and_any_other_setting_is_not(qtbot):
    theme = Theme(Settings(theme="light"))
    with qtbot.waitSignal(theme.changed):
        theme.take(Settings(theme="light", text_percent=150))
    with qtbot.assertNotEmitted(theme.changed):
        theme.take(Settings(theme="light", text_percent=150, new_a_day=3))


def test_everything_grows_with_the_text(qapp):
    usual, double = Theme(Settings()), Theme(Settings(text_percent=200))
    assert (usual.px(16), double.px(16)) == (16, 32)
    assert double.font("title").pixelSize() == 2 * usual.font("title").pixelSize()
    low, high = LIMITS["text_percent"]
    assert (min(TEXT_SIZES), max(TEXT_SIZES)) == (low, high)


def test_a_hairline_never_vanishes(qapp):
    assert Theme(Settings(text_percent=75)).px(1) == 1
    assert Theme(Settings(text_percent=75)).px(0) == 0


def test_the_fonts_come_with_the_program(qapp):
    theme = Theme(Settings())
    assert {"Inter", "JetBrains Mono NL"} <= set(QFontDatabase.families())
    assert QFontInfo(theme.font("base")).family() == "Inter"
    assert QFontInfo(theme.font("code")).fixedPitch()


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("sign", ["->", "!=", ">=", "===", "www", "<!--"])
def test_signs_of_code_are_drawn_one_by_one(qapp, sign, bold):
    font = Theme(Settings()).font("code")
    font.setBold(bold)
    assert QFontInfo(font).family() == "JetBrains Mono NL"
    assert glyphs(sign, font) == [glyph for one in sign for glyph in glyphs(one, font)]


def glyphs(text: str, font: QFont) -> list[int]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_card_style_sheet_is_filled_in(qapp, name):
    css = Theme(Settings(theme=name)).card_css()
    assert "$" not in css
    assert Theme(Settings(theme=name)).tokens.accent in css


def test_larger_text_makes_a_larger_card(qapp):
    assert Theme(Settings()).card_css() != Theme(Settings(text_percent=150)).card_css()


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_icons_are_one_family(file: Path):
    icon = ElementTree.parse(file).getroot()
    assert (icon.get("width"), icon.get("viewBox")) == ("20", "0 0 20 20")
    assert (icon.get("stroke"), icon.get("stroke-width")) == ("currentColor", "1.5")
    assert not re.search(r"#[0-9a-f]{3,6}", file.read_text(), re.IGNORECASE)


def test_icons_have_a_licence():
    assert "MIT License" in (shipped("resources") / "icons" / "LICENSE").read_text()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_icons_are_drawn_for_the_pixels_of_the_screen(qapp, ratio):
    picture = Theme(Settings()).icon("home").pixmap(QSize(20, 20), ratio)
    assert picture.devicePixelRatio() == ratio
    assert picture.width() == round(20 * ratio)


def test_icons_take_the_colour_of_the_theme(qapp):
    theme = Theme(Settings(theme="dark"))
    assert _darkest_alpha_colour(theme.icon("close")) == DARK.text.lower()
    assert _darkest_alpha_colour(theme.icon("close", "accent")) == DARK.accent.lower()


def _darkest_alpha_colour(icon: QIcon) -> str:
    """The colour of the most opaque pixel."""
    image = icon.pixmap(QSize(40, 40), 1.0).toImage()
    pixels = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
    return max(pixels, key=lambda colour: colour.alpha()).name()


def test_icons_outlive_the_theme_that_made_them(qapp):
    icons = [Theme(Settings()).icon(file.stem) for file in ICONS]
    assert all(not icon.pixmap(QSize(20, 20)).isNull() for icon in icons)


def test_a_setting_that_is_not_about_looks_keeps_the_fonts(qapp):
    theme = Theme(Settings())
    before = theme.font("card")
    theme.take(replace(Settings(), new_a_day=1))
    assert theme.font("card") == before
