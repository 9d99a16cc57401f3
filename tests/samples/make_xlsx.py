"""A workbook from plain values, with nothing but the standard library: what tests read, and what hostile ones alter."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


class Day(int):
    """A day as workbooks count them, shown as a date."""


def make(path: Path, sheets: dict[str, list[list[object]]], *, start: str = "A1", **parts: str) -> Path:
    """Write the workbook; `parts` replace or add members, their names with `__` for `/` and `_xml` for `.xml`."""
    names = list(sheets)
    texts: dict[str, int] = {}
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="r" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
        + "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(names, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(
            "".join(
                f'<Relationship Id="s{n}" Type="{_RELATION}/worksheet" Target="worksheets/sheet{n}.xml"/>'
                for n in range(1, len(names) + 1)
            )
            + f'<Relationship Id="t" Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
            + f'<Relationship Id="y" Type="{_RELATION}/styles" Target="styles.xml"/>'
        ),
        "xl/styles.xml": _STYLES,
    }
    for n, name in enumerate(names, 1):
        files[f"xl/worksheets/sheet{n}.xml"] = _sheet(sheets[name], start, texts)
    files["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{_MAIN}">'
        + "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
        + "</sst>"
    )
    files |= {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(name, text)
    return path


def _sheet(rows: list[list[object]], start: str, texts: dict[str, int]) -> str:
    left, top = ord(start[0]) - ord("A"), int(start[1:])
    written = []
    for y, row in enumerate(rows, top):
        cells = "".join(
            _cell(f"{chr(ord('A') + x)}{y}", value, texts) for x, value in enumerate(row, left) if value is not None
        )
        written.append(f'<row r="{y}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(written)}</sheetData></worksheet>'


def _cell(place: str, value: object, texts: dict[str, int]) -> str:
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, Day):
        return f'<c r="{place}" s="1"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    return f'<c r="{place}" t="s"><v>{texts.setdefault(str(value), len(texts))}</v></c>'
