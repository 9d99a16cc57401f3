"""Collections whose SQLite file is damaged, is made to run something, or says what cannot be."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from pathlib import Path

from bad.anki import CLOZE, MODEL, collection, package, showing
from bad.case import bad, noise


def flipped(data: bytes, *places: int) -> bytes:
    changed = bytearray(data)
    for place in places:
        changed[place % len(changed)] ^= 0xFF
    return bytes(changed)


def put(data: bytes, place: int, value: bytes) -> bytes:
    return data[:place] + value + data[place + len(value) :]


def in_wal_mode(*, with_wal: bool) -> bytes:
    """As a crash leaves it: what is new stands in a file beside this one, which does not come with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        path.write_bytes(collection())
        database = sqlite3.connect(path)
        database.execute("pragma journal_mode=wal")
        if with_wal:
            database.execute("pragma wal_autocheckpoint=0")
            database.execute("insert into notes values (2,'g2',7,0,0,'','two\x1fx',0,0,0,'')")
            database.commit()
        data = path.read_bytes()
        database.close()
        return data


def wide() -> bytes:
    columns = ", ".join(f"c{number}" for number in range(1990))
    return collection(before="", more=f"create table wide ({columns})")


def many_tables() -> bytes:
    return collection(more="".join(f"create table t{n} (a);" for n in range(5000)))


def many_notes(count: int) -> bytes:
    """More than may be in one file, made by SQLite itself since it is quick."""
    up = f"with recursive n(i) as (select 2 union all select i+1 from n where i < {count})"
    return collection(
        more=f"insert into notes select i,'g'||i,7,0,0,'','f'||i||char(31)||'b',0,0,0,'' from ({up} select i from n);"
        f"insert into cards select i+1000,i,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,'' from ({up} select i from n);"
    )


def model(**changes: object) -> dict[str, object]:
    return MODEL | changes


def template(front: str, back: str = "{{B}}") -> dict[str, object]:
    return model(tmpls=[{"name": "C", "ord": 0, "qfmt": front, "afmt": back}])


def cloze(*texts: str) -> bytes:
    return showing(*texts, model=CLOZE)


def schema(sql: str) -> str:
    """Statements that write into the schema what SQLite itself would not."""
    return f"pragma writable_schema=on; {sql}; pragma writable_schema=off"


def two(more: str, **options: object) -> bytes:
    notes = [(1, "g1", 7, "", "front\x1fback"), (2, "g2", 7, "", "second\x1fback")]
    return package(collection(notes, more=more, **options))  # type: ignore[arg-type]


COL = "entry 1"
bad("sqlite/none.anki2", noise(9000), "none of the formats")
bad("sqlite/none-in-package.apkg", package(noise(9000)), f"{COL}.*(damaged|database)")
bad("sqlite/head-alone.anki2", b"SQLite format 3\x00", "damaged|database|Anki")
bad("sqlite/head-and-noise.anki2", b"SQLite format 3\x00" + noise(20_000), "damaged|database")
bad("sqlite/truncated.anki2", lambda: collection()[:-5000], "damaged|database")
bad("sqlite/truncated-in-package.apkg", lambda: package(collection()[:9000]), f"{COL}.*(damaged|database)")
bad(
    "sqlite/damaged-pages.apkg",
    lambda: package(flipped(collection(), *range(4096, 20_000, 7))),
    f"{COL}.*(damaged|database)",
)
bad(
    "sqlite/damaged-schema.apkg",
    lambda: package(flipped(collection(), *range(3000, 4000, 3))),
    f"{COL}.*(damaged|database)",
)
bad("sqlite/page-size-lies.anki2", lambda: put(collection(), 16, b"\x01\x01"), "damaged|database")
bad("sqlite/page-in-itself.apkg", lambda: package(put(collection(), 100 + 8, b"\x00\x00\x00\x01")), None)
bad("sqlite/free-list-lies.apkg", lambda: package(put(collection(), 32, b"\xff\xff\xff\xff\x00\x00\x00\x09")), None)
bad("sqlite/page-count-lies.anki2", lambda: put(collection(), 28, b"\x7f\xff\xff\xff"), None)
bad("sqlite/utf-16.apkg", lambda: package(collection(before="pragma encoding='UTF-16le'")), cards=1)
bad("sqlite/write-version-99.anki2", lambda: put(collection(), 18, b"\x63\x63"), "damaged|database")
bad("sqlite/wal-mode.anki2", lambda: in_wal_mode(with_wal=False), cards=1)
bad("sqlite/wal-left-behind.apkg", lambda: package(in_wal_mode(with_wal=True)), cards=1)
bad(
    "sqlite/another-program.sqlite",
    lambda: put(collection(more="drop table notes; drop table cards; drop table col"), 0, b"SQLite"),
    "another program|no Anki",
)
bad("sqlite/no-notes.apkg", lambda: two("drop table notes"), f"{COL}.*notes")
bad("sqlite/no-cards.apkg", lambda: two("drop table cards"), f"{COL}.*cards")
bad("sqlite/no-log.apkg", lambda: two("drop table revlog"), cards=2)
bad("sqlite/no-col-row.apkg", lambda: two("delete from col"), cards=0, skipped=2, has="note 1 .*note type")
bad("sqlite/column-missing.apkg", lambda: two("alter table notes drop column flds"), f"{COL}.*flds")
bad(
    "sqlite/notes-is-a-view.apkg",
    lambda: two("alter table notes rename to n; create view notes as select * from n"),
    f"{COL}.*notes",
)
bad(
    "sqlite/notes-is-endless.apkg",
    lambda: two(
        "drop table notes; create view notes as with recursive n(i) as (select 1 union all select i+1 from n) select i id,'g' guid,7 mid,'' tags,'a' flds from n"
    ),
    f"{COL}.*notes",
)
bad(
    "sqlite/view-beside.apkg",
    lambda: two("create view v as with recursive n(i) as (select 1 union all select i+1 from n) select * from n"),
    cards=2,
)
bad(
    "sqlite/triggers.apkg",
    lambda: two(
        [
            "create trigger t after insert on notes begin select load_extension('/tmp/x.so'); end",
            " instead of delete on v begin delete from notes; end",
        ][0]
    ),
    cards=2,
)
bad(
    "sqlite/virtual-table.apkg",
    lambda: two(schema("insert into sqlite_master values ('table','v','v',0,'create virtual table v using fts5(x)')")),
    None,
)
bad(
    "sqlite/virtual-csv-table.apkg",
    lambda: two(
        schema(
            "insert into sqlite_master values ('table','v','v',0,'create virtual table v using csv(filename=''/etc/passwd'')')"
        )
    ),
    None,
)
bad(
    "sqlite/notes-is-virtual.apkg",
    lambda: two("drop table notes; create virtual table notes using fts5(guid, mid, tags, flds)"),
    COL,
)
bad(
    "sqlite/generated-column.apkg",
    lambda: two("alter table notes add column g text generated always as (hex(zeroblob(900000000))) virtual"),
    f"{COL}.*too big",
)
bad(
    "sqlite/generated-fields.apkg",
    lambda: two(
        "alter table notes drop column flds; alter table notes add column flds text generated always as (hex(zeroblob(900000000))) virtual"
    ),
    COL,
)
bad("sqlite/index-on-an-expression.apkg", lambda: two("create index i on notes(length(flds) + abs(mid))"), None)
bad(
    "sqlite/check-constraint.apkg",
    lambda: two("create table c (a check (a in (select 1)))".replace("(select 1)", "(1)")),
    cards=2,
)
bad("sqlite/schema-statement-of-1-mb.apkg", lambda: two(f"create table big (a text default '{'x' * 1_000_000}')"), None)
bad("sqlite/wide-table.apkg", lambda: package(wide()), None)
bad("sqlite/5000-tables.apkg", lambda: package(many_tables()), None)
bad("sqlite/schema-in-a-loop.apkg", lambda: two(schema("update sqlite_master set rootpage=1 where name='notes'")), COL)
bad(
    "sqlite/two-tables-one-page.apkg",
    lambda: two(
        schema(
            "update sqlite_master set rootpage=(select rootpage from sqlite_master where name='cards') where name='notes'"
        )
    ),
    COL,
)
bad(
    "sqlite/schema-without-sense.apkg",
    lambda: two(schema("update sqlite_master set sql='create table notes (' where name='notes'")),
    COL,
)
bad(
    "sqlite/without-rowid.apkg",
    lambda: two("create table w (a primary key, b) without rowid; insert into w values (1, 2)"),
    cards=2,
)
bad("sqlite/200002-notes.anki2", lambda: many_notes(200_002), "more than 200,000 notes")
for column, value in (
    ("guid", "x'00ff'"), ("guid", "null"), ("mid", "'seven'"), ("mid", "7.0"), ("mid", "9e999"), ("tags", "null"), ("tags", "x'ff'"),
    ("flds", "null"), ("flds", "5"), ("flds", "zeroblob(1000000)"), ("flds", "x'ff1fff'"), ("flds", "cast(x'66ff1f' as text)"), ("flds", "''"),
    ("flds", "char(0)||char(31)||char(0)"), ("flds", "replace(hex(zeroblob(200000)),'0','ab')"),
):  # fmt: skip
    label = "".join(char if char.isalnum() else "-" for char in f"{column}-{value}")[:40]
    bad(
        f"sqlite-values/{label}.apkg",
        lambda column=column, value=value: two(f"update notes set {column}={value} where id=2"),
    )  # type: ignore[misc]
for column in (
    "nid",
    "did",
    "ord",
    "type",
    "queue",
    "due",
    "ivl",
    "factor",
    "reps",
    "lapses",
    "odue",
    "odid",
    "flags",
    "data",
):
    for label, value in (
        ("huge", "9223372036854775807"),
        ("low", "-9223372036854775808"),
        ("text", "'x'"),
        ("null", "null"),
        ("endless", "-9e999"),
    ):
        if label in ("huge", "text") or column in ("due", "ivl", "factor", "data"):
            more = f"update cards set type=2, queue=2, ivl=5, factor=2500, reps=3; update cards set {column}={value} where nid=2"
            bad(f"sqlite-values/card-{column}-{label}.apkg", lambda more=more: two(more))  # type: ignore[misc]
for label, data in (
    ("nan", '{"s": NaN, "d": NaN}'), ("infinite", '{"s": 1e999, "d": -1e999, "lrt": 1e300}'), ("deep", "[" * 100_000), ("text", '{"s": "x", "d": []}'),
    ("huge-int", '{"s": ' + "9" * 5000 + "}"), ("list", "[1,2]"), ("lrt", '{"s": 3, "d": 5, "lrt": 99999999999999}'),
):  # fmt: skip
    more = f"update cards set type=2, queue=2, ivl=5, factor=2500, reps=3, data='{data}' where nid=2"
    bad(f"sqlite-values/memory-{label}.apkg", lambda more=more: two(more), cards=2)  # type: ignore[misc]
bad(
    "sqlite-values/log-absurd.apkg",
    lambda: two(
        "update cards set type=2, queue=2, ivl=5, factor=2500, reps=3;"
        "insert into revlog values (5,100,0,9,1,1,1,1,1),(6,100,0,3,999999999,1,1,-5,1),(-7,100,0,3,1,1,1,1,1),(9223372036854775807,100,0,3,1,1,1,1,1),"
        "(8,100,0,-3,1,1,1,1,1),(9,12345,0,3,1,1,1,1,1),(10,100,0,3,-9223372036854775808,1,1,9223372036854775807,77),(1700000000000,101,0,2,5,1,1,1,1)"
    ),
    cards=2,
)
bad(
    "sqlite-values/log-in-the-future.apkg",
    lambda: two(
        "update cards set type=2, queue=2, ivl=5, factor=2500, reps=3; insert into revlog values (32503680000000,100,0,3,1,1,1,1,1)"
    ),
    cards=2,
)
bad(
    "sqlite-values/log-of-text.apkg",
    lambda: two("insert into revlog values (11,'x','y','z',x'00',null,1,'q','w')"),
    cards=2,
)
bad(
    "sqlite-values/crt-huge.apkg",
    lambda: two("update col set crt=9223372036854775807; update cards set type=2, queue=2, ivl=5, factor=2500, reps=3"),
)
bad(
    "sqlite-values/crt-low.apkg",
    lambda: two(
        "update col set crt=-9223372036854775808; update cards set type=2, queue=2, ivl=5, factor=2500, reps=3"
    ),
)
bad("sqlite-values/crt-text.apkg", lambda: two("update col set crt='yesterday'"))
bad(
    "sqlite-values/note-id-low.apkg",
    lambda: package(collection([(-9223372036854775808, "g", 7, "", "a\x1fb")], [{"nid": -9223372036854775808}])),
    cards=1,
)

bad(
    "notes/same-guid.apkg",
    lambda: package(collection([(1, "g", 7, "", "a\x1fb"), (2, "g", 7, "", "c\x1fd")])),
    cards=1,
    skipped=1,
    has="same identity",
)
bad(
    "notes/guid-of-control-signs.apkg",
    lambda: package(collection([(1, "\x00\x01\n\x1f", 7, "", "a\x1fb"), (2, "\u202e", 7, "", "c\x1fd")])),
    cards=2,
)
bad("notes/guid-of-1-mb.apkg", lambda: package(collection([(1, "g" * 1_000_000, 7, "", "a\x1fb")])))
bad(
    "notes/no-fields.apkg",
    lambda: package(collection([(1, "g", 7, "", "")])),
    cards=0,
    skipped=1,
    has="question is empty",
)
bad(
    "notes/10000-fields.apkg",
    lambda: package(collection([(1, "g", 7, "", "\x1f".join(f"f{n}" for n in range(10_000)))])),
    cards=1,
)
bad(
    "notes/10000-fields-in-type.apkg",
    lambda: package(
        collection(
            model=model(
                flds=[{"name": f"F{n}", "ord": n} for n in range(10_000)],
                tmpls=[{"name": "C", "ord": 0, "qfmt": "".join(f"{{{{F{n}}}}}" for n in range(10_000)), "afmt": "x"}],
            )
        )
    ),
    cards=1,
)
bad("notes/field-of-5-mb.apkg", lambda: showing("x" * 5_000_000, "good"), cards=1, skipped=1, has="note 1 .*200,000")
bad("notes/200000-signs-without-a-blank.apkg", lambda: showing("x" * 199_990), cards=1)
bad(
    "notes/100000-tags.apkg",
    lambda: package(collection([(1, "g", 7, " ".join(f"t{n}" for n in range(100_000)), "a\x1fb")])),
    cards=1,
)
bad(
    "notes/strange-tags.apkg",
    lambda: package(collection([(1, "g", 7, "both-ways {#id} ]]> ../x \u202e \x00 ::: .a.b é{.x}", "a\x1fb")])),
    cards=1,
)
bad(
    "notes/type-is-gone.apkg",
    lambda: package(collection([(1, "g", 99, "", "a\x1fb"), (2, "h", 7, "", "c\x1fd")])),
    cards=1,
    skipped=1,
    has="note 1 .*note type",
)
bad("notes/cards-without-notes.apkg", lambda: package(collection(cards=[{}, {"nid": 999}, {"nid": -1}])), cards=1)
bad("notes/cards-without-decks.apkg", lambda: package(collection(cards=[{"did": 777}])), cards=1)
bad("notes/no-cards.apkg", lambda: package(collection(cards=[])), cards=0, skipped=1, has="note 1 .*no cards")
bad(
    "notes/ordinal-huge.apkg",
    lambda: package(collection([(1, "g", 7, "", "a\x1fb"), (2, "h", 7, "", "a\x1fb")], [{"ord": 2**40}, {"ord": 0}])),
    cards=1,
    skipped=1,
)
bad("notes/same-card-twice.apkg", lambda: package(collection(cards=[{}, {"nid": 1}, {"nid": 1}])), cards=1)
bad(
    "notes/100000-cards-of-one.apkg",
    lambda: package(
        collection(
            more="with recursive n(i) as (select 200 union all select i+1 from n where i < 100000) insert into cards select i,1,1,i,0,0,0,0,0,0,0,0,0,0,0,0,0,'' from n"
        )
    ),
)
bad(
    "notes/decks-in-a-ring.apkg",
    lambda: package(collection(decks={"1": {"name": "A::B::A::B"}, "2": {"name": "A::B", "parent": 1}})),
    cards=1,
)
for label, name in (
    ("parents", "../../../etc"), ("absolute", "/etc/passwd"), ("reserved", "CON::NUL::aux"), ("empty", ""), ("colons", "::::::"), ("units", "\x1f\x1f\x1f"),
    ("unit-tricks", "..\x1f..\x1fetc"), ("dots", "...::. ::.hidden"), ("100-levels", "::".join("abc" for _ in range(100))), ("long", "x" * 100_000), ("long-parts", "::".join("ü" * 200 for _ in range(50))),
    ("bidi", "\u202egnp.exe"), ("nul", "a\x00b"), ("slashes", "a/b\\c:d*e?f\"g<h>i|j"), ("markdown", "# x {#id}\n---\n"), ("home", "home"), ("readme", "README"), ("zalgo", "a" + "\u0301" * 500), ("emoji", "👩‍👩‍👧‍👦"), ("blanks", " \t\u00a0\u3000 "),
):  # fmt: skip
    bad(f"deck-names/{label}.apkg", lambda name=name: package(collection(decks={"1": {"name": name}})), cards=1)  # type: ignore[misc]
bad(
    "deck-names/two-cases.apkg",
    lambda: package(
        collection(
            [(1, "g", 7, "", "a\x1fb"), (2, "h", 7, "", "c\x1fd")],
            [{"did": 1}, {"did": 2}],
            decks={"1": {"name": "Same"}, "2": {"name": "sAME"}},
        )
    ),
    cards=2,
)
bad(
    "deck-names/nfc-nfd.apkg",
    lambda: package(
        collection(
            [(1, "g", 7, "", "a\x1fb"), (2, "h", 7, "", "c\x1fd")],
            [{"did": 1}, {"did": 2}],
            decks={"1": {"name": "é"}, "2": {"name": "e\u0301"}},
        )
    ),
    cards=2,
)
bad(
    "deck-names/file-and-folder.apkg",
    lambda: package(
        collection(
            [(1, "g", 7, "", "a\x1fb"), (2, "h", 7, "", "c\x1fd")],
            [{"did": 1}, {"did": 2}],
            decks={"1": {"name": "A"}, "2": {"name": "A.md::B"}},
        )
    ),
    cards=2,
)
bad("deck-names/is-a-number.apkg", lambda: package(collection(decks={"1": {"name": 5, "desc": [1, 2]}})), cards=1)

for label, text in (
    ("empty", ""), ("list", "[]"), ("cut-off", "{"), ("deep", "[" * 100_000), ("deep-objects", '{"a":' * 100_000), ("number", '{"7": 5}'), ("fields-a-number", '{"7": {"flds": 3}}'),
    ("key-no-number", '{"x": {}}'), ("template-empty", '{"7": {"flds": [], "tmpls": [{}]}}'), ("digits", "9" * 5000), ("ord-infinite", '{"7": {"flds": [{"name": "F", "ord": Infinity}], "tmpls": []}}'),
    ("surrogates", '{"7": {"name": "\\ud800", "type": 0, "flds": [{"name": "\\udfff", "ord": 0}], "tmpls": [{"ord": 0, "qfmt": "\\ud800{{\\udfff}}", "afmt": "\\ud800"}]}}'),
    ("100000-types", json.dumps({str(n): {"flds": [], "tmpls": []} for n in range(100_000)})), ("nul", "\x00"),
):  # fmt: skip
    bad(f"note-types/{label}.apkg", lambda text=text: package(collection(model=text)))  # type: ignore[misc]
for label, text in (
    ("list", "[1]"),
    ("deep", "[" * 100_000),
    ("numbers", '{"1": 5}'),
    ("surrogates", '{"1": {"name": "\\ud800a", "desc": "\\udc00"}}'),
    ("key-huge", '{"9' + "9" * 4000 + '": {"name": "x"}}'),
):
    bad(f"note-types/decks-{label}.apkg", lambda text=text: package(collection(decks=text)))  # type: ignore[misc]
bad(
    "note-types/new-config-noise.apkg",
    lambda: package(collection(version=18, is_new=True, more=f"update templates set config=x'{noise(500).hex()}'")),
    f"{COL}.*note types",
)
bad(
    "note-types/new-config-endless-text.apkg",
    lambda: package(collection(version=18, is_new=True, more="update templates set config=x'0affffffff0f'")),
    f"{COL}.*note types",
)
bad("note-types/newer-schema.apkg", lambda: package(collection(version=99)), f"{COL}.*newer Anki")

for label, front in (
    ("unclosed", "{{#F}}{{F}}"), ("10000-unclosed", "{{#F}}" * 10_000 + "{{F}}"), ("closes-nothing", "{{/F}}{{/B}}{{F}}"), ("crossed", "{{#F}}{{#B}}{{F}}{{/F}}{{/B}}"),
    ("of-itself", "{{FrontSide}}{{F}}"), ("brackets", "{{" * 60_000), ("closing-brackets", "}}" * 60_000 + "{{F}}"), ("filters", "{{" + "text:" * 20_000 + "F}}"), ("200000-fields", "{{F}}" * 200_000),
    ("script", "<script>fetch('http://127.0.0.1:9/')</script>{{F}}"), ("comments", "<!--" * 50_000 + "{{F}}"), ("comment-ends", "-->" * 50_000 + "{{F}}"), ("unknown", "{{Nothing}}{{F}}"), ("python", "{{F.__class__}}{{F}}{% import os %}${F}"),
    ("tts", "{{tts en_US voices=x:F}}{{F}}"), ("hr", "<hr id=answer " * 20_000 + "{{F}}"), ("exponential", "{{#F}}{{F}}{{F}}" * 3000), ("furigana", "{{furigana:F}}"),
):  # fmt: skip
    bad(
        f"templates/{label}.apkg",
        lambda front=front: package(
            collection(
                [(1, "g", 7, "", "front[" + "a[b]" * 3000 + "\x1fback")],
                model=template(front, f"{{{{FrontSide}}}}<hr id=answer>{front}"),
            )
        ),
    )  # type: ignore[misc]

for label, text in (
    ("c0", "{{c0::a}} {{c1::b}}"), ("c99999", "{{c99999::a}} {{c1::b}}"), ("number-of-5000-digits", "{{c" + "9" * 5000 + "::a}} {{c1::b}}"), ("unclosed", "{{c1::a {{c2::b}}"), ("no-end", "{{c1::"), ("nested-1000-deep", "{{c1::a" * 1000 + "}}" * 1000),
    ("nested-unclosed-20000", "{{c1::" * 20_000), ("ends-20000", "{{c1::a}}" + "}}" * 20_000), ("empty", "{{c1::}} {{c2::b}}"), ("hints", "{{c1::a::" + "h::" * 5000 + "}}"), ("5000-gaps", " ".join(f"{{{{c{n}::w{n}}}}}" for n in range(1, 5001))),
    ("same-gap-5000-times", "{{c1::x}} " * 5000), ("in-a-tag", '<img src="{{c1::a.png}}">{{c1::b}}'), ("across-tags", "<b>{{c1::a</b><i>b}}</i>"), ("in-maths", r"\( {{c1::x}} \) \[ {{c2::y}} \]"), ("in-code", "<pre><code>{{c1::x}}</code></pre>"),
    ("minus", "{{c-1::a}} {{c1::b}}"), ("arabic-number", "{{c١::a}} {{c1::b}}"), ("areas", "{{c1::image-occlusion:rect:left=nan:top=inf:width=-1:height=9e999}}<img src=x.png>"), ("100000-areas", "{{c1::image-occlusion:rect:left=.1:top=.1:width=.1:height=.1}}" * 2500),
    ("our-own-gaps", "{{x = y}} {{area: 1 2 3 4 = z}} {{c1::b}}"),
):  # fmt: skip
    bad(f"cloze/{label}.apkg", lambda text=text: cloze(text))  # type: ignore[misc]
