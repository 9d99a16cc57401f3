#!/usr/bin/env bash
# Thirty simulated days over a thousand messy cards, through the terminal alone: study, edit, rename, move, kill, undo.
# Usage: thirty_days.sh PYTHON FOLDER. Ends with 0 if the log, the stored state and every acknowledged review agree.
set -euo pipefail
python=$1 home=$2 here=$(cd "$(dirname "$0")" && pwd)
prep() { "$python" -m interviewprep --data "$home" --no-shipped "$@"; }

"$python" "$here/mess.py" make "$home/decks"
prep check "$home/decks" > "$home/check.txt" 2>&1 || { cat "$home/check.txt"; exit 1; }
: > "$home/acks"
for day in $(seq 1 30); do
  now=$(printf '2026-03-%02dT09:00:00+01:00' "$day")
  # 130 is more than is due on most days, so new cards come too; one in five days is skipped.
  if [ $((day % 5)) -ne 4 ]; then
    prep study --auto 130 --seed "$day" --now "$now" >> "$home/acks" 2>> "$home/talk" || [ $? -eq 1 ]
  fi
  if [ $((day % 6)) -eq 2 ]; then
    # Killed somewhere in the middle: what it acknowledged must be there all the same.
    timeout -s KILL 1 "$python" -m interviewprep --data "$home" --no-shipped study --auto 5000 --seed "$day" --now "${now/09:/15:}" \
      >> "$home/acks" 2>> "$home/talk" || true
  fi
  if [ $((day % 3)) -eq 0 ]; then
    # Three undos, an answer, a card set aside, a mark, and undo again.
    printf 'u\nu\nu\n\n3\n-\n!\nu\nq\n' | prep study --now "${now/09:/18:}" > /dev/null 2>> "$home/talk" || [ $? -eq 1 ]
  fi
  "$python" "$here/mess.py" edit "$home/decks" "$day"
  if [ $((day % 10)) -eq 0 ]; then
    prep doctor --acks "$home/acks" --now "$now" > "$home/doctor.txt" 2>> "$home/talk" || { cat "$home/doctor.txt"; exit 1; }
  fi
done
prep doctor --acks "$home/acks"
