"""Our own files read back: deck files, folders, bundles, interviews, and the past that travels with them."""

from __future__ import annotations

import os
import random
import zipfile

import pytest

from interviewprep.formats.bundle.shape import (
    FORMAT,
    CardPast,
    FromTheFuture,
    Manifest,
    Misshapen,
    manifest_of,
    manifest_text,
    past_line,
    past_memory,
    past_of,
)
from interviewprep.formats.foreign import Choices, NotReadable, PastReview
from interviewprep.formats.recognise import read_foreign
from interviewprep.formats.text_bytes import UnknownEncoding
from interviewprep.journeys.importing.carrying import Decisions, carry_out
from interviewprep.journeys.importing.planning import survey
from interviewprep.memory.fsrs import Rating
from interviewprep.memory.review import NEW_MEMORY, Memory, State

DECK = "---\ntitle: Roofs\n---\n\n## What is a roof? {#roof .mid}\n\nA limit.\n\n## And why?\n\nSo.\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40
INTERVIEW = "---\ninterview: Screen\nminutes: 10\nsections:\n  - name: Talk\n    minutes: 10\n---\n\nBe kind.\n"
KNOWN = Memory(State.RELEARNING, 1, 3.25, 5.5, 20000, 1_730_000_000_123, 19999, 1_729_000_000_000, 0, 5, 1)
REVIEW = PastReview("front", 1_729_000_000_000, Rating.GOOD, State.REVIEW, 3000, 4, -60)


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return path


OURS = manifest_text(Manifest())


def bundle(tmp_path, files, manifest=OURS):
    return zipped(tmp_path / "b.zip", {"bundle.json": manifest, **files})


def named(foreign):
    return ["/".join(deck.names) for deck in foreign.decks]


def test_a_deck_file_comes_byte_for_byte_with_the_media_beside_it(tmp_path):
    path = tmp_path / "roofs.md"
    text = (
        "\ufeff" + DECK.replace("\n", "\r\n") + "\r\n![](media/a.png) ![](media/gone.png) ![](https://x.org/b.png)\r\n"
    )
    path.write_bytes(text.encode())
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.png").write_bytes(PNG)
    foreign = read_foreign(path)
    (deck,) = foreign.decks
    assert (deck.names, deck.text) == (("roofs",), text)
    assert [card.key for card in deck.cards] == ["deck:roofs#roof", ""]
    assert [(one.name, b"".join(one.chunks()), one.has_place) for one in foreign.media] == [("media/a.png", PNG, True)]
    assert [(one.place, one.reason) for one in foreign.skipped] == [
        ("roofs.md:13", "shows media/gone.png, which is not there")
    ]
    assert "https://x.org/b.png" in foreign.notices[0]


def test_the_content_decides_and_not_the_ending(tmp_path):
    (tmp_path / "notes.csv").write_text(DECK)
    assert named(read_foreign(tmp_path / "notes.csv")) == ["notes.csv"]


def test_a_deck_may_be_given_another_name(tmp_path):
    (tmp_path / "notes.md").write_text(DECK)
    assert named(read_foreign(tmp_path / "notes.md", Choices(deck="gpu/roofs"))) == ["gpu/roofs"]


def test_a_folder_gives_its_decks_and_leaves_readmes_and_hidden_files_alone(tmp_path):
    for name in ("README.md", "a.md", "b/c.md", "b/c.md~", ".git/x.md", "b/media/x.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(DECK)
    (tmp_path / "screen.md").write_text(INTERVIEW)
    foreign = read_foreign(tmp_path)
    assert named(foreign) == ["a", "screen", "b/c"]
    assert [deck.is_interview for deck in foreign.decks] == [False, True, False]
    assert "3 other files" in foreign.notices[0]


def test_a_folder_without_a_deck_is_refused(tmp_path):
    (tmp_path / "README.md").write_text(DECK)
    with pytest.raises(NotReadable, match="no deck in this folder"):
        read_foreign(tmp_path)


def test_a_link_in_a_folder_is_refused(tmp_path):
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "a.md").write_text(DECK)
    os.symlink("/etc/passwd", tmp_path / "f" / "b.md")
    with pytest.raises(NotReadable, match=r"b\.md: it is a link"):
        read_foreign(tmp_path / "f")


def test_a_medium_behind_a_link_is_not_taken(tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.md").write_text("## Q ![](s.png) ![](../secret.png)\n\nA\n")
    os.symlink(tmp_path / "secret.png", tmp_path / "d" / "s.png")
    foreign = read_foreign(tmp_path / "d" / "a.md")
    assert not foreign.media
    assert len(foreign.skipped) == 1


def test_faults_of_a_deck_are_named_and_its_cards_come(tmp_path):
    (tmp_path / "a.md").write_text("## Q\n\n```\nopen\n")
    (tmp_path / "b.md").write_bytes(b"## Q\n\ncaf\xe9\n")
    foreign = read_foreign(tmp_path)
    assert named(foreign) == ["a"]
    assert [one.place for one in foreign.skipped] == ["a.md:3", "b.md:3"]


def test_a_file_in_another_encoding_waits_for_the_users_word(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("## Café?\n\nJa\n".encode("cp1252"))
    with pytest.raises(UnknownEncoding) as caught:
        read_foreign(path)
    assert caught.value.suggested == "cp1252"
    assert caught.value.facts["line"] == 1
    assert "--encoding cp1252" in str(caught.value)
    assert read_foreign(path, Choices(encoding="cp1252")).decks[0].text == "## Café?\n\nJa\n"


@pytest.mark.parametrize("encoding", ["hex", "nope", "unicode_escape", "idna", "", "utf-16-le"])
def test_an_encoding_that_is_none_is_refused(tmp_path, encoding):
    (tmp_path / "a.md").write_bytes(b"## Caf\xe9?\n\nJa!\n\n")
    with pytest.raises(NotReadable):
        read_foreign(tmp_path / "a.md", Choices(encoding=encoding))


def test_a_bundle_gives_decks_interviews_media_and_shipped_decks(tmp_path):
    path = bundle(
        tmp_path,
        {
            "decks/gpu/roofs.md": DECK + "\n![](media/a.png)\n",
            "decks/gpu/media/a.png": PNG,
            "decks/gpu/media/unused.png": PNG,
            "decks/screen.md": INTERVIEW,
            "shipped/base.md": DECK,
            "elsewhere.md": DECK,
        },
    )
    foreign = read_foreign(path)
    assert named(foreign) == ["gpu/roofs", "screen", "base"]
    assert [(deck.is_interview, deck.is_shipped) for deck in foreign.decks] == [(0, 0), (1, 0), (0, 1)]
    assert [one.name for one in foreign.media] == ["gpu/media/a.png"]
    assert not foreign.skipped
    assert not foreign.has_past


def test_a_zip_of_a_folder_is_read_as_the_folder(tmp_path):
    path = zipped(tmp_path / "x.bin", {"repo-main/a.md": DECK, "repo-main/sub/b.md": DECK, "__MACOSX/._a.md": "x"})
    assert named(read_foreign(path)) == ["a", "sub/b"]


def test_a_deck_in_utf_16_is_read_by_its_byte_order_mark(tmp_path):
    (tmp_path / "a.md").write_bytes(DECK.encode("utf-16"))
    assert read_foreign(tmp_path / "a.md").decks[0].text == DECK


def test_the_past_comes_where_it_is_asked_for(tmp_path):
    lines = [
        past_line(CardPast("roofs", "roof", "", (past_memory("front", KNOWN, suspended=True),), (REVIEW,), True)),
        past_line(CardPast("roofs", "", "And why?", (past_memory("front", NEW_MEMORY, suspended=True),))),
        past_line(CardPast("roofs", "gone", "", (), (REVIEW,))),
        "{broken",
        past_line(CardPast("nowhere", "x", "", (), (REVIEW,))),
    ]
    path = bundle(tmp_path, {"decks/roofs.md": DECK, "progress.jsonl": "\n".join(lines)})
    assert read_foreign(path).has_past
    assert not read_foreign(path).decks[0].cards[0].reviews
    foreign = read_foreign(path, Choices(with_past=True))
    first, second = foreign.decks[0].cards
    assert first.memories[0].exact == KNOWN
    assert (first.reviews, first.marked, first.memories[0].suspended) == ((REVIEW,), True, True)
    assert second.memories[0].suspended
    assert [one.place for one in foreign.skipped] == [f"progress.jsonl line {n}" for n in (4, 3, 5)]


def test_a_round_trip_through_the_program_keeps_every_memory_and_review(tmp_path, workplace):
    line = past_line(CardPast("roofs", "roof", "", (past_memory("front", KNOWN),), (REVIEW,), True))
    path = bundle(tmp_path, {"decks/roofs.md": DECK, "progress.jsonl": line})
    done = carry_out(workplace, survey(workplace, path, Choices(with_past=True)), Decisions())
    assert (done.added, done.reviews) == (2, 1)
    assert (workplace.places.decks / "roofs.md").read_text() == DECK
    with workplace.database.read() as db:
        columns = "state, step, stability, difficulty, due_day, due_ms, last_day, last_ms, interval, reviews, lapses"
        assert Memory(*db.rows(f"SELECT {columns} FROM item WHERE reviews > 0")[0]) == KNOWN
        assert db.rows("SELECT at_ms, offset_min, rating FROM entry WHERE kind = 'past'") == [(REVIEW.at_ms, -60, 3)]
    again = carry_out(workplace, survey(workplace, path, Choices(with_past=True)), Decisions())
    assert (again.added, again.updated, again.reviews) == (0, 0, 0)


def test_names_that_differ_in_case_or_accents_only_are_told_apart(tmp_path):
    path = bundle(tmp_path, {"decks/A.md": DECK, "decks/a.md": DECK, "decks/e\u0301.md": DECK, "decks/é.md": DECK})
    foreign = read_foreign(path)
    assert sorted(named(foreign)) == ["A", "a-2", "é", "é-2"]
    assert len(foreign.notices) == 2


def test_names_that_no_windows_can_store_are_changed_and_told(tmp_path):
    path = bundle(tmp_path, {"decks/CON.md": DECK, "decks/a:b?.md": DECK, "decks/a:b/x.md": DECK, "decks/ .md": DECK})
    foreign = read_foreign(path)
    assert sorted(named(foreign)) == ["CON-deck", "a-b-", "a-b/x", "deck"]
    assert len(foreign.notices) == 4


@pytest.mark.parametrize("name", ["../x.md", "decks/../../x.md", "/etc/x.md", "C:/x.md", "decks\\..\\..\\x.md"])
def test_a_name_that_leads_out_of_the_folder_refuses_the_archive(tmp_path, name):
    with pytest.raises(NotReadable, match="leads out of the folder"):
        read_foreign(bundle(tmp_path, {"decks/a.md": DECK, name: DECK}))


def test_a_medium_that_is_not_what_its_name_says_is_left_out(tmp_path):
    foreign = read_foreign(bundle(tmp_path, {"decks/a.md": "## Q ![](a.png)\n\nA\n", "decks/a.png": b"MZ\x90\x00"}))
    assert not foreign.media
    assert [one.place for one in foreign.skipped] == ["decks/a.png"]


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ('{"format": "interviewprep-bundle", "version": 2}', "newer version of the program"),
        ('{"format": "other", "version": 1}', "export the bundle anew"),
        ("[" * 5000, "export the bundle anew"),
        ('{"format": "interviewprep-bundle", "version": "1"}', "no whole number"),
    ],
)
def test_a_manifest_that_is_not_ours_refuses_the_bundle(tmp_path, manifest, said):
    with pytest.raises(NotReadable, match=said):
        read_foreign(bundle(tmp_path, {"decks/a.md": DECK}, manifest))


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{}",
        "null",
        "NaN",
        '{"deck":"a","id":"\\ud800"}',
        '{"deck":"a","id":1}',
        '{"deck":"a","id":"x","marked":1}',
        '{"deck":"a","id":"x","items":[]}',
        '{"deck":"a","id":"x","items":{"front":{"memory":{"state":1,"stability":NaN,"difficulty":5}}}}',
        '{"deck":"a","id":"x","items":{"front":{"memory":{"state":1,"stability":1e999,"difficulty":5}}}}',
        '{"deck":"a","id":"x","items":{"front":{"memory":{"state":9,"stability":1,"difficulty":5}}}}',
        '{"deck":"a","id":"x","items":{"front":{"memory":{"state":true,"stability":1,"difficulty":5}}}}',
        '{"deck":"a","id":"x","items":{"front":{"reviews":[[1,5,0,0,0,0]]}}}',
        '{"deck":"a","id":"x","items":{"front":{"reviews":[[1,3,0,0,0]]}}}',
        '{"deck":"a","id":"x","items":{"front":{"reviews":[[-1,3,0,0,0,0]]}}}',
        '{"deck":"a","id":"x","items":{"front":{"reviews":[[99999999999999999999,3,0,0,0,0]]}}}',
        '{"a":' * 100_000,
        "1" * 5000,
    ],
)
def test_a_past_without_shape_is_told_and_never_more(line):
    with pytest.raises(Misshapen):
        past_of(line)


def test_a_manifest_comes_back():
    given = Manifest(program="0.1.0", made="2026-01-02T03:04:05Z")
    assert manifest_of(manifest_text(given)) == given
    with pytest.raises(FromTheFuture):
        manifest_of(f'{{"format": "{FORMAT}", "version": 9}}')


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_bundle_is_refused_or_read_and_nothing_else(tmp_path, seed):
    line = past_line(CardPast("roofs", "roof", "", (past_memory("front", KNOWN),), (REVIEW,)))
    path = bundle(tmp_path, {"decks/roofs.md": DECK, "progress.jsonl": line, "decks/media/a.png": PNG})
    rng, data = random.Random(seed), bytearray(path.read_bytes())
    for _ in range(rng.randrange(1, 8)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    if seed % 3 == 0:
        del data[rng.randrange(len(data)) :]
    path.write_bytes(data)
    try:
        read_foreign(path, Choices(with_past=True))
    except NotReadable as refusal:
        assert str(refusal).startswith(str(path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## Q\n\nA\n\n" * 200_002, "200,000 cards"),
        ("## Q\n\nA {{ {{\n\n" * 199_000 + "## Q {{" * 150_000, "gaps"),
        ("## Q\n\nA\n\n## Long\n\n" + "{{" * 150_000, "the text at line 5 is longer"),
        ("## Q\n\nA\n\n## Ä\n\n" + "ä" * 200_001, "the text at line 5 is longer"),
    ],
)
def test_a_deck_that_nobody_can_study_is_refused_before_it_is_read(tmp_path, text, said):
    (tmp_path / "a.md").write_text(text)
    with pytest.raises(NotReadable, match=said):
        read_foreign(tmp_path / "a.md")
