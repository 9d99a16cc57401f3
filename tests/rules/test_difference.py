from __future__ import annotations

from interviewprep.cards.difference import What, Who, differences, take

BASE = """---
title: Kernels
---

# Memory

## What is a warp? {#warp}

32 threads.

## What is a block? {#block}

Warps on one SM.

## What is a grid? {#grid}

All blocks of a launch.
"""
MINE = BASE.replace("32 threads.", "32 threads in lockstep.")
NEWER = BASE.replace("Warps on one SM.", "Up to 32 warps on one SM.")


def seen(found):
    return [(one.what, one.who, one.question) for one in found]


def test_equal_texts_differ_in_no_card():
    assert differences(BASE, BASE, BASE) == ()


def test_what_the_user_changed_is_theirs():
    assert seen(differences(MINE, BASE, BASE)) == [(What.CHANGED, Who.YOU, "What is a warp?")]


def test_what_a_newer_version_changed_is_told_apart():
    assert seen(differences(MINE, NEWER, BASE)) == [
        (What.CHANGED, Who.YOU, "What is a warp?"),
        (What.CHANGED, Who.THEY, "What is a block?"),
    ]


def test_a_card_that_both_changed_is_said_to_be_both():
    theirs = BASE.replace("32 threads.", "A group of 32 threads.")
    assert seen(differences(MINE, theirs, BASE)) == [(What.CHANGED, Who.BOTH, "What is a warp?")]


def test_without_a_common_past_nobody_is_named():
    assert [one.who for one in differences(MINE, NEWER)] == [Who.UNKNOWN, Who.UNKNOWN]


def test_cards_that_came_and_went_are_told_with_who_did_it():
    grid = "\n## What is a grid? {#grid}\n\nAll blocks of a launch.\n"
    own, new = "\n## What is a lane? {#lane}\n\nOne thread.\n", "\n## What is a cluster? {#cluster}\n\nBlocks.\n"
    assert seen(differences(BASE.replace(grid, "") + own, BASE + new, BASE)) == [
        (What.ADDED, Who.YOU, "What is a lane?"),
        (What.GONE, Who.YOU, "What is a grid?"),
        (What.GONE, Who.THEY, "What is a cluster?"),
    ]
    assert seen(differences(BASE, BASE.replace(grid, ""), BASE)) == [(What.ADDED, Who.THEY, "What is a grid?")]


def test_taking_a_changed_card_leaves_the_rest_as_it_was():
    mine = MINE.replace("\n", "\r\n")
    (_, newer) = differences(mine, NEWER, BASE)
    taken = take(mine, NEWER, newer)
    assert taken == MINE.replace("Warps on one SM.", "Up to 32 warps on one SM.").replace("\n", "\r\n")


def test_taking_a_new_card_puts_it_behind_the_card_before_it():
    new = "## What is a cluster? {#cluster}\n\nBlocks that share memory.\n\n"
    theirs = BASE.replace("## What is a grid?", new + "## What is a grid?")
    (found,) = differences(MINE, theirs)[1:]
    assert take(MINE, theirs, found) == MINE.replace("## What is a grid?", new + "## What is a grid?")


def test_taking_a_card_that_they_removed_removes_it():
    theirs = BASE.replace("## What is a block? {#block}\n\nWarps on one SM.\n\n", "")
    (found,) = differences(BASE, theirs)
    assert take(BASE, theirs, found) == theirs


def test_taking_everything_makes_both_the_same():
    theirs = NEWER.replace("# Memory\n", "# Memory\n\n## What is a lane? {#lane}\n\nOne thread.\n")
    text = MINE
    while found := differences(text, theirs):
        text = take(text, theirs, found[0])
    assert not differences(text, theirs)
