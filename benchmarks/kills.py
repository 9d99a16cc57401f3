"""Kill `study --auto` at random instants and in the middle of writes; every acknowledged review must be there.

    python benchmarks/kills.py [ROUNDS]        (200 rounds take about four minutes)

Odd rounds end at a random instant. Even rounds end at the moment the write-ahead log changes, so inside or just beside a
write. After every tenth round the log is replayed and compared with the stored state and with all acknowledgements.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def command(data: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "interviewprep", "--data", str(data), "--no-shipped", *words]


def wait_for_write(wal: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Return at the `count`-th change of the write-ahead log from now on."""
    last = None
    while process.poll() is None:
        try:
            stat = wal.stat()
        except FileNotFoundError:
            continue
        now = (stat.st_size, stat.st_mtime_ns)
        if now != last:
            last = now
            count -= 1
            if count < 0:
                return


def main(rounds: int) -> int:
    rng = random.Random(20260301)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        (data / "decks").mkdir()
        (data / "decks" / "facts.md").write_text(
            "".join(f"## What is fact {i}?\n\nIt is {i}.\n\n" for i in range(3000))
        )
        acks = data / "acks"
        killed = at_write = 0
        for number in range(rounds):
            with acks.open("a") as out:
                words = (
                    "study",
                    "--auto",
                    "3000",
                    "--seed",
                    str(number),
                    "--now",
                    f"2026-{1 + number // 28 % 12:02}-{1 + number % 28:02}T09:00:00+00:00",
                )
                process = subprocess.Popen(command(data, *words), stdout=out, stderr=subprocess.DEVNULL)
                if number % 2:
                    time.sleep(rng.uniform(0.15, 1.5))
                else:
                    wait_for_write(data / "progress.db-wal", rng.randint(1, 200), process)
                    at_write += process.poll() is None
                killed += process.poll() is None
                process.send_signal(signal.SIGKILL)
                process.wait()
            if number % 10 == 9 or number == rounds - 1:
                run = subprocess.run(
                    command(data, "doctor", "--acks", str(acks)), capture_output=True, text=True, check=False
                )
                if run.returncode:
                    print(run.stdout, run.stderr)
                    return 1
        print(
            f"{killed} of {rounds} runs killed, {at_write} of them at a write; {len(acks.read_text().splitlines())} reviews acknowledged, none missing"
        )
        print(run.stdout.strip())
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
