"""Shows the whole address of a link before anything is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from interviewprep.ui.theme import Theme


class AddressDialog(QDialog):
    def __init__(self, address: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = address
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        letter = address.lower().startswith("mailto:")
        self.setWindowTitle(self.tr("Write to this address?") if letter else self.tr("Open this address?"))
        title = QLabel(self.windowTitle(), self)
        title.setObjectName("section")
        shown = QLabel(self)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        # A long address has no blanks to break at.
        shown.setText("\u200b".join(address))
        shown.setWordWrap(True)
        shown.setFont(theme.font("code"))
        shown.setAccessibleName(address)
        self.open_button = QPushButton(self.tr("Write a letter") if letter else self.tr("Open in the browser"), self)
        self.copy_button = QPushButton(self.tr("Copy the address"), self)
        self.stay_button = QPushButton(self.tr("Stay here"), self)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self._copy)
        self.stay_button.clicked.connect(self.reject)
        self.stay_button.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.open_button, self.copy_button, self.stay_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(24)] * 4)
        column.setSpacing(theme.px(14))
        column.addWidget(title)
        column.addWidget(shown)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(460))
        self.stay_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self.address, QUrl.ParsingMode.StrictMode))
        self.accept()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address)
        self.accept()
