"""How long an import takes here and in Anki: `python benchmarks/importing.py --anki PYTHON [--notes 10000] [--rounds 3]`.

PYTHON is an interpreter that has the `anki` library. It makes a package and a table of that many notes with fields of
usual length; then both programs import them in turns, each time in a fresh process and a fresh profile. Here looking and
taking over are counted together. Prints notes a second, the peak of memory, and the ratio of the medians.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

MAKE = """
import csv, random, sys
from pathlib import Path
from anki.collection import Collection, ExportAnkiPackageOptions
folder, notes = Path(sys.argv[1]), int(sys.argv[2])
col, rng = Collection(str(folder / "make.anki2")), random.Random(1)
words = "latency throughput kernel cache warp batch tensor token gradient memory stride buffer queue shard".split()
text = lambda n: " ".join(rng.choice(words) for _ in range(n))
basic, deck = col.models.by_name("Basic"), col.decks.id("Big")
with (folder / "notes.csv").open("w", newline="") as out:
    table = csv.writer(out)
    for number in range(notes):
        front = f"What is {text(6)} {number}?"
        back = f"{text(8)} <b>{text(2)}</b><br>{text(6)}" if number % 3 else text(14)
        note = col.new_note(basic)
        note["Front"], note["Back"], note.tags = front, back, [rng.choice(words)]
        col.add_note(note, deck)
        table.writerow([front, text(14), rng.choice(words)])
options = ExportAnkiPackageOptions(with_scheduling=False, with_media=False, legacy=False)
col.export_anki_package(out_path=str(folder / "notes.apkg"), options=options, limit=None)
"""
THEIRS = """
import json, resource, sys, time
from anki.collection import Collection, ImportAnkiPackageRequest, ImportAnkiPackageOptions
folder, file, notes = sys.argv[1:4]
col = Collection(folder + "/theirs.anki2")
begun = time.perf_counter()
if file.endswith(".apkg"):
    col.import_anki_package(ImportAnkiPackageRequest(package_path=file, options=ImportAnkiPackageOptions()))
else:
    from anki.collection import ImportCsvRequest
    col.import_csv(ImportCsvRequest(path=file, metadata=col.get_csv_metadata(path=file, delimiter=None)))
took = time.perf_counter() - begun
assert col.note_count() == int(notes), col.note_count()
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
OURS = """
import json, resource, sys, time
from pathlib import Path
from interviewprep.clock import system
from interviewprep.journeys.importing.carrying import carry_out
from interviewprep.journeys.importing.planning import survey
from interviewprep.journeys.workplace import for_writing
from interviewprep.paths import Places
folder, file, notes = sys.argv[1:4]
with for_writing(Places(Path(folder)), system, "benchmark", with_shipped=False) as workplace:
    begun = time.perf_counter()
    done = carry_out(workplace, survey(workplace, Path(file)))
    took = time.perf_counter() - begun
assert done.added == int(notes), done
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def run(python: str, program: str, *arguments: str) -> list[float]:
    said = subprocess.run([python, "-c", program, *arguments], capture_output=True, text=True, check=False)
    if said.returncode:
        sys.exit(said.stderr)
    return json.loads(said.stdout.splitlines()[-1]) if said.stdout.strip() else []


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--anki", required=True)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        run(given.anki, MAKE, base, str(given.notes))
        for file in ("notes.apkg", "notes.csv"):
            found: dict[str, list[list[float]]] = {"here": [], "Anki": []}
            for _ in range(given.rounds):
                for name, python, program in (("here", sys.executable, OURS), ("Anki", given.anki, THEIRS)):
                    with tempfile.TemporaryDirectory() as folder:
                        found[name].append(run(python, program, folder, f"{base}/{file}", str(given.notes)))
            for name, times in found.items():
                took, memory = (statistics.median(column) for column in zip(*times, strict=True))
                print(f"{file} {name}: {took:.2f} s, {given.notes / took:,.0f} notes a second, {memory:.0f} MB")
            ratio = statistics.median(t for t, _ in found["here"]) / statistics.median(t for t, _ in found["Anki"])
            print(f"{file}: {ratio:.2f} times Anki's time")
        print(f"package {Path(base, 'notes.apkg').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
