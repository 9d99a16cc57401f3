"""Workbooks whose XML defines, repeats or reaches too much."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from make_xlsx import make

from bad.case import bad, noise

SHEET = {"Sheet": [["Front", "Back"], ["q", "a"], ["r", "b"]]}
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SST = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def book(**parts: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return make(Path(folder) / "a.xlsx", SHEET, **parts).read_bytes()


def sheet(rows: str) -> bytes:
    return book(xl__worksheets__sheet1_xml=f"{HEAD}{rows}</sheetData></worksheet>")


def without(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry.filename, old.read(entry))
    return out.getvalue()


def cell(place: str, value: object, kind: str = "n") -> str:
    return f'<c r="{place}" t="{kind}"><v>{value}</v></c>'


DTD = '<?xml version="1.0"?><!DOCTYPE x [{}]>'
LAUGHS = DTD.format(
    "<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{('&' + a + ';') * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
)
PART = r"entry \d+ \(xl/"

bad("xlsx/sound.xlsx", book, cards=2)
bad("xlsx/doctype.xlsx", lambda: book(xl__workbook_xml=DTD.format("") + "<workbook/>"), f"{PART}workbook.*entities")
bad(
    "xlsx/external-entity.xlsx",
    lambda: book(
        xl__sharedStrings_xml=DTD.format("<!ENTITY e SYSTEM 'file:///etc/passwd'>") + f"{SST}<si><t>&e;</t></si></sst>"
    ),
    f"{PART}shared.*entities",
)
bad(
    "xlsx/billion-laughs.xlsx",
    lambda: book(xl__sharedStrings_xml=f"{LAUGHS}{SST}<si><t>&i;</t></si></sst>"),
    f"{PART}shared.*entities",
)
bad("xlsx/entities-in-utf-16.xlsx", lambda: book(xl__sharedStrings_xml="").replace(b"PK\x05\x06", b"PK\x05\x06"))
bad("xlsx/undefined-entity.xlsx", lambda: sheet('<row r="1"><c r="A1" t="str"><v>&nothing;</v></c></row>'))
bad("xlsx/no-workbook.xlsx", lambda: without("xl/workbook.xml"), "zip without")
bad("xlsx/no-sheet.xlsx", lambda: without("xl/worksheets/sheet1.xml"), "damaged|no row")
bad("xlsx/no-relations.xlsx", lambda: without("xl/_rels/workbook.xml.rels"), "damaged|no sheet|no row|xlsx")
bad("xlsx/no-shared-strings.xlsx", lambda: without("xl/sharedStrings.xml"))
bad("xlsx/no-styles.xlsx", lambda: without("xl/styles.xml"))
bad("xlsx/workbook-of-noise.xlsx", lambda: book(xl__workbook_xml=noise(2000).hex()))
bad("xlsx/workbook-empty.xlsx", lambda: book(xl__workbook_xml=""))
bad("xlsx/sheet-empty.xlsx", lambda: book(xl__worksheets__sheet1_xml=""))
bad("xlsx/sheet-cut-off.xlsx", lambda: book(xl__worksheets__sheet1_xml=f'{HEAD}<row r="1"><c r="A1"'))
bad("xlsx/sheet-deep.xlsx", lambda: book(xl__worksheets__sheet1_xml="<a>" * 500_000))
bad("xlsx/sheet-that-is-html.xlsx", lambda: book(xl__worksheets__sheet1_xml="<html><body>hello"))
bad("xlsx/row-1048576.xlsx", lambda: sheet(f'<row r="1048576">{cell("A1048576", 1)}</row>'), f"{PART}.*row 1,048,576")
bad(
    "xlsx/column-xfd.xlsx",
    lambda: sheet(f'<row r="1">{cell("A1", 1)}{cell("XFD1", 1)}</row>'),
    f"{PART}.*column 16,384",
)
bad(
    "xlsx/corner.xlsx",
    lambda: sheet(f'<row r="1">{cell("A1", 1)}</row><row r="190000">{cell("ZZ190000", 1)}</row>'),
    f"{PART}.*row 190,000",
)
bad("xlsx/place-huge.xlsx", lambda: sheet(f'<row r="1">{cell("ZZZZZZZZZZZZ99999999999999", 1)}</row>'), PART)
bad("xlsx/place-of-noise.xlsx", lambda: sheet(f'<row r="x">{cell("1A", 1)}{cell("", 1)}{cell("A0", 1)}</row>'))
bad("xlsx/1048576-empty-rows.xlsx", lambda: sheet("<row/>" * 1_048_576), PART)
bad("xlsx/cells-without-places.xlsx", lambda: sheet("<row>" + "<c><v>1</v></c>" * 20_000 + "</row>"), PART)
bad(
    "xlsx/dimension-lies.xlsx",
    lambda: book(
        xl__worksheets__sheet1_xml=HEAD.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
        + f'<row r="1">{cell("A1", 1)}{cell("B1", 2)}</row></sheetData></worksheet>'
    ),
)
bad("xlsx/string-of-90-mb.xlsx", lambda: book(xl__sharedStrings_xml=f"{SST}<si><t>{'x' * 90_000_000}</t></si></sst>"))
bad(
    "xlsx/string-of-5-mb.xlsx",
    lambda: book(xl__sharedStrings_xml=f"{SST}<si><t>{noise(2_500_000).hex()}</t></si></sst>"),
)
bad("xlsx/1000000-strings.xlsx", lambda: book(xl__sharedStrings_xml=SST + "<si><t>x</t></si>" * 1_000_000 + "</sst>"))
bad(
    "xlsx/long-string-100000-times.xlsx",
    lambda: book(
        xl__sharedStrings_xml=f"{SST}<si><t>{noise(16_000).hex()}</t></si></sst>",
        xl__worksheets__sheet1_xml=HEAD
        + "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_001))
        + "</sheetData></worksheet>",
    ),
    "fill memory",
)
bad("xlsx/two-lists-of-strings.xlsx", lambda: book(xl__other_xml=f"{SST}<si><t>x</t></si></sst>"), "two lists")
bad(
    "xlsx/string-number-huge.xlsx",
    lambda: sheet(f'<row r="1">{cell("A1", 99999999, "s")}{cell("B1", -1, "s")}{cell("C1", "x", "s")}</row>'),
)
bad(
    "xlsx/formulas-alone.xlsx",
    lambda: sheet(
        "".join(
            f'<row r="{n}"><c r="A{n}"><f>1+1</f></c><c r="B{n}"><f>HYPERLINK("http://127.0.0.1")</f></c></row>'
            for n in range(1, 4)
        )
    ),
)
bad(
    "xlsx/numbers-absurd.xlsx",
    lambda: sheet(
        f'<row r="1">{cell("A1", "1e999")}{cell("B1", "nan")}</row><row r="2">{cell("A2", "-1e308")}{cell("B2", "9" * 5000)}</row>'
    ),
)
bad(
    "xlsx/dates-absurd.xlsx",
    lambda: sheet(
        '<row r="1"><c r="A1" s="1"><v>1e15</v></c><c r="B1" s="1"><v>-99999999</v></c></row><row r="2"><c r="A2" s="1"><v>2958466</v></c><c r="B2" s="9999"><v>1</v></c></row>'
    ),
)
bad(
    "xlsx/errors.xlsx",
    lambda: sheet(
        f'<row r="1">{cell("A1", "#REF!", "e")}{cell("B1", "#N/A", "e")}</row><row r="2">{cell("A2", "q", "str")}{cell("B2", "a", "str")}</row>'
    ),
)
bad(
    "xlsx/1000-sheets.xlsx",
    lambda: book(
        xl__workbook_xml='<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        + "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="s1"/>' for n in range(1, 1001))
        + "</sheets></workbook>"
    ),
)
bad(
    "xlsx/relation-leads-out.xlsx",
    lambda: book(xl___rels__workbook_xml__rels="").replace(b"worksheets/sheet1.xml", b"worksheets/sheet1.xml"),
)
bad("xlsx/bomb.xlsx", lambda: book(xl__worksheets__sheet1_xml=HEAD + " " * 200_000_000), f"{PART}.*(times|larger)")
bad(
    "xlsx/xml-bomb-of-spaces.xlsx",
    lambda: book(
        xl__worksheets__sheet1_xml=HEAD.replace("<sheetData>", " " * 9_000_000 + "<sheetData>")
        + "</sheetData></worksheet>"
    ),
)
bad(
    "xlsx/attribute-flood.xlsx",
    lambda: book(
        xl__worksheets__sheet1_xml=HEAD.replace(
            "<sheetData>", "<sheetData " + " ".join(f'a{n}="{n}"' for n in range(100_000)) + ">"
        )
        + "</sheetData></worksheet>"
    ),
)
bad(
    "xlsx/number-format-deep.xlsx",
    lambda: book(
        xl__styles_xml='<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="'
        + "[" * 100_000
        + '"/></numFmts></styleSheet>'
    ),
)
bad(
    "xlsx/html-cells.xlsx",
    lambda: sheet(
        "".join(
            f'<row r="{n}"><c r="A{n}" t="str"><v>&lt;script&gt;x&lt;/script&gt;q{n}&lt;br&gt;</v></c><c r="B{n}" t="str"><v>&lt;img src=x onerror=y&gt;</v></c></row>'
            for n in range(1, 4)
        )
    ),
)
bad("xlsx/no-such-sheet.xlsx", book, "no sheet 'x'", arguments=("--sheet", "x"))
bad("xlsx/encrypted.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(5000), "old Office")
