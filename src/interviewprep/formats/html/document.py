"""The document that a converter of HTML fills: text with its marks, in containers that open and close as tags say."""

from __future__ import annotations

from interviewprep.formats.html.blocks import Frame, list_markdown, quote_markdown, table_markdown
from interviewprep.formats.html.lines import Mark, OpenGap, OpenLink, Run, in_order
from interviewprep.formats.html.markdown_text import code_span, fenced, with_single_blanks

FRAMED = frozenset(("ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
"""The tags whose content stands in a container of its own."""

_MOST_FRAMES = 11
_MOST_CELLS = 1000
_PARENTS = {"li": ("ul", "ol"), "tr": ("table",), "td": ("tr",)}
_NEAREST = {"li": ("ul", "ol", "table"), "tr": ("ul", "ol", "table"), "td": ("ul", "ol", "table", "tr")}


class Document:
    """Takes what comes from left to right. Every step costs the same, however deep the tags are."""

    def __init__(self) -> None:
        self.gaps: list[OpenGap] = []
        self.links: list[OpenLink | None] = []
        self.marks: tuple[Mark, ...] = ()
        self.cells_left_out = 0
        self.keeps_blanks = False
        """In a block of code that is written line by line."""
        self._frames = [Frame("document")]
        self._counts: dict[str, int] = {}
        self._ignored: dict[str, int] = {}
        self._cells = 0

    @property
    def frame(self) -> Frame:
        return self._frames[-1]

    @property
    def in_code(self) -> bool:
        return bool(self.marks) and self.marks[-1] == "code"

    @property
    def in_cell(self) -> bool:
        return any(frame.kind == "td" for frame in self._frames)

    def end(self) -> str:
        """Close what is open; the whole text."""
        while len(self._frames) > 1:
            self._close_frame()
        return self.frame.text()

    def text(self, text: str) -> None:
        if not self.keeps_blanks:
            text = with_single_blanks(text)
            if text[:1] == " " and self.frame.ends_blank:
                text = text[1:]
        if text:
            self._in_item(text)
            self.frame.runs.append(Run(self.marks, text))

    def markdown(self, markdown: str) -> None:
        """A piece that is Markdown already, such as a picture."""
        self._in_item(markdown)
        self.frame.runs.append(Run(self.marks, markdown, True))

    def block(self, markdown: str) -> None:
        """A block of its own that is Markdown already."""
        self._in_item(markdown)
        self.frame.add("other", markdown)

    def rule(self) -> None:
        if self.in_cell:
            self.frame.end_line()
        else:
            self.block("---")

    def preformatted(self, text: str) -> None:
        text = text.replace("\r", "").strip("\n").replace("\xa0", " ")
        if not text.strip():
            return
        if not (self.gaps or self.in_cell):
            self.block(fenced(text))
            return
        # A block of code could hold no gap and stand in no cell.
        self._in_item(text)
        for line in text.split("\n"):
            self.frame.end_line()
            if line.strip():
                self.markdown(code_span(line))
        self.frame.end_line()

    def mark(self, mark: str, step: int) -> None:
        """Begin (1) or end (-1) a mark of `html_lines.INLINE`; it acts until it has been ended as often as begun."""
        self._counts[mark] = max(0, self._counts.get(mark, 0) + step)
        self.remark()

    def remark(self) -> None:
        """Take over the marks, gaps and links that are open now."""
        marks: list[Mark] = [name for name, count in self._counts.items() if count]
        if self.gaps:
            marks.append(self.gaps[-1])
        if self.links and self.links[-1]:
            marks.append(self.links[-1])
        self.marks = in_order(marks)

    def open(self, name: str, start: int = 1) -> None:
        """A start tag of `FRAMED`. What would lie too deep is passed over, its content is not."""
        kind = "td" if name == "th" else name
        if kind in _PARENTS:
            self._close_to(kind)
            if kind == "td" and self.frame.kind == "table":
                self._open_frame("tr")
            if self.frame.kind not in _PARENTS[kind]:
                self.frame.end_line()
                return
        else:
            self._in_item(kind)
            if len(self._frames) >= _MOST_FRAMES or (kind not in ("ul", "ol") and self.in_cell):
                self._ignored[kind] = self._ignored.get(kind, 0) + 1
                self.frame.end_line()
                return
        self._open_frame(kind, start)

    def close(self, name: str) -> None:
        """An end tag of `FRAMED`."""
        kind = "td" if name == "th" else name
        if self._ignored.get(kind):
            self._ignored[kind] -= 1
            self.frame.end_line()
        elif any(frame.kind == kind for frame in self._frames[1:]):
            while self.frame.kind != kind:
                self._close_frame()
            self._close_frame()
        else:
            self.frame.end_line()

    def _in_item(self, text: str) -> None:
        """What stands right in a list or table gets an item or cell of its own."""
        kind = self.frame.kind
        if not text.strip() or kind not in ("ul", "ol", "table", "tr"):
            return
        if kind in ("ul", "ol"):
            self._open_frame("li")
            return
        if kind == "table":
            self._open_frame("tr")
        self._open_frame("td")

    def _close_to(self, kind: str) -> None:
        """Close the item, row or cell of this kind that is still open in the nearest list or table."""
        for depth in range(len(self._frames) - 1, 0, -1):
            if self._frames[depth].kind == kind:
                while len(self._frames) > depth:
                    self._close_frame()
                return
            if self._frames[depth].kind in _NEAREST[kind]:
                return

    def _open_frame(self, kind: str, start: int = 1) -> None:
        self.frame.end_paragraph()
        self._frames.append(Frame(kind, start=start, marks=dict(self._counts)))

    def _close_frame(self) -> None:
        frame = self._frames.pop()
        frame.end_paragraph()
        # Marks do not run on behind the cell or item in which they were forgotten.
        self._counts = frame.marks
        self.remark()
        outer, kind = self.frame, frame.kind
        if kind == "li":
            outer.rows.append([frame.item()])
        elif kind == "td":
            self._close_cell(frame, outer)
        elif kind == "tr":
            outer.rows.append([row[0] for row in frame.rows])
            outer.texts.append("\n\n".join(frame.texts))
        elif kind in ("ul", "ol"):
            items = [row[0] for row in frame.rows if row[0]]
            kind = "list" if kind == "ul" else "numbers"
            outer.end_paragraph()
            before = outer.blocks[-1] if outer.blocks else None
            outer.add(kind, list_markdown(kind, items, frame.start, before))
        elif kind == "table":
            _close_table(frame, outer)
        elif kind == "blockquote":
            outer.add("other", quote_markdown(frame.text()) if frame.blocks else "")
        elif all(block.kind == "paragraph" for block in frame.blocks):
            line = frame.text().replace("\\\n", " ").replace("\n", " ")
            if line.endswith("#") and not line.endswith("\\#"):
                line = f"{line[:-1]}\\#"
            outer.add("other", f"{'#' * max(4, int(kind[1]))} {line}" if line else "")
        else:
            # A heading that holds a list or a table is none.
            outer.end_paragraph()
            outer.blocks += frame.blocks

    def _close_cell(self, frame: Frame, outer: Frame) -> None:
        self._cells += 1
        if self._cells <= _MOST_CELLS:
            outer.rows.append([frame.line()])
            outer.texts.append(frame.text())
        else:
            self.cells_left_out += 1


def _close_table(frame: Frame, outer: Frame) -> None:
    if any(len(row) > 1 for row in frame.rows):
        outer.add("other", table_markdown(frame.rows))
        return
    # One column only lays out: its content stands for itself.
    for text in frame.texts:
        outer.add("other", text)
