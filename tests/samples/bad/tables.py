"""Tables and text exports that end nowhere, go on for ever, or are no text."""

from __future__ import annotations

import pickle

from bad.case import bad, noise

ROWS = "Front,Back\n" + "".join(f"question {n},answer {n}\n" for n in range(5))


class Runs:
    def __reduce__(self) -> tuple[object, ...]:
        return (print, ("a pickle was run",))


def rows(count: int) -> bytes:
    return "".join(f"q{n},a{n}\n" for n in range(count)).encode()


bad("csv/nul-bytes.csv", (ROWS + "a\x00b,c\n").encode(), cards=5, skipped=1, has="row 7.*NUL")
bad("csv/only-nul-bytes.csv", bytes(10_000), "none of the formats|UTF-8|line 1")
bad("csv/unclosed-quote.csv", ('a,b\nc,"d\n' + ROWS).encode(), "row 2.*quote")
bad("csv/unclosed-quote-5-mb.csv", lambda: b'a,b\nc,"' + b"x,y\n" * 1_200_000, "row 2.*quote")
bad("csv/quotes-alone.csv", b'"' * 1_000_001)
bad("csv/quote-flood.csv", lambda: b'"a""' * 500_000 + b"\n")
bad("csv/200001-rows.csv", lambda: rows(200_001), "row 200001.*200,000 rows")
bad("csv/51-mb.csv", lambda: b"a,b\n" * 13_000_000, "50 MB")
bad("csv/field-of-5-mb.csv", lambda: b"a,b\n" + b"x" * 5_000_000 + b",c\n", cards=1, skipped=1, has="row 2.*200,000")
bad("csv/one-line-of-40-mb.csv", lambda: b"x" * 40_000_000)
bad("csv/10000-columns.csv", lambda: (",".join(f"c{n}" for n in range(10_000)) + "\n").encode() * 5)
bad("csv/separators-alone.csv", lambda: b",\n" * 100_000)
bad("csv/commas-1-mb.csv", lambda: b"," * 1_000_000)
bad("csv/blank-lines.csv", lambda: b"\n" * 2_000_000, "row")
bad("csv/mixed-line-ends.csv", b"a,b\r\nc,d\ne,f\rg,h\n\ri,j\r\r\n", cards=5)
bad("csv/lone-cr.csv", b"a,b\rc,d\re,f", cards=3)
bad("csv/vertical-tabs.csv", "a,b\x0bc\nd,e\x0cf\ng,h\u2028i\nj,k\x85l\n".encode(), cards=4)
bad("csv/utf-16.csv", ROWS.encode("utf-16"), cards=5)
bad("csv/utf-16-no-mark.csv", ROWS.encode("utf-16-le"), "line 1.*utf-16-le")
bad("csv/utf-16-half-a-sign.csv", ROWS.encode("utf-16") + b"\x00", "line|utf-16")
bad(
    "csv/utf-16-surrogates.csv",
    ROWS.encode("utf-16-le").join((b"\xff\xfe", b"\x00\xd8\x2c\x00a\x00\n\x00")),
    "utf-16|line",
)
bad("csv/utf-32.csv", ROWS.encode("utf-32"), cards=5)
bad("csv/cp1252.csv", (ROWS + "é,ü\n").encode("cp1252"), "line 7.*cp1252")
bad("csv/invalid-utf-8.csv", (ROWS * 2).encode() + b"a,\xc3\x28\n", "line 13.*0xc3")
bad("csv/overlong-utf-8.csv", ROWS.encode() + b"a,\xc0\xaf\n", "line 7")
bad("csv/surrogates-in-utf-8.csv", ROWS.encode() + b"a,\xed\xa0\x80\n", "line 7")
bad("csv/mark-twice.csv", b"\xef\xbb\xbf\xef\xbb\xbf" + ROWS.encode(), cards=6)
bad("csv/mark-alone.csv", b"\xef\xbb\xbf", "row|empty|none of")
bad("csv/mark-of-utf-16-alone.csv", b"\xff\xfe", "row|empty|none of")
bad(
    "csv/formulas.csv",
    b"""Front,Back\n=cmd|'/C calc'!A0,@SUM(1)\n+1,-1\n"=HYPERLINK(""http://127.0.0.1"")",x\n""",
    cards=3,
)
bad("csv/html.csv", b"a,<script>alert(1)</script><img src=x onerror=alert(1)>\nb,<b>c</b>\n", cards=2)
bad(
    "csv/html-flood.csv",
    lambda: b"a,b<br>c\n" * 10 + b"q," + b"<b>" * 60_000 + b"\n",
    cards=10,
    skipped=1,
    has="row 11",
    arguments=("--html", "yes"),
)
bad("csv/markdown.csv", b"# a,---\n```,~~~\n<!--,-->\n## b {#c},### Answer\n")
bad("csv/short-rows.csv", (ROWS + "alone\n" * 3).encode(), cards=5, skipped=3, has="row 7")
bad("csv/long-rows.csv", (ROWS + "a,b,c,d,e\n").encode())
bad("csv/ids-twice.csv", b"id,question,answer\n1,a,b\n1,c,d\n1,e,f\n")
bad("csv/ids-strange.csv", "id,question,answer\n../x,a,b\n{#y},c,d\n\u202e,e,f\n".encode() + b"n" * 100_000 + b",g,h\n")
bad(
    "csv/decks-strange.csv",
    b"deck,question,answer\n../../etc::passwd,a,b\n/etc,c,d\nCON,e,f\n\x1f,g,h\n" + b"d::" * 20_000 + b",i,j\n",
)
bad(
    "csv/300-decks.csv",
    lambda: b"deck,question,answer\n" + b"".join(b"deck %d,q%d,a\n" % (n, n) for n in range(300)),
    cards=300,
)
bad("csv/attributes.csv", b"question,answer,attributes\na,b,{#x .y onclick=1}\nc,d,.ordered .both-ways k=v k=w\n")
bad("csv/control-signs.csv", bytes(range(1, 32)) * 200)
bad("csv/noise.csv", noise(100_000), "none of the formats|line 1")
bad("csv/pickle.csv", pickle.dumps(Runs()), "pickle")
bad("csv/old-pickle.csv", pickle.dumps([1, "a", None], 0))
bad("csv/old-pickle-that-runs.csv", b"cos\nsystem\n(S'touch pwned'\ntR.")
bad("csv/pickle-without-ending", pickle.dumps(list(range(100)), 4), "pickle")
bad("csv/program.csv", b"#!/bin/sh\ntouch pwned\n")
bad("csv/program-without-ending", b"#!/bin/sh\ntouch pwned\n", "none of the formats")
bad("csv/html-page.html", b"<!DOCTYPE html><html><body><table><tr><td>a<td>b</table>", "none of the formats")
bad("csv/json.json", b'{"a": [' + b"[" * 100_000, "none of the formats")
bad("csv/xml.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "none of the formats")
bad("csv/pdf.csv", b"%PDF-1.7\n" + noise(500), "PDF")
bad("csv/gzip.csv", b"\x1f\x8b\x08" + noise(500), "gzip")
bad("csv/tar-without-ending", b"a.md".ljust(257, b"\x00") + b"ustar\x0000" + bytes(1000), "none of the formats")
bad("csv/wrong-columns.csv", ROWS.encode(), "columns|column", arguments=("--columns", "__class__,answer"))
bad("csv/wrong-separator.csv", ROWS.encode(), "separator", arguments=("--separator", "::"))
bad("csv/separator-is-a-line-end.csv", ROWS.encode(), "", arguments=("--separator", "\n"))
bad("csv/separator-is-a-quote.csv", ROWS.encode(), "", arguments=("--separator", '"'))
bad("csv/wrong-encoding.csv", ROWS.encode(), "no encoding", arguments=("--encoding", "rot13"))
bad("csv/encoding-is-a-packer.csv", ROWS.encode(), "no encoding", arguments=("--encoding", "zlib"))
bad("csv/encoding-of-1000-signs.csv", ROWS.encode(), "encoding", arguments=("--encoding", "x" * 1000))
bad("csv/encoding-nul.csv", ROWS.encode(), "encoding", arguments=("--encoding", "utf\x008"))
bad("csv/encoding-punycode.csv", ROWS.encode(), "encoding", arguments=("--encoding", "punycode"))
bad("csv/encoding-utf-7.csv", b"a,+ADw-script+AD4-\n", cards=1, arguments=("--encoding", "utf-7"))
bad("csv/deck-leads-out.csv", ROWS.encode(), cards=5, arguments=("--deck", "../../../etc/passwd"))

HEAD = "#separator:tab\n#html:true\n"
BODY = "a\tb\nc\td\n"
bad("anki-text/unknown-header.txt", f"{HEAD}#run:calc.exe\n#columns:x\n{BODY}".encode(), cards=2)
bad("anki-text/conflicting-headers.txt", f"#separator:comma\n#separator:tab\n#html:maybe\n{BODY}".encode())
bad(
    "anki-text/too-many-columns.txt",
    (HEAD + "#columns:" + "\t".join(f"c{n}" for n in range(5000)) + "\n" + BODY).encode(),
)
bad("anki-text/separator-of-two-signs.txt", f"#separator:||\n{BODY}".encode(), cards=2)
bad("anki-text/separator-nul.txt", f"#separator:\x00\n{BODY}".encode())
bad("anki-text/separator-quote.txt", f'#separator:"\n{BODY}'.encode())
bad("anki-text/separator-hash.txt", f"#separator:#\n{BODY}".encode())
bad("anki-text/column-0.txt", f"{HEAD}#guid column:0\n{BODY}".encode(), cards=2)
bad("anki-text/column-999.txt", f"{HEAD}#guid column:999\n#deck column:998\n{BODY}".encode())
bad("anki-text/column-of-5000-digits.txt", f"{HEAD}#tags column:{'9' * 5000}\n{BODY}".encode(), cards=2)
bad("anki-text/column-negative.txt", f"{HEAD}#deck column:-1\n{BODY}".encode(), cards=2)
bad("anki-text/all-columns-special.txt", f"{HEAD}#guid column:1\n#tags column:2\n{BODY}".encode(), "question")
bad("anki-text/one-column-for-all.txt", f"{HEAD}#guid column:1\n#deck column:1\n#tags column:1\n{BODY}".encode())
bad("anki-text/deck-leads-out.txt", f"{HEAD}#deck:../../etc::/abs\n{BODY}".encode(), cards=2)
bad("anki-text/100000-headers.txt", lambda: b"#html:true\n" * 100_000 + BODY.encode(), "no row")
bad("anki-text/header-of-1-mb.txt", lambda: b"#tags:" + b"x" * 1_000_000 + b"\n" + BODY.encode())
bad("anki-text/headers-alone.txt", HEAD.encode(), "row")
bad("anki-text/remarks-alone.txt", lambda: HEAD.encode() + b"# remark\n" * 100_000, "row")
bad("anki-text/guids-twice.txt", f"{HEAD}#guid column:1\ng\ta\tb\ng\tc\td\n".encode())
bad("anki-text/bom-in-header.txt", b"\xef\xbb\xbf" + f"{HEAD}{BODY}".encode(), cards=2)
bad(
    "anki-text/file-pictures.txt",
    f'{HEAD}a\t"<img src=""file:///etc/passwd""><img src=""../../x.png"">"\n'.encode(),
    cards=1,
)
bad("anki-text/sounds.txt", f"{HEAD}a\t[sound:../../../etc/passwd][sound:http://127.0.0.1/x.mp3]\n".encode(), cards=1)
bad("anki-text/unclosed-quote.txt", f'{HEAD}a\t"b\n{BODY}'.encode(), "row 3.*quote")
