"""What a new deck begins with: text that is a good deck already, and shows how the next card is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    about: str
    text: str
    """`{title}` is the deck's title."""


_SHORT = """---
title: {title}
description:
language: en
---

# First topic

## Write a question here, as you would be asked it

Write the answer below it, in a sentence or two. A blank line and two number signs begin the next card.
"""

_KINDS = """---
title: {title}
description: One card of each kind, to be changed into your own.
language: en
---

# A topic begins with one number sign

## Which cards does a question with an answer below it make?

One card: the heading is the question, this is the answer.

### Why

This part is shown below the answer. It says why the answer holds.

## A gap is written in {{two pairs of braces::signs}}, with a hint behind two colons if you like.

## Which of these options is the right one?

- [ ] The first — *what is wrong with it stands behind a dash*
- [x] The second
- [ ] The third

## How would you explain the main idea of this topic to a colleague?

### Key points

- Say what it is {#what}
- Give one number {#number}
- Name one limit {#limit}

### Rubric

1. Names it, explains nothing
2. Explains it, without a number
3. Explains it with a number and a limit
4. Compares it with another way and says when which is better

### Answer

Write the answer you would like to give in an interview.

## What does this line print? {.code}

```python
print(sum(range(4)))
```

### Answer

`6`, the sum of 0, 1, 2 and 3.

## Time to read the weights

How many milliseconds does it take to read {{size}} GB at {{speed}} GB/s?

### Given

- size: choice(8, 16, 40)
- speed: choice(1000, 2000)

### Formula

- size / speed * 1000 -> ms ± 2 %
"""

TEMPLATES = {
    "short": Template("One card", "A title, a topic and a first card to write over.", _SHORT),
    "kinds": Template("One card of each kind", "Questions, gaps, choices, open questions, code and drills.", _KINDS),
}
