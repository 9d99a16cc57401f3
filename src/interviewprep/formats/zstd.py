"""Zstandard, unpacked in pieces with a limit on everything: window, ratio, size."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from interviewprep.formats.archive import HIGHEST_RATIO, LARGE, PIECE, RATIO_COUNTS_FROM
from interviewprep.formats.foreign import NotReadable, TooLarge

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ZSTD_START = b"\x28\xb5\x2f\xfd"
_LARGEST_WINDOW_LOG = 27
"""128 MiB of memory; what packs a deck asks for 8."""
_MOST_FRAMES = 10_000
"""A program writes one; to begin with the next takes longer than to read a byte."""


def unpacked(packed: Iterable[bytes], place: str, *, allow_large: bool = False) -> Iterator[bytes]:
    """The content of one or more frames in pieces of at most 1 MiB. Raises NotReadable with `place`, or TooLarge."""
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW_LOG}
    unpack = zstd.ZstdDecompressor(options=options)
    taken = given = frames = 0
    try:
        for piece in packed:
            taken += len(piece)
            while piece or not (unpack.eof or unpack.needs_input):
                if unpack.eof:
                    frames += 1
                    if frames > _MOST_FRAMES:
                        raise NotReadable(place, reason="it is in too many pieces; this archive was made to deceive")
                    unpack = zstd.ZstdDecompressor(options=options)
                content = unpack.decompress(piece, PIECE)
                piece = unpack.unused_data if unpack.eof else b""
                given += len(content)
                _check(given, taken, place, allow_large=allow_large)
                yield content
    except zstd.ZstdError as fault:
        raise NotReadable(place, reason="its content is damaged; download or export it anew") from fault
    if taken and not unpack.eof:
        raise NotReadable(place, reason="its content is cut off; download or export it anew")


def _check(given: int, taken: int, place: str, *, allow_large: bool) -> None:
    if given > RATIO_COUNTS_FROM and given > HIGHEST_RATIO * taken:
        said = f"it unpacks to more than {HIGHEST_RATIO} times its size; this archive was made to fill disks"
        raise NotReadable(place, reason=said)
    if given > LARGE and not allow_large:
        raise TooLarge(place, reason="it unpacks to more than 2 GiB; say that this is meant to go on")
