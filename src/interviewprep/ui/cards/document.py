"""Documents of cards: HTML of `render` in the look of the theme, with pictures from the deck's folder and nothing else.

A document is made without a view, so that the next card can be ready before it is asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QUrl
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QImageReader,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from interviewprep.cards.areas import parted
from interviewprep.rendering.frames import for_viewer
from interviewprep.ui.cards import maths
from interviewprep.ui.cards.hidden_areas import painted
from interviewprep.ui.theme import Theme
from interviewprep.ui.tokens import LIGHT, Tokens

Size = Literal["card", "small"]

_MOST_PIXELS = 4_000
"""Of a side; a larger picture is read smaller."""
_CODE = re.compile(r"(<pre[^>]*>)<code>(.*?)(?=</code></pre>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_CODE_PX, _LEAST_CODE_PX = 16, 13.5
_ADVANCE = 0.6
"""Width of a character of the code font, in parts of its size."""
_LARGEST_FILE = 50_000_000
_ADDRESS_IN_SVG = re.compile(
    rb"""(?:href|src)\s*=\s*["']?\s*(?!#)[^\s"'>]|url\(\s*["']?(?!#)|<!ENTITY|<\?xml-stylesheet|@import"""
)


class CardDocument(QTextDocument):
    """One text of a card, laid out at the width it is given. Pictures never become wider than that."""

    def __init__(
        self,
        folder: Path | None,
        parent: QObject | None = None,
        *,
        given: Mapping[str, bytes] | None = None,
        tokens: Tokens = LIGHT,
    ) -> None:
        """`given` are the pictures of a card that is not here yet, by name; then none is read from any folder."""
        super().__init__(parent)
        self.folder, self._given, self._tokens = folder, given, tokens
        self._pictures: dict[str, QImage] = {}
        self._places: list[tuple[int, str]] = []
        self._fitted = -1.0
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)

    def fit(self, width: float) -> float:
        """Lay out at this width and give the height."""
        if width != self._fitted:
            self._fitted = width
            self._fit_pictures(width)
        if width != self.textWidth():
            self.setTextWidth(width)
        return float(self.size().height())

    def take(self, html: str, *, tall_maths: bool = False, rough: bool = False) -> None:
        """Show this HTML of `render`.

        `tall_maths`: fractions at full size also within a line. `rough`: formulas as their source, for the while
        until they can be set.
        """
        option = self.defaultTextOption()
        # A table broken inside its words cannot be read; it becomes wider instead, and scrolls.
        whole_words = "<th>" in html or "<th " in html
        option.setWrapMode(
            QTextOption.WrapMode.WordWrap if whole_words else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        )
        self.setDefaultTextOption(option)
        html = for_viewer(html)
        text, formulas = (html, []) if rough else maths.with_slots(html, tall=tall_maths)
        self.setHtml(text)
        maths.fill_slots(self, formulas)
        self._places = list(_pictures_in(self)) if "<img" in html else []
        for position, _ in self._places:
            maths.set_tight(self, position)

    def let_go(self) -> None:
        """Free what it holds; it is not shown again."""
        self._pictures.clear()
        self.deleteLater()

    @property
    def pictures(self) -> list[str]:
        """Names of the pictures in the text that can be shown."""
        return [name for _, name in self._places if not self.picture(name).isNull()]

    def picture(self, name: str) -> QImage:
        """A picture of the deck's own, with its areas; null where there is none that may be shown."""
        key = unquote(name)
        if key not in self._pictures:
            file, areas = parted(name)
            self._pictures[key] = painted(self._read(file), areas, self._tokens)
        return self._pictures[key]

    def _read(self, file: str) -> QImage:
        if self._given is None:
            return picture_of(_bytes_of(self.folder, file))
        return picture_of(self._given.get(unicodedata.normalize("NFC", unquote(file)), b""))

    def _fit_pictures(self, width: float) -> None:
        for position, name in self._places:
            picture = self.picture(name)
            if picture.isNull():
                continue
            share = min(1.0, width / max(1, picture.width()))
            cursor = QTextCursor(self)
            cursor.setPosition(position)
            cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            shown = cursor.charFormat().toImageFormat()
            shown.setWidth(picture.width() * share)
            shown.setHeight(picture.height() * share)
            cursor.setCharFormat(shown)

    def loadResource(self, kind: int, address: QUrl | str) -> object:
        # Never super(): it would read any file and any data: address.
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        return self.picture(address if isinstance(address, str) else address.toString())


def _pictures_in(document: QTextDocument) -> Iterator[tuple[int, str]]:
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            if fragment.charFormat().isImageFormat():
                yield fragment.position(), fragment.charFormat().toImageFormat().name()
            pieces += 1
        block = block.next()


def file_of(name: str) -> str:
    """The file's own name, of a picture's name in a text."""
    return unquote(parted(name)[0]).rpartition("/")[2]


def medium(folder: Path | None, address: str) -> Path | None:
    """The file that an address in a card names; None unless it lies below the deck's folder."""
    name = unquote(address)
    if folder is None or not name or ":" in name or "\\" in name or name.startswith(("/", "~")):
        return None
    try:
        path = (folder / name).resolve(strict=True)
        return path if path.is_file() and path.is_relative_to(folder.resolve()) else None
    except OSError:
        return None


def read_picture(folder: Path | None, address: str) -> QImage:
    """A picture of the deck's own; null where it is none, or where it would lead anywhere else."""
    return picture_of(_bytes_of(folder, address))


def _bytes_of(folder: Path | None, address: str) -> bytes:
    path = medium(folder, address)
    try:
        return path.read_bytes() if path and path.stat().st_size <= _LARGEST_FILE else b""
    except OSError:
        return b""


def picture_of(data: bytes) -> QImage:
    """The picture in these bytes; null where there is none that may be shown."""
    # An SVG could name other files and addresses; such a one is not shown.
    if not data or (b"<svg" in data[:4096] and _ADDRESS_IN_SVG.search(data)):
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _MOST_PIXELS:
        reader.setScaledSize(size.scaled(_MOST_PIXELS, _MOST_PIXELS, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class Typesetter(QObject):
    """Makes documents in the look of the theme."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._maths = maths.MathsObject(self)
        self._css = ""
        self._measure = 0
        theme.changed.connect(self._forget)

    def document(
        self,
        html: str,
        folder: Path | None = None,
        *,
        size: Size = "card",
        right_to_left: bool = False,
        tall_maths: bool = False,
        rough: bool = False,
        given: Mapping[str, bytes] | None = None,
    ) -> CardDocument:
        """A document of this HTML. `small` is muted, as for sources; `given` as for `CardDocument`."""
        document = CardDocument(
            folder, given=given, tokens=self._theme.tokens
        )  # without a parent it goes with its card
        font = self._theme.font("card" if size == "card" else "small")
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(self._style(size))
        option = QTextOption(document.defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        document.setDefaultTextOption(option)
        document.setIndentWidth(self._theme.px(22))
        self._maths.attach(document)
        document.take(self._fitted(html), tall_maths=tall_maths, rough=rough)
        return document

    def measure(self) -> int:
        """Width of 72 characters of card text."""
        if self._measure:
            return self._measure
        sample = "the quick brown fox jumps over the lazy dog and then some more, 1 in 10 "
        self._measure = round(QFontMetricsF(self._theme.font("card")).horizontalAdvance(sample) * 72 / len(sample))
        return self._measure

    def _code_sizes(self) -> range:
        return range(self._theme.px(_LEAST_CODE_PX), self._theme.px(_CODE_PX) + 1)

    def _fitted(self, html: str) -> str:
        """Tables a little smaller, code with long lines as far as it stays readable: once wrapped it is not."""

        def fitted(found: re.Match[str]) -> str:
            longest = max((len(unescape(line)) for line in _TAG.sub("", found[2]).split("\n")), default=0)
            sizes = self._code_sizes()
            size = int((self.measure() - self._theme.px(24)) / (_ADVANCE * max(longest, 1)))
            return f'{found[1]}<code class="px{min(sizes[-1], max(sizes[0], size))}">{found[2]}'

        return _CODE.sub(fitted, html).replace("<table>", '<table class="data">')

    def _style(self, size: Size) -> str:
        if not self._css:
            px = self._theme.px
            self._css = (
                f"{self._theme.card_css()}\np.question {{ font-size: {px(20)}px; font-weight: 600; }}"
                + "".join(f"code.px{n}, code.px{n} span {{ font-size: {n}px; }}" for n in self._code_sizes())
                + f"table.data th, table.data td {{ font-size: {px(16)}px; }}"
            )
        if size == "card":
            return self._css
        muted = self._theme.tokens.muted
        quiet = f"body, p, li, td, th, dd, dt, ul, ol {{ color: {muted}; }} p, li, ul, ol {{ margin-bottom: 2px; }}"
        quiet += f"code, pre {{ font-size: {self._theme.px(12)}px; }}"
        return f"{self._css}\n{quiet}"

    def _forget(self) -> None:
        self._css, self._measure = "", 0
