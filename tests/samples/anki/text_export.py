"""Writes the text files beside it with Anki itself; runs where the `anki` package is installed, made by 26.9.

python tests/samples/anki/text_export.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from anki.collection import Collection

HERE = Path(__file__).parent
NOTES = (
    ("Basic", ("What is <b>bold</b>?", "A &lt;tag&gt;<br>two lines"), ("net::tcp", "x")),
    ("Basic", ('Quote "q" and\ttab', "x; y, z"), ()),
    ("Basic", ("# hash first", "<ul><li>a</li><li>b</li></ul>"), ()),
    ("Cloze", ("{{c1::Paris}} is the capital of {{c2::France::country}}", "extra"), ()),
    ("Basic (and reversed card)", ("Hund", "dog \\(x^2\\)"), ()),
    ("Basic", ("multi\nline", 'pic <img src="a b.png"> [sound:x.mp3]'), ()),
)

with tempfile.TemporaryDirectory() as folder:
    collection = Collection(f"{folder}/collection.anki2")
    deck = collection.decks.id("Parent::Child")
    for kind, fields, tags in NOTES:
        note = collection.new_note(collection.models.by_name(kind))
        note.fields[: len(fields)] = fields
        note.tags = list(tags)
        collection.add_note(note, deck)
    every = {"with_tags": True, "with_deck": True, "with_notetype": True, "with_guid": True}
    none = dict.fromkeys(every, False)
    collection.export_note_csv(out_path=f"{HERE}/notes.txt", limit=None, with_html=True, **every)
    collection.export_note_csv(out_path=f"{HERE}/notes_plain.txt", limit=None, with_html=False, **none)
    collection.export_card_csv(out_path=f"{HERE}/cards.txt", limit=None, with_html=True)
    collection.close()
