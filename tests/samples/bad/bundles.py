"""Bundles of ours whose JSON is misshapen, too deep, or from a version to come, and folders that lead elsewhere."""

from __future__ import annotations

import io
import json
import os
import socket
import zipfile
from pathlib import Path

from bad.anki import PNG, collection, package
from bad.case import bad, bad_place, noise

CARD = "## What? {#what}\n\nThat.\n\n## Why?\n\nSo.\n"
MANIFEST = '{"format": "interviewprep-bundle", "version": 1, "program": "0.1.0", "made": "2026-03-15T10:00:00+01:00"}'
MEMORY = {"state": 2, "step": 0, "stability": 12.5, "difficulty": 5.1, "due_day": 20000, "due_ms": 0, "last_day": 19988,
          "last_ms": 1727000000000, "interval": 12, "reviews": 4, "lapses": 1}  # fmt: skip


def bundle(manifest: str | bytes = MANIFEST, progress: str | bytes | None = None, **more: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bundle.json", manifest)
        archive.writestr("decks/a.md", CARD)
        if progress is not None:
            archive.writestr("progress.jsonl", progress)
        for name, content in more.items():
            archive.writestr(name, content)
    return out.getvalue()


def past(**changes: object) -> str:
    memory = MEMORY | changes
    return json.dumps(
        {
            "deck": "a",
            "id": "what",
            "items": {"front": {"memory": memory, "reviews": [[1727000000000, 3, 2, 4100, 12, 60]]}},
        }
    )


def reviewed(*reviews: object) -> str:
    return json.dumps({"deck": "a", "id": "what", "items": {"front": {"memory": MEMORY, "reviews": reviews}}})


for label, manifest, refused in (
    ("empty", "", "entry 1|bundle.json"), ("cut-off", "{", "bundle.json"), ("deep", "[" * 100_000, "bundle.json"), ("deep-objects", '{"a":' * 100_000, "bundle.json"), ("version-2", MANIFEST.replace("1,", "2,"), "newer version"), ("version-huge", MANIFEST.replace("1,", "9" * 5000 + ","), "bundle.json"),
    ("version-text", MANIFEST.replace("1,", '"1",'), "bundle.json"), ("version-true", MANIFEST.replace("1,", "true,"), "bundle.json"), ("version-0", MANIFEST.replace("1,", "0,"), "bundle.json"), ("version-nan", MANIFEST.replace("1,", "NaN,"), "bundle.json"), ("another-format", MANIFEST.replace("interviewprep", "other"), "bundle.json"),
    ("list", "[1]", "bundle.json"), ("null", "null", "bundle.json"), ("nul", "\x00", "bundle.json"), ("utf-16", MANIFEST.encode("utf-16"), None), ("not-utf-8", b"\xff\xfe\xff", "bundle.json"), ("10-mb", b" " * 10_000_000 + MANIFEST.encode(), "bundle.json"), ("keys-twice", MANIFEST.replace('"version": 1', '"version": 2, "version": 1'), None),
    ("program-is-a-list", MANIFEST.replace('"0.1.0"', "[[]]"), None), ("surrogates", MANIFEST.replace("0.1.0", "\\ud800"), None),
):  # fmt: skip
    bad(f"bundle/manifest-{label}.zip", lambda manifest=manifest: bundle(manifest), refused)  # type: ignore[misc]
for label, progress in (
    ("deep", "[" * 100_000), ("deep-objects", '{"deck":' * 50_000), ("nan", past().replace("12.5", "NaN")), ("infinite", past().replace("12.5", "1e999")), ("stability-negative", past(stability=-1)), ("stability-text", past(stability="x")), ("difficulty-99", past(difficulty=99)),
    ("state-9", past(state=9)), ("state-true", past(state=True)), ("due-huge", past(due_day=2**62)), ("due-low", past(due_day=-(2**62))), ("last-in-the-future", past(last_ms=2**60)), ("reviews-negative", past(reviews=-1)), ("interval-float", past(interval=1.5)), ("digits", past().replace("20000", "9" * 5000)),
    ("rating-9", reviewed([1727000000000, 9, 2, 4100, 12, 60])), ("rating-true", reviewed([1727000000000, True, 2, 4100, 12, 60])), ("review-short", reviewed([1])), ("review-an-object", reviewed({"a": 1})), ("time-negative", reviewed([-5, 3, 2, 4100, 12, 60])), ("duration-huge", reviewed([1727000000000, 3, 2, 2**62, 12, 60])), ("offset-huge", reviewed([1727000000000, 3, 2, 4100, 12, 999999])),
    ("same-review-1000-times", reviewed(*[[1727000000000, 3, 2, 4100, 12, 60]] * 1000)), ("reviews-backwards", reviewed(*([1727000000000 - n * 1000, 3, 2, 4100, 12, 60] for n in range(100)))), ("other-deck", past().replace('"a"', '"../../etc"')), ("other-face", past().replace("front", "point:../x")), ("face-of-1-mb", past().replace("front", "f" * 1_000_000)),
    ("no-id", past().replace('"what"', "null")), ("list", "[1, 2]"), ("number", "5"), ("keys-twice", past().replace('"deck": "a"', '"deck": "b", "deck": "a"')), ("items-a-list", '{"deck": "a", "id": "what", "items": [1]}'), ("blank-lines", "\n" * 100_000 + past()), ("one-line-of-21-mb", lambda: '{"deck": "' + noise(11_000_000).hex() + '"}'),
    ("100000-lines-of-noise", lambda: "{\n" * 100_000), ("line-twice", past() + "\n" + past()), ("not-utf-8", b"\xff\xfe\xff\n" + past().encode()), ("nul", "\x00\n" + past()), ("surrogates", past().replace("what", "\\ud800")), ("memory-null", past().replace('"state": 2', '"state": null')), ("marked-text", past().replace('"deck"', '"marked": "yes", "deck"', 1)),
):  # fmt: skip
    bad(
        f"bundle/progress-{label}.zip",
        lambda progress=progress: bundle(progress=progress() if callable(progress) else progress),
        *(("progress.*longer",) if label == "one-line-of-21-mb" else ()),
        cards=None if label == "one-line-of-21-mb" else 2,
    )  # type: ignore[misc]
bad("bundle/shipped-alone.zip", lambda: bundle(**{"shipped/x.md": CARD}), cards=2)
bad("bundle/deck-outside.zip", lambda: bundle(**{"b.md": CARD.replace("what", "b")}), cards=2)
bad(
    "bundle/database-beside.zip",
    lambda: bundle(**{"progress.db": b"SQLite format 3\x00", "decks/progress.db": collection()}),
    cards=2,
)
bad("bundle/settings-beside.zip", lambda: bundle(**{"settings.json": "{}", "decks/../x": "y"}))
bad("bundle/replaces-home.zip", lambda: bundle(**{"decks/00-home.md": "## Mine now?\n\nYes.\n"}))
bad("bundle/interview-broken.zip", lambda: bundle(**{"decks/i.md": "---\ninterview: [\n---\n"}), cards=2)
bad(
    "bundle/medium-is-a-script.zip",
    lambda: bundle(**{"decks/b.md": "## P?\n\n![x](media/p.png)\n", "decks/media/p.png": "<script>"}),
    cards=3,
    skipped=1,
    has="p.png",
)
bad(
    "bundle/medium-leads-out.zip",
    lambda: bundle(**{"decks/b.md": "## P?\n\n![x](../../../etc/passwd) ![y](/etc/passwd) ![z](file:///etc/passwd)\n"}),
    cards=3,
)
bad(
    "bundle/medium-is-the-database.zip",
    lambda: bundle(**{"decks/b.md": "## P?\n\n![x](../progress.db) ![y](../../settings.json)\n"}),
    cards=3,
)
bad("bundle/300-decks.zip", lambda: bundle(**{f"decks/d{n}.md": "## a\n\nb\n" for n in range(300)}), cards=302)
bad(
    "bundle/deck-of-noise.zip",
    lambda: bundle(**{"decks/n.md": bytes(range(256)) * 100}),
    cards=2,
    skipped=1,
    has="n.md",
)
bad(
    "bundle/deck-of-utf-16.zip", lambda: bundle(**{"decks/n.md": CARD.encode("utf-16")}), cards=2, skipped=1, has="n.md"
)
bad("bundle/anki-in-it.zip", lambda: bundle(**{"decks/x.apkg": package()}), cards=2)
bad("bundle/collection-and-decks.zip", lambda: bundle(**{"collection.anki2": collection()}))


def outside(path: Path) -> Path:
    """A deck that lies where nobody has pointed at."""
    there = path.parent.parent / "outside"
    there.mkdir(exist_ok=True)
    (there / "secret.md").write_text(CARD)
    (there / "secret.png").write_bytes(PNG)
    return there


def folder(path: Path) -> Path:
    path.mkdir()
    (path / "a.md").write_text(CARD)
    return path


def fifo(path: Path) -> None:
    os.mkfifo(path)


def fifo_in_folder(path: Path) -> None:
    os.mkfifo(folder(path) / "b.md")


def unix_socket(path: Path) -> None:
    # The name of a socket may not be long.
    here = os.open(path.parent, os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(f"/proc/self/fd/{here}/{path.name}")
    finally:
        os.close(here)


def link(path: Path) -> None:
    path.symlink_to(outside(path) / "secret.md")


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nothing")


def link_loop(path: Path) -> None:
    path.symlink_to(path.name)


def link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def link_in_folder(path: Path) -> None:
    (folder(path) / "b.md").symlink_to(outside(path) / "secret.md")


def folder_link_in_folder(path: Path) -> None:
    (folder(path) / "up").symlink_to("..")


def medium_is_a_link(path: Path) -> None:
    (folder(path) / "a.md").write_text("## P?\n\n![x](p.png)\n")
    (path / "p.png").symlink_to(outside(path) / "secret.png")


def medium_beside_is_a_link(path: Path) -> None:
    path.write_text("## P?\n\n![x](linked.png) ![y](dir/secret.png)\n")
    (path.parent / "linked.png").symlink_to(outside(path) / "secret.png")
    (path.parent / "dir").symlink_to(outside(path))


def deep_folder(path: Path) -> None:
    folder(path)
    deep = path.joinpath(*["d"] * 100)
    deep.mkdir(parents=True)
    (deep / "b.md").write_text(CARD)


def unreadable(path: Path) -> None:
    path.write_bytes(package())
    path.chmod(0)


def empty_folder(path: Path) -> None:
    path.mkdir()


def folder_without_decks(path: Path) -> None:
    path.mkdir()
    (path / "README.md").write_text("# Read me\n")
    (path / "b.txt").write_text("x")


def strange_names(path: Path) -> None:
    folder(path)
    for name in (b"\xff\xfe.md", b"a\nb.md", "a\u202e.md".encode(), b"-rf.md", b"CON.md", b"x" * 240 + b".md"):
        Path(os.fsdecode(os.fsencode(path) + b"/" + name)).write_text(CARD)


def own_data(path: Path) -> None:
    """A folder as that of the program, with a database in it."""
    folder(path)
    (path / "progress.db").write_bytes(collection())
    (path / ".git").mkdir()
    (path / ".git" / "config.md").write_text(CARD)


NOT_A_FILE = "neither a file nor a folder"
bad_place("places/pipe.apkg", fifo, NOT_A_FILE)
bad_place("places/socket.apkg", unix_socket, NOT_A_FILE)
bad_place("places/link.md", link, "it is a link")
bad_place("places/link-to-nothing.md", link_to_nothing, "it is a link")
bad_place("places/link-loop.md", link_loop, "it is a link")
bad_place("places/link-to-device.csv", link_to_device, "it is a link")
bad_place("places/nothing.apkg", lambda path: None, "no such file")
bad_place("places/folder.apkg", empty_folder, "no deck in this folder")
bad_place("places/folder-with-decks.apkg", lambda path: folder(path) and None, cards=2)
bad_place("places/folder-without-decks", folder_without_decks, "no deck in this folder")
bad_place("places/folder-with-link", link_in_folder, "b.md.*link")
bad_place("places/folder-with-folder-link", folder_link_in_folder, "up.*link")
bad_place("places/folder-with-pipe", fifo_in_folder, cards=2)
bad_place("places/folder-with-linked-medium", medium_is_a_link, "p.png.*link")
bad_place("places/deck-beside-links.md", medium_beside_is_a_link, cards=1, skipped=2)
bad_place("places/deep-folder", deep_folder, cards=2, skipped=1)
bad_place("places/strange-names", strange_names)
bad_place("places/like-our-own-data", own_data, cards=2)
bad_place("places/not-readable.apkg", unreadable)
bad_place(
    "places/name-with-new\nline\x1b[2J.apkg",
    lambda path: path.write_bytes(b"x\x00" * 5000) and None,
    "none of the formats",
)
bad("places/a" + "n" * 200 + ".apkg", lambda: package(), cards=1)
