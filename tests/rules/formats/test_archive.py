"""Archives that mean harm, or were damaged, are refused with the entry's name; sound ones come out byte for byte."""

from __future__ import annotations

import io
import random
import struct
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

import pytest

from interviewprep.formats import zstd as zstd_reader
from interviewprep.formats.archive import MOST_MEMBERS, Archive, pieces_of
from interviewprep.formats.foreign import NotReadable, TooLarge

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def packed(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def listed(path: Path, place: int, value: bytes, *, entry: int = 0) -> None:
    """Overwrite bytes in the list of contents: `place` counts from the entry's sign."""
    data = bytearray(path.read_bytes())
    at = -1
    for _ in range(entry + 1):
        at = data.index(b"PK\x01\x02", at + 1)
    data[at + place : at + place + len(value)] = value
    path.write_bytes(data)


def refusal(path: Path, name: str = "") -> str:
    with pytest.raises(NotReadable) as refused, Archive(path) as archive:
        for member in [name] if name else list(archive.members):
            b"".join(archive.pieces(member))
    assert str(refused.value).startswith(str(path))
    return str(refused.value)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_come_out_as_they_went_in(method, tmp_path):
    members = {"a.txt": b"", "b": bytes(range(256)) * 9000, "größe/ü.png": b"x", "../../etc/passwd": b"label only"}
    path = packed(tmp_path / "a.zip", members, method)
    with Archive(path) as archive:
        assert {name: b"".join(archive.pieces(name)) for name in archive.members} == members
        assert all(len(piece) <= 1024 * 1024 for piece in archive.pieces("b"))
        member = archive.members["b"]
    assert b"".join(pieces_of(path, member)) == members["b"]
    assert [found.name for found in tmp_path.iterdir()] == ["a.zip"]


def test_an_archive_behind_other_bytes_or_made_as_a_stream_is_read(tmp_path):
    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:
            self.data += data
            return len(data)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"streamed" * 1000)
    path = tmp_path / "a.zip"
    path.write_bytes(b"#!/bin/sh\n" + stream.data)
    with Archive(path) as archive:
        assert archive.read("a", 10_000) == b"streamed" * 1000


def test_sizes_in_the_long_form_are_read(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive, archive.open("a", "w", force_zip64=True) as member:
        member.write(b"long form")
    with Archive(path) as archive:
        assert archive.read("a", 100) == b"long form"


def test_encryption_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"a": b"x"})
    listed(path, 8, b"\x01\x00")
    assert "entry 1 (a): it is encrypted" in refusal(path)


def test_two_entries_of_one_name_are_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"a": b"x", "b": b"y"})
    data = path.read_bytes()
    path.write_bytes(data.replace(b"b", b"a"))
    assert "two entries have this name" in refusal(path)


def test_overlapping_entries_are_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"a": b"x" * 100, "b": b"x" * 100})
    listed(path, 42, struct.pack("<L", 0), entry=1)
    assert "overlaps" in refusal(path)


def test_a_lie_about_the_size_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"a": b"x" * 100})
    listed(path, 24, struct.pack("<L", 50))
    assert "more than the list" in refusal(path)
    listed(path, 24, struct.pack("<L", 200))
    assert "damaged" in refusal(path)


def test_a_wrong_checksum_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"a": b"x" * 100})
    listed(path, 16, b"\0\0\0\0")
    assert "damaged" in refusal(path)


def test_another_name_before_the_content_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip", {"a": b"x"})
    listed(path, 46, b"b")
    assert "names it otherwise" in refusal(path)


def test_an_unknown_method_is_refused(tmp_path):
    assert "method 12" in refusal(packed(tmp_path / "a.zip", {"a": b"x" * 99}, zipfile.ZIP_BZIP2))


def test_a_bomb_is_refused_before_it_goes_off(tmp_path):
    path = packed(tmp_path / "a.zip", {"a": bytes(30_000_000)})
    assert "200 times" in refusal(path)


def test_more_than_two_gib_is_asked_for(tmp_path):
    path = packed(tmp_path / "a.zip", {"a": random.Random(1).randbytes(11_000_000)}, zipfile.ZIP_STORED)
    # Nothing of the size that is only claimed is unpacked here.
    listed(path, 24, struct.pack("<L", 2 * 1024**3 + 1))
    with pytest.raises(TooLarge):
        Archive(path)
    with Archive(path, allow_large=True) as archive:
        assert list(archive.members) == ["a"]


def test_more_entries_than_are_read_are_refused_without_reading_them(tmp_path):
    path = packed(tmp_path / "a.zip", {"a": b"x"})
    data = path.read_bytes()
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, MOST_MEMBERS + 1, MOST_MEMBERS + 1, 0, 0)
    place = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    path.write_bytes(data[:-22] + end64 + place + data[-22:])
    assert "200,000 entries" in refusal(path)


def test_every_cut_of_an_archive_is_refused(tmp_path):
    whole = packed(tmp_path / "whole.zip", {"a": b"hello" * 50, "b": b"y"}).read_bytes()
    path = tmp_path / "cut.zip"
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        assert refusal(path)


def test_any_byte_may_be_wrong_and_only_a_refusal_comes(tmp_path):
    whole = packed(tmp_path / "whole.zip", {"a": b"hello" * 50, "b": b"y"}).read_bytes()
    path = tmp_path / "wrong.zip"
    for place in range(len(whole)):
        for value in (0, 255, whole[place] ^ 1):
            path.write_bytes(whole[:place] + bytes((value,)) + whole[place + 1 :])
            try:
                with Archive(path, allow_large=True) as archive:
                    for name in archive.members:
                        b"".join(archive.pieces(name))
            except NotReadable:
                pass


def test_zstd_comes_out_as_it_went_in():
    data = bytes(range(256)) * 20_000
    assert b"".join(zstd_reader.unpacked([zstd.compress(data)], "x")) == data
    two = zstd.compress(b"one ") + zstd.compress(b"two")
    assert b"".join(zstd_reader.unpacked([two[:5], two[5:20], two[20:]], "x")) == b"one two"


def test_zstd_bombs_and_giant_windows_are_refused():
    with pytest.raises(NotReadable, match="200 times"):
        list(zstd_reader.unpacked([zstd.compress(bytes(100_000_000))], "x"))
    wide = zstd.compress(b"x" * 1000, options={zstd.CompressionParameter.window_log: 31})
    assert wide
    window = bytes((0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8)) + b"\x01\x00\x00"
    with pytest.raises(NotReadable):
        list(zstd_reader.unpacked([window], "x"))


def test_zstd_that_is_cut_off_or_wrong_is_refused():
    whole = zstd.compress(b"hello" * 100)
    for size in range(1, len(whole)):
        with pytest.raises(NotReadable):
            list(zstd_reader.unpacked([whole[:size]], "x"))
    with pytest.raises(NotReadable):
        list(zstd_reader.unpacked([b"no zstd at all"], "x"))


def test_reading_an_archive_leaves_nothing_in_the_folder_for_temporary_files(tmp_path):
    before = set(Path(tempfile.gettempdir()).glob("interviewprep-*"))
    path = packed(tmp_path / "a.zip", {"a": zlib.compress(b"x")})
    with Archive(path) as archive:
        archive.read("a", 100)
    assert set(Path(tempfile.gettempdir()).glob("interviewprep-*")) == before
