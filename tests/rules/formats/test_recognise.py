"""A foreign file is known by its content; what cannot be read is called by its name, with advice."""

from __future__ import annotations

import gzip
import os
import pickle
import sqlite3
import zipfile
from pathlib import Path

import pytest

from interviewprep.formats.foreign import NotReadable
from interviewprep.formats.head import files_below
from interviewprep.formats.recognise import FORMATS, head_of, read_foreign


def refusal(path: Path) -> str:
    with pytest.raises(NotReadable) as refused:
        read_foreign(path)
    assert str(refused.value).startswith(str(path))
    return str(refused.value)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (gzip.compress(b"x"), "gzip"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7-Zip"),
        (pickle.dumps({"a": 1}), "pickle"),
        (pickle.dumps([1], protocol=2), "pickle"),
        (b"\x28\xb5\x2f\xfd\x00", "zstd"),
        (b"\xfd7zXZ\x00\x00", "xz"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (b"", "empty"),
    ],
)
@pytest.mark.parametrize("name", ["deck.apkg", "deck", "deck.csv"])
def test_what_is_known_and_not_read_is_called_by_its_name(start, words, name, tmp_path):
    path = tmp_path / name
    path.write_bytes(start)
    assert words in refusal(path)


@pytest.mark.parametrize(
    ("member", "words"),
    [("word/document.xml", "Word"), ("content.xml", "OpenDocument"), ("readme.txt", "without a deck")],
)
def test_a_zip_is_called_by_what_is_in_it(member, words, tmp_path):
    path = tmp_path / "a.apkg"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "x")
    assert words in refusal(path)


def test_a_database_of_another_program_is_refused(tmp_path):
    path = tmp_path / "a.anki2"
    with sqlite3.connect(path) as database:
        database.execute("create table passwords (x)")
    database.close()
    assert "no Anki collection" in refusal(path)
    other = path.rename(tmp_path / "firefox.db")
    assert "another program" in refusal(other)


def test_links_pipes_and_what_is_not_there_are_refused(tmp_path):
    target = tmp_path / "real.csv"
    target.write_text("a,b\n")
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    assert "real.csv" in refusal(link)
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "nowhere")
    assert "link" in refusal(dangling)
    assert "no such file" in refusal(tmp_path / "missing.apkg")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert "pipe" in refusal(tmp_path / "pipe")
    if Path("/dev/zero").exists():
        assert "device" in refusal(Path("/dev/zero"))


def test_a_folder_gives_its_files_in_order_and_refuses_a_link_out(tmp_path):
    for name in ("b/2.md", "b/1.md", "a.md", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path)] == ["a.md", "b/1.md", "b/2.md"]
    (tmp_path / "b" / "out.md").symlink_to("/etc/passwd")
    with pytest.raises(NotReadable, match=r"b/out\.md"):
        list(files_below(tmp_path))


def test_every_format_says_what_it_is_called():
    assert len({found.name for found in FORMATS}) == len(FORMATS)
    for found in FORMATS:
        assert found.title
        assert all(ending.startswith(".") for ending in found.endings)


def test_looking_at_a_file_reads_no_more_than_its_beginning(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    head = head_of(path)
    assert (head.size, len(head.start), head.members) == (5_000_000_000, 4096, ())
