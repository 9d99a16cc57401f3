"""Hidden areas of pictures in a package for Anki."""

from __future__ import annotations

import re

from interviewprep.cards.deck_file import read
from interviewprep.cards.faces import faces
from interviewprep.formats.apkg.notes import Note, NoteType, note_of
from interviewprep.formats.leaving import LeavingCard

SM = """## Parts {#sm}

![SM](media/sm.png)

- {{area: 10 20 30.5 5 = Warp *scheduler*::it issues}}
- {{area: 50 20 30.5 5 = L1}}
- {{c3::area: 10 60 20 20}} {{c3::area: 70 60 20 20}}
- at {{1.4 GHz}}
"""


def note(text: str, media: tuple[str, ...] = ("media/sm.png",)) -> Note:
    (card,) = read(text, "").deck.cards()
    return note_of(LeavingCard(card, b"uid"), "deck#sm", "", {name: name.rpartition("/")[2] for name in media})


def test_areas_are_deletions_over_the_picture_in_the_order_of_our_faces():
    made = note(SM)
    (card,) = read(SM, "").deck.cards()
    assert (made.type, made.faces) == (NoteType.CLOZE, faces(card))
    boxes = re.findall(
        r'<span class="area" style="([^"]*)">\{\{c(\d)::&nbsp;(?:::it issues)?\}\}</span>', made.fields[0]
    )
    assert [(box.split(";")[0], number) for box, number in boxes] == [
        ("left:10%", "1"),
        ("left:50%", "2"),
        ("left:10%", "3"),
        ("left:70%", "3"),
    ]
    assert '<img alt="SM. " src="sm.png">' in made.fields[0]
    assert "at {{c4::1.4 GHz}}" in made.fields[0]


def test_labels_are_shown_with_the_answer_alone():
    text = note(SM).fields[0]
    assert '<span class="label">{{c1::Warp <em>scheduler</em>::it issues}}</span>' in text
    assert '<span class="label silent">{{c2::L1}}</span>' in text


def test_hide_one_is_kept():
    assert '<span class="areas one">' in note(SM.replace("{#sm}", "{#sm .hide-one}")).fields[0]
    assert '<span class="areas">' in note(SM).fields[0]


def test_every_face_has_a_deletion_though_a_picture_is_missing():
    """Anki makes no card for a number that stands nowhere, and the past of that face would be lost."""
    text = note(SM, media=()).fields[0]
    assert {f"{{{{c{number}::" in text for number in range(1, 5)} == {True}
