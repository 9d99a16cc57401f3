"""The one style sheet of the window: few rules, by kind of widget and by object name.

Object names say what a widget is for: `primary` the one main action, `quiet` an action without a frame, `title` the
name of a page, `small` and `muted` secondary words, `panel` a card or box on paper, `rail` the way between the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewprep.ui.tokens import mixed

if TYPE_CHECKING:
    from interviewprep.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    t, px = theme.tokens, theme.px
    hover = mixed(t.text, t.surface, 0.05)
    pressed = mixed(t.text, t.surface, 0.11)
    accent_hover = mixed(t.text if theme.is_dark else "#000000", t.accent, 0.12)
    return f"""
QWidget#page, QMainWindow, QScrollArea, QScrollArea > QWidget > QWidget#page {{ background: {t.paper}; }}
QScrollArea {{ border: none; }}
QLabel {{ background: transparent; }}
QLabel#title {{ font-size: {px(24)}px; font-weight: 600; }}
QLabel#number {{ font-size: {px(40)}px; font-weight: 600; }}
QLabel#section {{ font-weight: 600; }}
QLabel#small {{ font-size: {px(13)}px; color: {t.muted}; }}
QLabel#muted {{ color: {t.muted}; }}
QFrame#panel {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {px(10)}px; }}
QFrame#soft {{ background: {t.soft}; border: none; border-radius: {px(10)}px; }}
QFrame#hairline {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}

QPushButton {{ background: {t.surface}; border: 1px solid {t.edge}; border-radius: {px(7)}px;
  padding: {px(7)}px {px(15)}px; min-height: {px(20)}px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:disabled {{ border-color: {t.line}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: {px(7) - 1}px {px(15) - 1}px; }}
QPushButton#primary {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; font-weight: 600; }}
QPushButton#primary:hover, QPushButton#primary:pressed {{ background: {accent_hover}; }}
QPushButton#primary:focus {{ border: 2px solid {t.text}; }}
QPushButton#quiet {{ background: transparent; border: 1px solid transparent; }}
QPushButton#quiet:hover {{ background: {hover}; }}
QPushButton#quiet:focus {{ border: 2px solid {t.accent}; }}

QLineEdit, QPlainTextEdit, QSpinBox, QComboBox, QDateEdit, QKeySequenceEdit QLineEdit {{ background: {t.surface};
  border: 1px solid {t.edge}; border-radius: {px(7)}px; padding: {px(6)}px {px(9)}px; min-height: {px(20)}px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus {{
  border: 2px solid {t.accent}; padding: {px(6) - 1}px {px(9) - 1}px; }}
QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.edge}; padding: {px(4)}px {px(8)}px; }}

QWidget#rail {{ background: {t.paper}; border-right: 1px solid {t.line}; }}
QToolButton#place {{ background: transparent; border: 2px solid transparent; border-radius: {px(7)}px;
  padding: {px(7)}px {px(10)}px; text-align: left; color: {t.muted}; }}
QToolButton#place:hover {{ background: {hover}; color: {t.text}; }}
QToolButton#place:checked {{ background: {t.soft}; color: {t.text}; font-weight: 600; }}
QToolButton#place:focus {{ border: 2px solid {t.accent}; }}

QFrame#message {{ background: {t.soft}; border: none; border-radius: {px(7)}px; }}
"""
