"""How everything looks: colours, type and spacing, for light and dark and at any text size.

One object, made by `app.py`; pages ask it for values and repaint on `changed`. Sizes are pixels at 100 % text and go
through `px`, so that the whole window grows with the text.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from interviewprep.paths import shipped
from interviewprep.rendering.frames import style_sheet as card_style_sheet
from interviewprep.settings import Settings
from interviewprep.ui.icons import Icon
from interviewprep.ui.style import style_sheet
from interviewprep.ui.tokens import DARK, LIGHT, Tokens, mixed

FontName = Literal["base", "strong", "small", "figures", "card", "title", "number", "code"]

TEXT_SIZES = (75, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Per cent, the steps of larger and smaller."""
MEASURE = 760
"""Width of a card at most: 72 characters and its margins."""
_PIXELS = {"base": 15, "strong": 15, "small": 13, "figures": 15, "card": 18, "title": 24, "number": 40, "code": 16.6}
_FAMILY = "Inter"
_CODE_FAMILY = "JetBrains Mono NL"
"""JetBrains Mono without its ligatures: code is read sign by sign, and `->` is two of them."""


class Theme(QObject):
    """The look that the settings ask for; follows the system's light and dark where they say so."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        load_fonts()
        self._settings = settings
        hints = QGuiApplication.styleHints()
        self._system_is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        hints.colorSchemeChanged.connect(self._system_changed)
        self._read()

    def take(self, settings: Settings) -> None:
        """Follow changed settings; says `changed` only where they change the look."""
        before = self._looks()
        self._settings = settings
        self._read()
        if self._looks() != before:
            self.apply()
            self.changed.emit()

    def apply(self) -> None:
        """Dress the application."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyle("Fusion")
            application.setFont(self.font("base"))
            application.setPalette(self.palette())
            application.setStyleSheet(style_sheet(self))

    def px(self, pixels: float) -> int:
        """Pixels at the user's text size."""
        return max(1, round(pixels * self._settings.text_percent / 100)) if pixels else 0

    def font(self, name: FontName) -> QFont:
        font = QFont(_CODE_FAMILY if name == "code" else _FAMILY)
        font.setPixelSize(self.px(_PIXELS[name]))
        if name in ("strong", "title", "number"):
            font.setWeight(QFont.Weight.DemiBold)
        if name == "code":
            font.setStyleHint(QFont.StyleHint.Monospace)
        if name == "figures":
            # Figures of one width, so that columns stand and counts do not dance.
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """An icon of ours in the colour of a token; crisp at any pixel ratio."""
        engine = Icon(name, getattr(self.tokens, colour), self.tokens.edge, self.tokens.accent)
        self._icons.append(engine)
        return QIcon(engine)

    def colour(self, name: str) -> QColor:
        return QColor(getattr(self.tokens, name))

    def card_css(self) -> str:
        """The style sheet of a card: `resources/card.css` and the code colours of the theme."""
        folder = shipped("resources")
        theme = folder / "themes" / ("dark.css" if self.is_dark else "light.css")
        return card_style_sheet(
            (folder / "card.css").read_text(encoding="utf-8"),
            theme.read_text(encoding="utf-8"),
            asdict(self.tokens),
            self.px(_PIXELS["card"]),
        )

    def palette(self) -> QPalette:
        tokens, role = self.tokens, QPalette.ColorRole
        colours = {
            role.Window: tokens.paper,
            role.WindowText: tokens.text,
            role.Base: tokens.surface,
            role.AlternateBase: tokens.paper,
            role.Text: tokens.text,
            role.PlaceholderText: tokens.muted,
            role.Button: tokens.surface,
            role.ButtonText: tokens.text,
            role.BrightText: tokens.again,
            role.ToolTipBase: tokens.surface,
            role.ToolTipText: tokens.text,
            role.Highlight: tokens.accent,
            role.HighlightedText: tokens.on_accent,
            role.Accent: tokens.accent,
            role.Link: tokens.accent,
            role.LinkVisited: tokens.accent,
            role.Light: tokens.surface,
            role.Midlight: tokens.line,
            role.Mid: tokens.edge,
            role.Dark: tokens.edge,
            role.Shadow: tokens.edge,
        }
        palette = QPalette()
        for one, colour in colours.items():
            palette.setColor(one, QColor(colour))
        pale = QColor(mixed(tokens.muted, tokens.surface, 0.7))
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, pale)
        return palette

    def _looks(self) -> tuple[object, ...]:
        return self.is_dark, self._settings.text_percent

    def _read(self) -> None:
        self.is_dark = self._settings.theme == "dark" or (self._settings.theme == "system" and self._system_is_dark)
        self.tokens: Tokens = DARK if self.is_dark else LIGHT
        self._icons: list[Icon] = []

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        before = self.is_dark
        self._system_is_dark = scheme == Qt.ColorScheme.Dark
        self._read()
        if self.is_dark != before:
            self.apply()
            self.changed.emit()


def load_fonts() -> None:
    # A machine may have one of them of its own.
    missing = {_FAMILY, _CODE_FAMILY} - set(QFontDatabase.families())
    for file in sorted((shipped("resources") / "fonts").iterdir()):
        family = _FAMILY if file.suffix == ".otf" else _CODE_FAMILY
        if file.suffix in (".otf", ".ttf") and family in missing:
            QFontDatabase.addApplicationFont(str(file))
