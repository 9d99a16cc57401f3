"""Gives bad files to the program, each in a process of its own that is watched, and says what came of each.

    python hostile_child.py FOLDER [FAMILY | CASE | SHARE ...]

A line of JSON for each case: `{"case", "fate", "said", "added", "skipped", "cpu_s", "wall_s", "peak_mb", "faults": []}`.
What a process opens, connects to, starts or removes is heard by an audit hook in it; what it leaves on the disk is looked
at by its parent, which also compares the decks and the progress that were there before.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "samples"))

from bad.case import Case
from bad.make import cases

import interviewprep.cli.importing
import interviewprep.drills.draw
import interviewprep.formats.recognise
import interviewprep.journeys.importing.carrying
import interviewprep.rendering.render  # noqa: F401 - loaded once, before there are children
from interviewprep.cli import main
from interviewprep.journeys.showing import rendered
from interviewprep.journeys.undo import undo
from interviewprep.journeys.upkeep import examine
from interviewprep.journeys.workplace import Workplace, for_writing
from interviewprep.paths import Places

NOW = 1_772_355_600_000
LONGEST_S = 10.0
"""To refuse a file, in time of the processor; others may be busy with it, too."""
LONGEST_CARD_S = 0.3
MOST_MB = 1000
LONGEST_WORDS = 1500
NET = re.compile(r"it is damaged \((?!Calamine|Xml|Worksheet)\w+\); export or download")
MOST_CARDS_SHOWN = 30
HOME = "---\ntitle: Home\n---\n\n" + "".join(f"## Question {n}? {{#home-{n}}}\n\nAnswer {n}.\n\n" for n in range(8))
LANDMARKS = "SELECT * FROM deck; SELECT * FROM card; SELECT * FROM item; SELECT * FROM entry; SELECT * FROM imported; SELECT * FROM file_change"
MINE = "SELECT * FROM card WHERE deck_id = (SELECT id FROM deck WHERE name = '00-home'); SELECT * FROM item WHERE card_id IN (SELECT id FROM card WHERE deck_id = (SELECT id FROM deck WHERE name = '00-home')); SELECT * FROM entry WHERE kind <> 'import' AND card_id IN (SELECT id FROM card WHERE deck_id = (SELECT id FROM deck WHERE name = '00-home'))"
CHANGES = (
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.rename",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.truncate",
    "shutil.rmtree",
    "shutil.move",
)
NEVER = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "os.fork", "pickle.find_class", "sqlite3.load_extension",
         "sqlite3.enable_load_extension", "urllib.", "http.", "ftplib.", "webbrowser.", "ctypes.dlopen", "os.putenv")  # fmt: skip
READ_ANYWHERE = tuple(
    str(Path(place).resolve())
    for place in {*sys.path, sys.prefix, sys.base_prefix, Path(__file__).parent.parent.parent / "src"}
    if place
)
SYSTEM = ("/dev/null", "/dev/urandom", "/usr/share/zoneinfo", "/etc/localtime", "/usr/lib", "/proc/self")


def start(folder: Path) -> None:
    """A data folder with a deck that has been studied."""
    (folder / "decks").mkdir(parents=True)
    (folder / "decks" / "00-home.md").write_text(HOME)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = run(folder, "study", "--auto", "20", "--seed", "1")
    if code:
        raise SystemExit("the folder to begin with could not be made")


def run(data: Path, *words: str) -> int:
    return main(["--data", str(data), "--now", "2026-03-01T09:00:00+00:00", "--no-shipped", *words], lambda _: 5)


def kept(data: Path, queries: str) -> list[Any]:
    """What the database and the deck files hold."""
    with contextlib.closing(sqlite3.connect(f"file:{data / 'progress.db'}?mode=ro", uri=True)) as database:
        found: list[Any] = [database.execute(query).fetchall() for query in queries.split("; ")]
    return found


def files_of(data: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(data)): path.read_bytes() for path in sorted((data / "decks").rglob("*")) if path.is_file()
    }


class Watch:
    """Hears what the process does, and notes what it must not."""

    def __init__(self, given: Path, data: Path, scratch: Path) -> None:
        self.heard: list[str] = []
        self._may_write = (f"{data}/", str(data), f"{scratch}/", str(scratch))
        self._may_read = (*self._may_write, str(given), *READ_ANYWHERE, *SYSTEM)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(NEVER):
            self.heard.append(f"{event} {arguments!r:.200}")
        elif event == "open":
            path, mode, flags = arguments
            if isinstance(path, (str, bytes)):
                writes = (
                    bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
                    if isinstance(flags, int)
                    else "r" not in (mode or "r")
                )
                self._check(event, path, self._may_write if writes else self._may_read)
        elif event == "sqlite3.connect" and isinstance(arguments[0], (str, bytes)):
            name = os.fsdecode(arguments[0])
            self._check(event, name.removeprefix("file://").removeprefix("file:").partition("?")[0], self._may_write)
        elif event in ("os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes)):
            self._check(event, arguments[0], self._may_read)
        elif event in CHANGES:
            for path in arguments[: 2 if event in ("os.rename", "os.link", "os.symlink", "shutil.move") else 1]:
                if isinstance(path, (str, bytes)) and os.path.isabs(path):
                    self._check(event, path, self._may_write)

    def _check(self, event: str, path: str | bytes, may: tuple[str, ...]) -> None:
        plain = os.path.normpath(os.path.abspath(os.fsdecode(path)))
        if plain != ":memory:" and not plain.endswith("/:memory:") and not plain.startswith(may):
            self.heard.append(f"{event} {plain[:200]}")


def in_child(
    deed: Callable[[], dict[str, Any]], patience_s: float
) -> tuple[dict[str, Any], resource.struct_rusage, int]:
    """Do it in a process of its own; gives what it says, what it used, and how it ended."""
    said, answer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(said)
        signal.alarm(int(patience_s))
        try:
            result = deed()
        except BaseException:
            result = {"traceback": traceback.format_exc()[-3500:]}
        with open(answer, "w", encoding="utf-8", errors="backslashreplace") as out:
            out.write(json.dumps(result))
        os._exit(0)
    os.close(answer)
    with open(said, encoding="utf-8") as inlet:
        text = inlet.read()
    _, status, used = os.wait4(child, 0)
    return json.loads(text) if text else {}, used, status


def import_(case: Case, given: Path, data: Path, scratch: Path, mine: list[Any]) -> dict[str, Any]:
    """The import, and behind it all that a user can do with what came."""
    os.chdir(scratch)
    os.environ["TMPDIR"] = str(scratch)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400 << 20, 400 << 20))
    watch = Watch(given, data, scratch)
    sys.addaudithook(watch)
    out, talk = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(talk):
        code = run(data, "import", str(given), "--yes", "--with-past", "--json", *case.arguments)
    used = resource.getrusage(resource.RUSAGE_SELF)
    said = {"code": code, "out": out.getvalue(), "talk": talk.getvalue(), "peak_mb": used.ru_maxrss // 1024}
    said["cpu_s"] = round(used.ru_utime + used.ru_stime, 2)
    if code in (0, 1):
        said["faults"] = (
            [] if case.changes_home or kept(data, MINE) == mine else ["the progress that was there has changed"]
        )
        said |= {key: said.get(key, []) + value for key, value in look(data).items()}
    return said | {"heard": watch.heard[:5]}


def look(data: Path) -> dict[str, Any]:
    """Everything that a user can do with what came, and then taking it back."""
    faults, slowest = [], 0.0
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run(data, "check", str(data / "decks"))
    with for_writing(Places(data), lambda: (NOW, 0), "test", with_shipped=False) as workplace:
        if changes := workplace.refresh():
            faults.append(f"deck files and database differ: {changes}"[:200])
        faults += examine(workplace, lambda _: None).faults[:3]
        for seconds, address in shown(workplace):
            slowest = max(slowest, seconds)
            if seconds > LONGEST_CARD_S:
                faults.append(f"{address[:60]} took {seconds:.2f} s to show")
        undo(workplace)
        workplace.refresh()
        faults += [f"after undo: {fault}" for fault in examine(workplace, lambda _: None).faults[:3]]
    return {"faults": faults[:5], "slowest": [slowest]}


def shown(workplace: Workplace) -> Iterator[tuple[float, str]]:
    """What each of the first cards costs to show, once they are found: the very first is one that was there before."""
    sights = rendered(workplace, [], 1)
    next(sights)
    for _ in range(MOST_CARDS_SHOWN):
        began = time.process_time()
        sight = next(sights, None)
        if sight is None:
            return
        yield time.process_time() - began, sight.address


def try_case(case: Case, base: Path, folder: Path) -> dict[str, Any]:
    given, data, scratch = folder / "given" / case.file, folder / "data", folder / "scratch"
    given.parent.mkdir(parents=True)
    scratch.mkdir()
    shutil.copytree(base, data)
    made, _, _ = in_child(lambda: case.make(given) or {}, 60)
    if made:
        return {"case": case.name, "faults": [f"could not be made: {made}"]}
    around = sorted(str(path) for path in folder.rglob("*") if not path.is_relative_to(data))
    before, files, mine = kept(data, LANDMARKS), files_of(data), kept(data, MINE)
    began = time.monotonic()
    result, used, status = in_child(lambda: import_(case, given, data, scratch, mine), 60)
    cpu_s, peak_mb = result.get("cpu_s", used.ru_utime + used.ru_stime), result.get("peak_mb", used.ru_maxrss // 1024)
    report = {
        "case": case.name, "fate": "refused", "said": str(result.get("talk", "")).strip(), "added": 0, "skipped": 0,
        "wall_s": round(time.monotonic() - began, 2), "cpu_s": cpu_s, "peak_mb": peak_mb, "show_s": max(result.get("slowest", [0])),
    }  # fmt: skip
    faults = [*result.get("heard", []), *result.get("faults", [])]
    if status:
        faults.append(f"ended with status {status}")
    if "traceback" in result:
        faults.append(result["traceback"])
    if cpu_s > LONGEST_S or peak_mb > MOST_MB:
        faults.append(f"took {cpu_s} s and {peak_mb} MB")
    found = sorted(str(path) for path in folder.rglob("*") if not path.is_relative_to(data))
    faults += [f"left {path}" for path in found if path not in around]
    if result.get("code") in (0, 1):
        (done,) = json.loads(result["out"]) or ({},)
        report |= {"fate": "taken", "added": done["added"], "skipped": len(done["skipped"])}
        report["said"] = "\n".join([*(f"{one['place']}: {one['reason']}" for one in done["skipped"]), *done["notices"]])
        if files_of(data) != files:
            faults.append(f"after undo there are other files: {sorted(set(files_of(data)) ^ set(files))[:3]}")
    elif not faults:
        faults += _refused(case, given, result, report["said"])
        if kept(data, LANDMARKS) != before or files_of(data) != files:
            faults.append("it was refused and something has changed")
    return report | {"faults": [*faults, *_unexpected(case, report)]}


def _refused(case: Case, given: Path, result: dict[str, Any], said: str) -> Iterator[str]:
    if result["code"] != 2:
        yield f"ended with code {result['code']}"
    if not said.startswith("error: ") or "\n" in said:
        yield f"it is no refusal of one line: {said[:300]!r}"


def _unexpected(case: Case, report: dict[str, Any]) -> Iterator[str]:
    said = report["said"]
    if case.refused is not None:
        if report["fate"] != "refused":
            yield f"it was taken, with {report['added']} cards"
        elif not re.search(case.refused, said):
            yield f"it was refused otherwise than by {case.refused!r}: {said[:300]}"
    if case.cards is not None and (report["fate"] != "taken" or report["added"] != case.cards):
        yield f"of {case.cards} cards {report['added']} came: {said[:300]}"
    if case.skipped is not None and report["skipped"] != case.skipped:
        yield f"{report['skipped']} were skipped and not {case.skipped}: {said[:300]}"
    if NET.search(said):
        yield f"nobody knew what is wrong with it: {said[:300]}"
    if longest := max((line for line in said.splitlines() if len(line) > LONGEST_WORDS), default="", key=len):
        yield f"it says too much: {longest[:300]}"
    if case.has and not re.search(case.has, said):
        yield f"it does not say {case.has!r}: {said[:300]}"


def chosen(words: list[str]) -> list[Case]:
    """Families, single cases, or a share such as `1/2`."""
    share = next((word for word in words if re.fullmatch(r"\d+/\d+", word)), "0/1")
    first, step = map(int, share.split("/"))
    named = {word for word in words if word != share}
    return [case for case in cases() if not named or case.family in named or case.name in named][first::step]


if __name__ == "__main__":
    top = Path(sys.argv[1]).resolve()
    start(top / "base")
    gc.collect()
    gc.freeze()
    for one in chosen(sys.argv[2:]):
        place = top / "trial"
        began = time.monotonic()
        line = try_case(one, top / "base", place)
        shutil.rmtree(place, ignore_errors=True)
        line["all_s"] = round(time.monotonic() - began, 2)
        print(json.dumps(line), flush=True)
