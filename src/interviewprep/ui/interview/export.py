"""A report as a file: where to, then written in the format that was asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from interviewprep.interview.report import Report, day_of
from interviewprep.interview.report_markdown import markdown
from interviewprep.interview.report_text import heading
from interviewprep.journeys.interview import report as interview_report

_ENDINGS = {"html": ".html", "markdown": ".md", "pdf": ".pdf"}


def file_name(report: Report, format_: str) -> str:
    """A name to propose: what was held and when."""
    return f"{report.round.blueprint.rpartition('/')[2]}-{day_of(report.round).isoformat()}{_ENDINGS[format_]}"


def write(report: Report, format_: str, target: Path) -> None:
    """Write the report there; raises OSError."""
    if format_ == "pdf":
        from interviewprep.ui.print_pdf import write_pdf

        # Qt's writer says nothing when it cannot write.
        target.write_bytes(b"")
        made = interview_report.printable(report)
        write_pdf(made.html, made.style, made.pictures, heading(report), target)
        return
    text = interview_report.page(report) if format_ == "html" else markdown(report)
    target.write_text(text, encoding="utf-8")


class ExportDialog(QFileDialog):
    def __init__(self, report: Report, format_: str, parent: QWidget) -> None:
        super().__init__(parent, parent.tr("Where should the report go?"))
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDefaultSuffix(_ENDINGS[format_].removeprefix("."))
        self.selectFile(str(Path.home() / file_name(report, format_)))
