"""The one style sheet of the window: few rules, by kind of widget and by object name.

Object names say what a widget is for: `primary` the one main action, `quiet` an action without a frame, `title` the
name of a page, `small` and `muted` secondary words, `panel` a card or box on paper, `rail` the way between the pages.
A focused control has a ring of 2 px in the accent; its padding gives way, so that nothing moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewprep.paths import shipped
from interviewprep.ui.tokens import mixed

if TYPE_CHECKING:
    from interviewprep.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    return _words_and_grounds(theme) + _buttons(theme) + _fields(theme) + _boxes(theme) + _lists(theme) + _decks(theme)


def _words_and_grounds(theme: Theme) -> str:
    t, px = theme.tokens, theme.px
    return f"""
QMainWindow, QDialog, QWidget#page, QWidget#sheet {{ background: {t.paper}; }}
QScrollArea {{ border: none; background: {t.paper}; }}
QScrollArea#sheet, QScrollArea#sheet > QWidget > QWidget {{ background: transparent; }}
QTextBrowser#card {{ background: transparent; border: none; }}
QLabel {{ background: transparent; }}
QLabel#title {{ font-size: {px(24)}px; font-weight: 600; }}
QLabel#number {{ font-size: {px(40)}px; font-weight: 600; }}
QLabel#section {{ font-weight: 600; }}
QLabel#small {{ font-size: {px(13)}px; color: {t.muted}; }}
QLabel#muted {{ color: {t.muted}; }}
QLabel#wrong {{ color: {t.again}; }}
QFrame#panel {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {px(10)}px; }}
QFrame#soft, QFrame#message {{ background: {t.soft}; border: none; border-radius: {px(10)}px; }}
QFrame#hairline {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame#popup {{ background: {t.surface}; border: 1px solid {t.edge}; border-radius: {px(10)}px; }}
QFrame#popup QAbstractItemView#list {{ border: none; padding: 0; }}
QLabel#press {{ background: {t.soft}; border: 2px solid {t.accent}; border-radius: {px(7)}px; padding: {px(10)}px;
  font-weight: 600; }}
QWidget#rail {{ background: {t.paper}; border-right: 1px solid {t.line}; }}
QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.edge};
  padding: {px(3)}px {px(6)}px; font-size: {px(13)}px; }}
"""


def _buttons(theme: Theme) -> str:
    t, px = theme.tokens, theme.px
    hover, pressed = mixed(t.text, t.surface, 0.05), mixed(t.text, t.surface, 0.11)
    on_paper, on_soft = mixed(t.text, t.paper, 0.06), mixed(t.text, t.soft, 0.08)
    deeper = mixed(t.text if theme.is_dark else "#000000", t.accent, 0.14)
    pale = mixed(t.muted, t.surface, 0.7)
    return f"""
QPushButton {{ background: {t.surface}; border: 1px solid {t.edge}; border-radius: {px(7)}px;
  padding: {px(7)}px {px(15)}px; min-height: {px(20)}px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:disabled {{ color: {pale}; border-color: {t.line}; background: {t.paper}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: {px(7) - 1}px {px(15) - 1}px; }}
QPushButton:checked {{ background: {t.soft}; border-color: {t.accent}; }}
QPushButton#answer {{ padding: 0; text-align: left; border-radius: {px(10)}px; }}
QPushButton#answer:hover {{ border-color: {t.accent}; }}
QPushButton#answer:focus {{ padding: 0; }}
QPushButton#primary {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; font-weight: 600; }}
QPushButton#primary:hover, QPushButton#primary:pressed {{ background: {deeper}; border-color: {deeper}; }}
QPushButton#primary:disabled {{ background: {t.line}; border-color: {t.line}; color: {t.muted}; }}
QPushButton#primary:focus {{ border: 2px solid {t.text}; }}
QPushButton#quiet {{ background: transparent; border: 1px solid transparent; }}
QPushButton#quiet:hover {{ background: {on_paper}; }}
QFrame#message QPushButton#quiet:hover {{ background: {on_soft}; }}
QPushButton#quiet:disabled {{ background: transparent; }}
QPushButton#quiet:focus {{ border: 2px solid {t.accent}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {px(7)}px; padding: {px(5)}px; }}
QToolButton:hover {{ background: {on_paper}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; padding: {px(5) - 1}px; }}
QToolButton::menu-indicator {{ image: none; }}
"""


def _fields(theme: Theme) -> str:
    t, px = theme.tokens, theme.px
    arrow = shipped("resources") / "icons" / "fixed"
    pale = mixed(t.muted, t.surface, 0.7)
    fields = "QLineEdit, QPlainTextEdit, QTextEdit#field, QSpinBox, QComboBox, QDateEdit"
    focused = ", ".join(f"{name}:focus" for name in fields.split(", "))
    return f"""
{fields} {{ background: {t.surface}; border: 1px solid {t.edge}; border-radius: {px(7)}px;
  padding: {px(5)}px {px(9)}px; min-height: {px(22)}px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
{focused} {{ border: 2px solid {t.accent}; padding: {px(5) - 1}px {px(9) - 1}px; }}
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled, QDateEdit:disabled {{ color: {pale};
  border-color: {t.line}; background: {t.paper}; }}
QSpinBox QLineEdit, QDateEdit QLineEdit, QComboBox QLineEdit {{ border: none; background: transparent; padding: 0;
  min-height: 0; }}
QSpinBox QLineEdit:focus, QDateEdit QLineEdit:focus, QComboBox QLineEdit:focus {{ border: none; padding: 0; }}
QSpinBox::up-button, QSpinBox::down-button {{ subcontrol-origin: border; width: {px(26)}px; border: none;
  background: transparent; }}
QSpinBox::up-button {{ subcontrol-position: top right; margin-top: {px(3)}px; }}
QSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: {px(3)}px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ subcontrol-origin: border; subcontrol-position: center right;
  width: {px(30)}px; border: none; background: transparent; }}
QSpinBox::up-arrow {{ image: url("{_url(arrow / "up.svg")}"); width: {px(12)}px; height: {px(12)}px; }}
QSpinBox::down-arrow, QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{_url(arrow / "down.svg")}");
  width: {px(12)}px; height: {px(12)}px; }}
QComboBox QAbstractItemView {{ border: 1px solid {t.edge}; background: {t.surface}; padding: {px(4)}px; }}
QComboBox QAbstractItemView::item {{ min-height: {px(32)}px; padding: 0 {px(8)}px; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.soft}; color: {t.text}; }}
QSlider {{ min-height: {px(28)}px; }}
QSlider::groove:horizontal {{ height: {px(4)}px; background: {t.edge}; border-radius: {px(2)}px; }}
QSlider::sub-page:horizontal {{ height: {px(4)}px; background: {t.accent}; border-radius: {px(2)}px; }}
QSlider::handle:horizontal {{ width: {px(18)}px; height: {px(18)}px; margin: -{px(7)}px 0; border-radius: {px(9)}px;
  background: {t.accent}; }}
QSlider::handle:horizontal:focus {{ border: 2px solid {t.text}; width: {px(18) - 4}px; }}
"""


def _boxes(theme: Theme) -> str:
    t, px = theme.tokens, theme.px
    tick = shipped("resources") / "icons" / "fixed" / ("tick-dark.svg" if theme.is_dark else "tick-light.svg")
    size, radio = px(18), px(18)
    return f"""
QCheckBox, QRadioButton, QPushButton, QToolButton, QSlider {{ outline: none; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}px; border: 2px solid transparent; border-radius: {px(7)}px;
  padding: {px(3)}px {px(4)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {t.accent}; }}
QCheckBox::indicator, QListWidget::indicator {{ width: {size}px; height: {size}px; border: 1px solid {t.edge};
  border-radius: {px(4)}px; background: {t.surface}; }}
QCheckBox::indicator:checked, QListWidget::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
  image: url("{_url(tick)}"); }}
QListWidget#list::item {{ padding-left: {px(4)}px; }}
QRadioButton::indicator {{ width: {radio}px; height: {radio}px; border: 1px solid {t.edge};
  border-radius: {radio // 2 + 1}px; background: {t.surface}; }}
QRadioButton::indicator:checked {{ width: {radio - 2 * px(5) + 2}px; height: {radio - 2 * px(5) + 2}px;
  border: {px(5)}px solid {t.accent}; background: {t.on_accent}; }}
"""


def _lists(theme: Theme) -> str:
    t, px = theme.tokens, theme.px
    return f"""
QAbstractScrollArea#list {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {px(10)}px;
  padding: {px(4)}px; outline: none; }}
QAbstractItemView {{ outline: none; selection-background-color: {t.soft}; selection-color: {t.text}; }}
QTableView#list::item {{ padding: 0 {px(8)}px; }}
QHeaderView {{ background: {t.surface}; }}
QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: none; border-bottom: 1px solid {t.line};
  padding: {px(6)}px {px(8)}px; font-size: {px(13)}px; }}
QMenu {{ background: {t.surface}; border: 1px solid {t.edge}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(20)}px {px(6)}px {px(12)}px; border-radius: {px(5)}px; }}
QMenu::item:selected {{ background: {t.soft}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(4)}px {px(8)}px; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: {px(3)}px; margin: {px(3)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _decks(theme: Theme) -> str:
    t, px = theme.tokens, theme.px
    return f"""
QLabel#heading {{ font-size: {px(18)}px; font-weight: 600; }}
QLabel#example {{ background: {t.paper}; border-radius: {px(7)}px; padding: {px(10)}px {px(12)}px;
  font-family: "JetBrains Mono NL"; font-size: {px(14)}px; }}
QAbstractScrollArea#rows {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {px(10)}px;
  padding: {px(4)}px; outline: none; }}
QPushButton#row, QPushButton#back {{ background: transparent; border: 2px solid transparent; text-align: left;
  padding: {px(5)}px 0; }}
QPushButton#back {{ padding: {px(5)}px {px(10)}px {px(5)}px {px(2)}px; }}
QPushButton#back:hover {{ background: {mixed(t.text, t.paper, 0.06)}; }}
QPushButton#row:hover {{ background: {mixed(t.text, t.surface, 0.05)}; }}
QPushButton#row:focus, QPushButton#back:focus {{ border: 2px solid {t.accent}; }}
QScrollArea#clear, QScrollArea#clear > QWidget > QWidget {{ background: transparent; }}
"""


def _url(path: object) -> str:
    return str(path).replace("\\", "/").replace('"', "")
