"""A report as PDF. The terminal starts this module as a process of its own, since nothing else there knows Qt."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtSvg import QSvgRenderer

_SHARPNESS = 4
"""Pixels of a picture for each of the page, so that charts are clear when printed."""


def write_pdf(html: str, style: str, pictures: Mapping[str, str], title: str, target: Path) -> None:
    """Lay the report out on A4 and write it. `pictures` are SVG by the names that the HTML has as `figure:NAME`."""
    writer = QPdfWriter(str(target))
    writer.setTitle(title)
    writer.setCreator("interviewprep")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),  # the document brings its own of two centimetres
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    document.setDefaultFont(QFont("Inter"))
    document.setDefaultStyleSheet(style)
    for name, picture in pictures.items():
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"figure:{name}"), _painted(picture))
    document.setHtml(html)
    document.print_(writer)


def _painted(picture: str) -> QImage:
    renderer = QSvgRenderer(picture.encode())
    size = QSizeF(renderer.defaultSize()) * _SHARPNESS
    image = QImage(size.toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def main() -> int:
    """Read the report as JSON from stdin and write the PDF that is named as the only argument."""
    application = QGuiApplication(sys.argv[:1])
    from interviewprep.ui.theme import load_fonts

    load_fonts()
    given = json.load(sys.stdin)
    write_pdf(given["html"], given["style"], given["pictures"], given["title"], Path(sys.argv[1]))
    application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
