"""Ids that are unique everywhere and sort by time (UUID version 7, RFC 9562)."""

from __future__ import annotations

import secrets


def uuid7(at_ms: int) -> bytes:
    """16 bytes: 48 bits of Unix milliseconds, then version, variant and 74 random bits."""
    random = secrets.randbits(74)
    value = (at_ms & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return value.to_bytes(16, "big")
