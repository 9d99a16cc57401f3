"""Every bad file, by family, made when it is asked for: `python make.py FOLDER [FAMILY]` writes them to be looked at."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bad import bundles, databases, media, tables, texts, workbooks, zips, zstds
from bad.case import CASES, Case

__all__ = ["cases"]

MADE_BY = (zips, zstds, databases, media, tables, texts, workbooks, bundles)


def cases(family: str = "") -> list[Case]:
    """In the order in which they are written down; all of them, or one family's."""
    return [case for case in CASES if family in ("", case.family)]


def main() -> None:
    for case in cases(*sys.argv[2:3]):
        folder = Path(sys.argv[1]) / case.family
        folder.mkdir(parents=True, exist_ok=True)
        case.make(folder / case.file)


if __name__ == "__main__":
    main()
