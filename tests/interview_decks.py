"""Decks and interviews small enough to know by heart, for tests of whole rounds."""

from __future__ import annotations

POINTS = """## How would you speed up {name}? {{#{name} .{level} leaf=QUANT-0{place} minutes=5}}

### Key points

- Measure first {{#measure}}
- Find the bound {{#bound}}
- Change one thing {{#change}}

### Rubric

1. Names terms
2. Right mechanism
3. Mechanism and a measurement
4. Predicts the result

### Follow-ups

- What would you measure? {{if=missed:measure}}
- When would you stop? {{if=score>=3}}
- What else?

### Answer

Measure, find the bound, change one thing.

"""
TECH = "".join(
    POINTS.format(name=name, level=level, place=place)
    for place, (name, level) in enumerate(
        [("alpha", "junior"), ("beta", "mid"), ("gamma", "senior"), ("delta", "mid"), ("epsilon", "junior")], 1
    )
)
WARM_UP = """## Tell me about a deadline you missed. {#missed-deadline .mid .behavioural leaf=SOFT-01 minutes=3}

### Key points

- What it cost others {#cost}
- What changed since {#since}

### Answer

In the spring I led a migration. I was asked to finish by June. I told them late. In the end it took two weeks more.

## Tell me about a fault you caused. {#caused-fault .mid .behavioural leaf=SOFT-02 minutes=3}

### Key points

- The fault was your own {#own}

### Answer

I deleted a table. I put it back from a copy. Since then we keep two.
"""
DRILLS = """## Bytes of a weight matrix {#bytes .mid leaf=ARCH-01}

How many KiB has a {{n}} by {{n}} matrix of {{b}}-byte numbers?

### Given

- n: choice(256, 512, 1024, 2048)
- b: choice(1, 2, 4)

### Formula

- n * n * b / 1024 -> KiB ± 1 %

### Traps

- n * n * b / 1000: a KiB has 1024 bytes
"""
CHOICES = """## Which of these move bytes? {#moves .mid .ordered leaf=GPU-01}

Look at [the guide](https://example.org/guide) and ![the chart](chart.png).

- [x] A copy — *it reads and writes*
- [ ] An add in a register — *both are there already*
- [x] A load

### Why

What is in a register has been moved before.

## Which is the narrowest? {#narrow .mid .ordered leaf=GPU-02}

- [ ] The register file
- [x] The bus to the host
"""
QUIZ = """---
interview: Quiz
minutes: 10
sections:
  - name: Quiz
    minutes: 10
    questions: 2
    from: {kinds: [choice]}
    think: 0
    back: true
---

Ten minutes of choices.
"""
SCREEN = """---
interview: Small screen
role: ML Performance Engineer
minutes: 30
sections:
  - name: Warm-up
    minutes: 4
    questions: 1
    from: {tags: [behavioural]}
  - name: Depth
    minutes: 14
    questions: 2
    from: {decks: [tech]}
    follow_ups: 1
    back: true
  - name: Estimate
    minutes: 6
    questions: 1
    from: {kinds: [drill]}
  - name: Your questions
    minutes: 6
---

A short round.
"""


def write_all(write_deck) -> None:
    write_deck("tech", TECH)
    write_deck("warm-up", WARM_UP)
    write_deck("estimates", DRILLS)
    write_deck("interviews/small", SCREEN)


def write_quiz(write_deck) -> None:
    write_deck("choices", CHOICES)
    write_deck("interviews/quiz", QUIZ)
