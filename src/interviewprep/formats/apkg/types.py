"""The note types and decks of our packages, as the JSON of an Anki collection."""

from __future__ import annotations

import json
from typing import Any

from interviewprep.formats.anki.source import FIELD
from interviewprep.formats.apkg.notes import FIELDS, NoteType

FIRST_TYPE = 1_764_000_000_000
"""Ids of our note types are the same in every package, so that Anki has each of them once."""
_CHANGED_S = 1_764_000_000

_HINT = '{{#Hint}}<div class="hint">{{hint:Hint}}</div>{{/Hint}}'
_BELOW = (
    '{{#Why}}<div class="why">{{Why}}</div>{{/Why}}'
    '{{#Mistakes}}<h4>Mistakes</h4><div class="mistakes">{{Mistakes}}</div>{{/Mistakes}}'
    '{{#Sources}}<div class="sources">{{Sources}}</div>{{/Sources}}'
)
_LINE = "{{FrontSide}}<hr id=answer>"
_AREAS = (
    '{{#Header}}<div>{{Header}}</div>{{/Header}}<div style="display: none">{{cloze:Occlusion}}</div>'
    '<div id="err"></div><div id="image-occlusion-container">{{Image}}'
    '<canvas id="image-occlusion-canvas"></canvas></div>'
    "<script>anki.imageOcclusion.setup();</script>"
)
_PICTURES = 6
"""Anki's number for its own kind of note with areas of pictures."""
_PICTURE_FIELDS = 5
_TEMPLATES: dict[NoteType, tuple[tuple[str, str, str], ...]] = {
    NoteType.RECALL: (("Card", "{{Question}}" + _HINT, _LINE + "{{Answer}}" + _BELOW),),
    NoteType.BOTH_WAYS: (
        ("Forwards", "{{Question}}" + _HINT, _LINE + "{{Answer}}" + _BELOW),
        ("Backwards", "{{Answer}}", _LINE + "{{Question}}" + _BELOW),
    ),
    NoteType.CLOZE: (
        (
            "Cloze",
            '<div class="asked">{{cloze:Text}}</div>' + _HINT,
            '<div class="answered">{{cloze:Text}}</div>{{#Answer}}<hr id=answer>{{Answer}}{{/Answer}}' + _BELOW,
        ),
    ),
    NoteType.CHOICE: (("Choice", "{{Question}}{{Options}}" + _HINT, "{{Question}}<hr id=answer>{{Answer}}" + _BELOW),),
    NoteType.AREAS: (
        ("Picture", _AREAS + _HINT, _AREAS + "{{#Back Extra}}<div>{{Back Extra}}</div>{{/Back Extra}}" + _BELOW),
    ),
    NoteType.OPEN: (
        (
            "Open question",
            "{{Question}}" + _HINT,
            _LINE + '{{#Key points}}<h4>Key points</h4><div class="points">{{Key points}}</div>{{/Key points}}'
            "{{Answer}}{{#Rubric}}<h4>Rubric</h4>{{Rubric}}{{/Rubric}}"
            "{{#Follow-ups}}<h4>Follow-ups</h4>{{Follow-ups}}{{/Follow-ups}}" + _BELOW,
        ),
    ),
}


def type_id(note_type: NoteType) -> int:
    return FIRST_TYPE + list(NoteType).index(note_type)


def models(css: str) -> str:
    return json.dumps({str(type_id(one)): _model(one, css) for one in NoteType})


def _model(note_type: NoteType, css: str) -> dict[str, Any]:
    fields = (*FIELDS[note_type], FIELD)
    return {
        "id": type_id(note_type),
        "name": note_type.value,
        "type": int(note_type in (NoteType.CLOZE, NoteType.AREAS)),
        "mod": _CHANGED_S,
        "usn": -1,
        "sortf": 0,
        "did": None,
        "tmpls": [_template(place, *one) for place, one in enumerate(_TEMPLATES[note_type])],
        "flds": [_field(place, name, note_type) for place, name in enumerate(fields)],
        "css": css,
        "latexPre": "\\documentclass[12pt]{article}\n\\begin{document}\n",
        "latexPost": "\\end{document}",
        "latexsvg": False,
        "req": [[place, "any", [0]] for place in range(len(_TEMPLATES[note_type]))],
        "tags": [],
        "vers": [],
        **({"originalStockKind": _PICTURES} if note_type is NoteType.AREAS else {}),
    }


def _template(place: int, name: str, question: str, answer: str) -> dict[str, Any]:
    return {
        "name": name,
        "ord": place,
        "qfmt": question,
        "afmt": answer,
        "bqfmt": "",
        "bafmt": "",
        "did": None,
        "bfont": "",
        "bsize": 0,
    }


def _field(place: int, name: str, note_type: NoteType) -> dict[str, Any]:
    hidden = name == FIELD
    return {
        "name": name,
        "ord": place,
        "sticky": False,
        "rtl": False,
        "font": "Arial",
        "size": 20,
        "description": "What interviewprep reads this card back from; leave it as it is." if hidden else "",
        "plainText": hidden,
        "collapsed": hidden,
        "excludeFromSearch": hidden,
        "media": [],
        **({"tag": place} if note_type is NoteType.AREAS and place < _PICTURE_FIELDS else {}),
    }


def deck_json(key: int, name: str, description: str, at_s: int) -> dict[str, Any]:
    return {
        "id": key,
        "name": name,
        "mod": at_s,
        "usn": -1,
        "desc": description,
        "dyn": 0,
        "conf": 1,
        "collapsed": False,
        "browserCollapsed": False,
        "extendNew": 0,
        "extendRev": 0,
        "newToday": [0, 0],
        "revToday": [0, 0],
        "lrnToday": [0, 0],
        "timeToday": [0, 0],
    }


def options_json() -> str:
    """The default options group; a package is imported without it unless the user asks."""
    return json.dumps(
        {
            "1": {
                "id": 1,
                "name": "Default",
                "mod": 0,
                "usn": 0,
                "maxTaken": 60,
                "autoplay": True,
                "timer": 0,
                "replayq": True,
                "dyn": False,
                "new": {
                    "bury": False,
                    "delays": [1.0, 10.0],
                    "initialFactor": 2500,
                    "ints": [1, 4, 0],
                    "order": 1,
                    "perDay": 20,
                },
                "rev": {
                    "bury": False,
                    "ease4": 1.3,
                    "ivlFct": 1.0,
                    "maxIvl": 36500,
                    "perDay": 200,
                    "hardFactor": 1.2,
                },
                "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
            }
        }
    )
