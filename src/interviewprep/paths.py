"""Where things lie: what is shipped with the program, and the user's data folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from interviewprep.errors import Refused

HOME_VARIABLE = "INTERVIEWPREP_HOME"


class FolderUnusable(Refused):
    sentence = "cannot write to this folder ({why}); choose another with --data or {variable}"


@dataclass(frozen=True, slots=True)
class Places:
    """The data folder and what lies in it. Nothing is created before `prepare`."""

    data: Path

    @property
    def decks(self) -> Path:
        return self.data / "decks"

    @property
    def database(self) -> Path:
        return self.data / "progress.db"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def incoming(self) -> Path:
        """Files on their way into `decks`; empty but during an import."""
        return self.data / "incoming"

    @property
    def recordings(self) -> Path:
        """Answers of interviews that were recorded, a folder for each interview."""
        return self.data / "recordings"

    @property
    def settings(self) -> Path:
        return self.data / "settings.json"

    @property
    def window(self) -> Path:
        """Where the window stood when it was closed."""
        return self.data / "window.json"

    @property
    def log(self) -> Path:
        return self.data / "interviewprep.log"

    @property
    def lock(self) -> Path:
        return self.data / "lock"

    def prepare(self) -> None:
        """Create the folder and prove that it can be written to."""
        probe = self.data / ".writable"
        try:
            self.decks.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as fault:
            why = fault.strerror or type(fault).__name__
            raise FolderUnusable(self.data, why=why.lower(), variable=HOME_VARIABLE) from fault


def places(given: str | None, environ: Mapping[str, str]) -> Places:
    """The data folder: `--data`, else the environment, else the platform's own place for data."""
    chosen = given or environ.get(HOME_VARIABLE) or platformdirs.user_data_dir("interviewprep", appauthor=False)
    return Places(Path(chosen).expanduser().absolute())


def shipped(kind: str) -> Path:
    """The folder `decks` or `resources` that came with the program: inside the wheel, or in the checkout."""
    package = Path(__file__).parent
    inside = package / "shipped" / kind
    return inside if inside.is_dir() else package.parent.parent / kind
