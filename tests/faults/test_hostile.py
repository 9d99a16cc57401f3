"""Bad files are refused with a word about what is wrong with them, or taken unharmed; nothing else comes of them."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "samples"))

from bad.make import cases
from bad.tables import ROWS
from bad.zip_bytes import Entry, zipped

from interviewprep.cli import main
from interviewprep.formats.foreign import Choices, Foreign, NotReadable
from interviewprep.formats.recognise import read_foreign

CHILD = Path(__file__).parent / "hostile_child.py"
SAMPLES = Path(__file__).parent.parent / "samples"
FAMILIES = list(dict.fromkeys(case.family for case in cases()))
HALVES = ("0/2", "1/2")
FUZZED = 300

with_forks = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")


@pytest.fixture(scope="module")
def reports() -> Iterator[dict[str, dict[str, object]]]:
    """What came of each case. Their folders are in memory where there is such a place: all of them wait for the disk."""
    memory = Path("/dev/shm")
    top = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None, prefix="hostile-"))
    try:
        children = []
        for number, half in enumerate(HALVES):
            (top / str(number)).mkdir()
            words = [sys.executable, str(CHILD), str(top / str(number)), half]
            children.append(subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        said = [child.communicate() for child in children]
        assert [(child.returncode, talk) for child, (_, talk) in zip(children, said, strict=True)] == [(0, "")] * 2
        lines = [json.loads(line) for out, _ in said for line in out.splitlines()]
    finally:
        shutil.rmtree(top, ignore_errors=True)
    yield {line["case"]: line for line in lines}


@with_forks
@pytest.mark.parametrize("family", FAMILIES)
def test_what_strangers_made_is_refused_by_name_or_taken_unharmed(reports, family):
    wanted = [case.name for case in cases(family)]
    assert [name for name in wanted if name not in reports] == []
    assert {name: reports[name]["faults"] for name in wanted if reports[name]["faults"]} == {}


@with_forks
def test_the_watch_over_the_children_hears_what_they_must_not_do(tmp_path):
    """Else no case could fail by it."""
    program = (
        f"import sys; sys.path[:0] = {[str(CHILD.parent), str(SAMPLES)]!r}\n"
        "from pathlib import Path; import hostile_child, os, socket, pickle, subprocess\n"
        f"watch = hostile_child.Watch(Path('/given'), Path({str(tmp_path / 'data')!r}), Path({str(tmp_path)!r}) / 'scratch')\n"
        "sys.addaudithook(watch)\n"
        "open('/etc/passwd').close(); socket.socket().close(); os.listdir('/etc'); subprocess.run(['true'])\n"
        f"open({str(tmp_path / 'out')!r}, 'w').close(); os.mkdir({str(tmp_path / 'made')!r})\n"
        "pickle.loads(b'cos\\ngetcwd\\n.')\n"
        "print([heard.split()[0] for heard in watch.heard])"
    )
    heard = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    for event in ("open", "socket.__new__", "os.listdir", "subprocess.Popen", "os.mkdir", "pickle.find_class"):
        assert repr(event) in heard


def test_there_are_enough_bad_files_of_every_kind():
    assert len(cases()) > 800
    assert len(FAMILIES) == 20


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The file with bytes changed, cut off, left out or said twice."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 20))):
        changed[rng.randrange(len(changed))] = rng.choice((0, 255, rng.randrange(256)))
    at, size = rng.randrange(len(changed)), rng.randrange(1, 200)
    way = rng.randrange(6)
    if way == 0:
        del changed[at:]
    elif way == 1:
        del changed[at : at + size]
    elif way == 2:
        changed[at:at] = changed[max(0, at - size) : at]
    return bytes(changed)


REAL = sorted(path.name for path in (SAMPLES / "anki").iterdir() if path.suffix in (".apkg", ".colpkg", ".txt"))


@pytest.mark.parametrize("name", REAL)
def test_a_damaged_file_of_a_real_program_is_read_or_refused(name, tmp_path):
    data, rng = (SAMPLES / "anki" / name).read_bytes(), random.Random(name)
    path = tmp_path / name
    fates = set()
    for _ in range(FUZZED // 3 if len(data) > 30_000 else FUZZED):
        path.write_bytes(damaged(data, rng))
        fates.add(fate(path))
    assert "refused" in fates


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_damaged_collection_in_a_sound_package_is_read_or_refused(is_packed, tmp_path):
    """Where the archive's checksums are right, the faults reach the database and what is in it."""
    import zipfile

    from bad.anki import package
    from bad.zstds import new_package, zstd

    name = "everything.apkg" if is_packed else "everything-legacy.apkg"
    with zipfile.ZipFile(SAMPLES / "anki" / name) as archive:
        data = archive.read("collection.anki21b" if is_packed else "collection.anki21")
    data = zstd.decompress(data) if is_packed else data
    rng, path, fates = random.Random(name), tmp_path / name, set()
    for _ in range(FUZZED):
        broken = damaged(data, rng)
        path.write_bytes(new_package(zstd.compress(broken, 1)) if is_packed else package(broken))
        fates.add(fate(path))
    assert fates == {"read", "refused"}


def fate(path: Path) -> str:
    began = time.process_time()
    try:
        found = read_foreign(path, Choices(with_past=True))
    except NotReadable as fault:
        assert str(fault).startswith(str(path))
        answer = "refused"
    else:
        assert isinstance(found, Foreign)
        for medium in found.media[:3]:
            assert sum(map(len, medium.chunks())) == medium.size
        answer = "read"
    assert time.process_time() - began < 5
    return answer


def test_names_in_a_file_steer_no_terminal(tmp_path, capsys):
    path = tmp_path / "a\x1b]0;b\x07.zip"
    deck = b"## A?\n\nb\n"
    path.write_bytes(zipped([Entry("x\n\x1b[2J\u202e.md".encode(), deck), Entry(b"x" * 60_000 + b".md", deck)]))
    assert main(["--data", str(tmp_path / "data"), "--no-shipped", "import", str(path), "--yes"], lambda _: 5) == 0
    taken = capsys.readouterr()
    assert main(["--data", str(tmp_path / "data"), "--no-shipped", "import", f"{path}\n", "--yes"], lambda _: 5) == 2
    refused = capsys.readouterr()
    for text in (taken.err, taken.out, refused.err):
        assert text.replace("\n", "").replace("…", "").isprintable()
        assert max(map(len, text.splitlines())) < 1000
    assert len(refused.err.splitlines()) == 1


def test_a_deck_that_has_a_folder_in_its_place_is_refused_before_anything_is_taken(tmp_path, capsys):
    data, table = tmp_path / "data", tmp_path / "rows.csv"
    words = ["--data", str(data), "--no-shipped"]
    table.write_text(ROWS)
    (data / "decks" / "rows.md").mkdir(parents=True)
    assert main([*words, "import", str(table), "--yes"], lambda _: 5) == 2
    assert "there is a folder of this name" in capsys.readouterr().err
    (data / "decks" / "rows.md").rmdir()
    assert main([*words, "import", str(table), "--yes"], lambda _: 5) == 0, "it is as if nothing had been tried"
