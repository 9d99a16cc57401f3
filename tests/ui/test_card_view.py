from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest

from interviewprep.rendering.render import html
from interviewprep.ui.cards.document import Typesetter, medium, read_picture
from interviewprep.ui.cards.view import CardView

IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "deck" / "media").mkdir(parents=True)
    picture = QImage(900, 300, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    picture.save(str(tmp_path / "deck" / "media" / "wide one.png"))
    picture.save(str(tmp_path / "secret.png"))
    return tmp_path / "deck"


@pytest.fixture
def show(qtbot, theme, folder):
    typesetter = Typesetter(theme)

    def make(markdown: str, width: int = 500) -> CardView:
        view = CardView(theme, "Question")
        qtbot.addWidget(view)
        view.put(typesetter.document(html(markdown), folder), markdown, width)
        view.show()
        return view

    return make


def test_a_view_is_as_high_as_its_text(show):
    short, long = show("One line."), show("Many words. " * 80)
    assert short.height() < 60 < 200 < long.height()
    assert long.verticalScrollBar().maximum() == 0


def test_a_screen_reader_hears_the_plain_text(show):
    view = show("What is **this**?")
    assert (view.accessibleName(), view.accessibleDescription()) == ("Question", "What is **this**?")


def test_pictures_come_from_the_decks_folder_and_fit_the_width(show):
    view = show("![a plot](media/wide%20one.png)", width=300)
    assert view.text.pictures == ["media/wide%20one.png"]
    assert view.text.idealWidth() <= 300
    assert 95 <= view.height() <= 130


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png",
        "media/../../secret.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://example.org/a.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "qrc:/qt-project.org/imageformats",
        ":/qt-project.org/styles",
        "~/x.png",
        "media\\..\\..\\secret.png",
        "",
    ],
)
def test_nothing_is_read_from_anywhere_else(show, folder, address):
    view = show("text")
    for load in (view.loadResource, view.document().loadResource):
        loaded = load(IMAGE, QUrl(address))
        assert loaded is None or loaded.isNull()
    assert medium(folder, address) is None


def test_a_link_out_of_the_folder_is_not_followed(folder):
    (folder / "media" / "link.png").symlink_to(folder.parent / "secret.png")
    assert read_picture(folder, "media/link.png").isNull()


@pytest.mark.parametrize("kind", [1, 3, 4, 100])
def test_style_sheets_and_pages_are_never_loaded(show, folder, kind):
    (folder / "page.html").write_text("<p>x</p>")
    assert show("text").loadResource(kind, QUrl("page.html")) is None


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ('<rect width="9" height="9"/>', True),
        ('<defs><path id="a"/></defs><use href="#a"/>', True),
        ('<image href="../../secret.png" width="9" height="9"/>', False),
        ('<image xlink:href="file:///etc/passwd"/>', False),
        ('<rect style="fill:url(http://example.org/a)"/>', False),
    ],
)
def test_an_svg_is_shown_unless_it_names_other_files(folder, inner, shown):
    text = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{inner}</svg>'
    (folder / "media" / "a.svg").write_text(text)
    assert read_picture(folder, "media/a.svg").isNull() is not shown


def test_a_click_on_a_link_only_tells_its_whole_address(show, qtbot):
    view = show("[paper](https://example.org/a?b=%20c#d)")
    at = view.cursorRect().center() + QPoint(12, 0)
    with qtbot.waitSignal(view.link_wanted) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["https://example.org/a?b=%20c#d"]
    assert "paper" in view.toPlainText()


def test_a_click_on_a_picture_asks_for_it_large(show, qtbot):
    view = show("![a](media/wide%20one.png)")
    with qtbot.waitSignal(view.picture_wanted) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 40))
    assert told.args == ["media/wide%20one.png"]


def test_the_links_are_named_in_order_and_once(show):
    view = show("[a](https://a.org) and [b](https://b.org), [a again](https://a.org)")
    assert view.links == ["https://a.org", "https://b.org"]


def test_copied_text_has_the_source_of_formulas(show):
    view = show("So $x^2$ it is")
    view.selectAll()
    assert view.createMimeDataFromSelection().text() == "So $x^2$ it is"


def test_a_wide_table_keeps_its_words_whole_and_scrolls(show):
    head = "| " + " | ".join(f"Throughput{n}" for n in range(9)) + " |\n" + "|---" * 9 + "|\n"
    view = show(head + "| " + " | ".join("1" for _ in range(9)) + " |", width=300)
    assert view.horizontalScrollBar().maximum() > 0
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.horizontalScrollBar().value() > 0


def test_long_code_is_set_smaller_before_it_wraps(theme, folder):
    typesetter = Typesetter(theme)
    width = typesetter.measure()

    def lines(columns: int) -> int:
        document = typesetter.document(html("```\n" + "x" * columns + "\n```"), folder)
        document.fit(width)
        return round(document.size().height() / theme.px(20))

    assert lines(50) == lines(68)


def test_text_from_right_to_left_begins_at_the_right(theme):
    typesetter = Typesetter(theme)
    document = typesetter.document("<p>שלום</p>", right_to_left=True)
    document.fit(400)
    line = document.begin().layout().lineAt(0)
    assert line.naturalTextRect().right() > 390
