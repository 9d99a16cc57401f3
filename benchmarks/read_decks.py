"""How long 10,000 cards of all kinds take to read, and to be parted into faces.

python benchmarks/read_decks.py [CARDS]
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice

from interviewprep.cards.deck_file import read, write
from interviewprep.cards.faces import faces
from interviewprep.cards.matching import Found, Known, match
from interviewprep.cards.parts import answer_of, question_of

DECKS = 100
RUNS = 5

KINDS = (
    """## What does arithmetic intensity measure on chip {n}? {{#intensity-{n} .junior leaf=ARCH-07}}

FLOPs done per byte moved between memory and the chip, see `roofline.py` and $I = W / Q$.

### Why

It decides which roof, bandwidth or peak, a kernel meets first.

### Sources

- Williams, Waterman, Patterson: Roofline, CACM 2009
""",
    """## A ring all-reduce over {n} ranks sends {{{{$2(n-1)/n$::a fraction of n}}}} times the message. {{#ring-{n} .mid leaf=NET-04}}

### Why

Each rank sends $n - 1$ chunks twice, of the $n$-th part each.
""",
    """## FP8 formats, take {n} {{#fp8-{n} .junior leaf=QUANT-02}}

{{{{c1::E5M2}}}} trades a mantissa bit for range {n}; {{{{c1::E4M3}}}} keeps it and tops out at {{{{448}}}}.

### Why

Gradients need the range, weights and activations the precision.
""",
    """## Pruning {n} % of weights at random positions left GPU latency unchanged. Why? {{#prune-{n} .junior leaf=PRUNE-01 covers=PE-REQ-18,MO-REQ-09}}

- [ ] Pruning was too mild — *the share is large; the pattern is what matters*
- [x] The dense kernels still multiply {n} zeros
- [ ] The clock dropped — *nothing here would lower it*
- [ ] The weights are read twice — *they are read once, zeros and all*

### Why

Only patterns that the kernel knows of, as 2:4, save work.
""",
    """## Tell me how you would find out why 4-bit model {n} is no faster at batch 64. {{#slow-{n} .senior minutes=5 leaf=QUANT-14}}

### Key points

- Weight bytes matter less at batch {n} {{#bytes}}
- Compare with the compute-bound batch size {{#batch}}
- De-quantisation has a cost {{#dequant}}
  - also: dequantization overhead, unpacking to fp16, convert back to bf16
  - needs: cost or overhead or slow, weights
  - never: free, no cost
- KV-cache traffic is unchanged {{#kv}}
- Measure time by kernel at batch 1 and 64 {{#measure}}

### Rubric

1. Names terms without mechanism
2. Right mechanism, no number
3. Mechanism, limit, one estimate for model {n}
4. Compares alternatives and predicts the measurement

### Follow-ups

- Which single measurement would you take first? {{if=missed:measure}}
- When would you ship model {n} anyway? {{if=score>=3}}

### Mistakes

- Blaming the quantiser before measuring

### Answer

At batch one a decoder reads every weight for one token, so the bytes of the weights set the time and four bits win.
At batch 64 the same bytes serve 64 tokens, so the arithmetic grows and the kernel comes near the compute roof.
The packed weights must be unpacked first, and that costs instructions on the very units that are now busy.
The KV-cache is as large as before. I would measure the time by kernel at both batches and compare it with the roof.
""",
    """## Name the slowdown in kernel {n} and change one character. {{#bank-{n} .mid .code leaf=GPU-07}}

```cuda
#include <cuda_runtime.h>
// ## not a card {n}
__global__ void transpose(float *out, const float *in) {{
  __shared__ float tile[32][32];
  int x[2][2] = {{{{1, 2}}, {{3, 4}}}};
  tile[threadIdx.y][threadIdx.x] = in[threadIdx.y * 32 + threadIdx.x];
  __syncthreads();
  out[threadIdx.y * 32 + threadIdx.x] = tile[threadIdx.x][threadIdx.y] + x[0][0];
}}
```

### Answer

A 32-way bank conflict; declare `tile[32][33]`. <!-- check: 32 * 33 * 4 = 4224 --> It takes 4224 bytes.

### Why

Neighbouring threads then meet different banks.
""",
    """## KV-cache per token, model {n} {{#kv-{n} .mid drill=DR-041 leaf=XFMR-05}}

How many KiB of KV-cache does token {n} need with {{{{layers}}}} layers, {{{{hkv}}}} KV heads of size {{{{dh}}}}?

### Given

- layers: choice(32, 48, 80)
- hkv: choice(4, 8)
- dh: 128

### Formula

- elements = 2 * layers * hkv * dh
- elements * 2 / 1024 -> KiB ± 1 %

### Traps

- 2 * layers * 64 * dh * 2 / 1024: you counted query heads
""",
)


def decks(cards: int) -> list[str]:
    """The files of about this many cards, in turn of every kind."""
    texts = [kind.format(n=number) for number, kind in enumerate(islice(cycle(KINDS), cards))]
    size = max(1, cards // DECKS)
    head = "---\ntitle: A deck to measure\ndescription: Cards of every kind.\nlanguage: en\ntags: [speed]\n---\n\n# Topic\n\n"
    return [head + "\n".join(texts[start : start + size]) for start in range(0, cards, size)]


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of a few runs."""
    times = []
    for _ in range(RUNS):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    files = decks(cards)
    readings = [read(text, "deck.md") for text in files]
    assert not any(reading.problems for reading in readings)
    values = [card for reading in readings for card in reading.deck.cards()]
    print(f"{len(values)} cards, {sum(map(len, files)) / 1e6:.1f} MB in {len(files)} files")
    print(f"read   {best(lambda: [read(text, 'deck.md') for text in files]):.3f} s")
    print(f"faces  {best(lambda: [faces(card) for card in values]):.3f} s")
    print(f"write  {best(lambda: [write(reading.deck) for reading in readings]):.3f} s")
    texts = [(question_of(card), answer_of(card)) for card in values]
    ids = [card.attributes.id for card in values]
    known = [Known(i, f"d{i // 100}", "", question, answer, i) for i, (question, answer) in enumerate(texts)]
    found = [Found(i, f"d{i // 100}", "", question + "?", answer, i) for i, (question, answer) in enumerate(texts)]
    print(f"match  {best(lambda: match(known, found)):.3f} s, every question reworded, no ids")
    known = [Known(i, "a", ids[i], question, answer, i) for i, (question, answer) in enumerate(texts)]
    found = [Found(i, "b", ids[i], question, answer, i) for i, (question, answer) in enumerate(texts)]
    print(f"match  {best(lambda: match(known, found)):.3f} s, every card in another deck, by id")


if __name__ == "__main__":
    main()
