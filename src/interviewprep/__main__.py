"""`interviewprep` and `python -m interviewprep`: the window without a command, the terminal with one."""

from __future__ import annotations

import argparse
import sys


def main() -> int:
    from interviewprep import cli

    return cli.main(sys.argv[1:], _open_window)


def _open_window(arguments: argparse.Namespace) -> int:
    from interviewprep.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
