"""Areas that Anki hides, as areas of ours."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewprep.cards.areas import MOST, fault_of
from interviewprep.cards.cloze import gaps
from interviewprep.formats.anki.occlusion import Occlusion, occlusion_of

MEDIA = {"map.png": "media/map.png"}


def occlusion(shapes: str) -> Occlusion:
    return occlusion_of({"Occlusion": shapes, "Image": '<img src="map.png">', "Header": "Where?"}, "Occlusion", MEDIA)


def rect(number: int, left: float, top: float, width: float, height: float, more: str = "") -> str:
    return f"{{{{c{number}::image-occlusion:rect:left={left}:top={top}:width={width}:height={height}{more}}}}}<br>"


def test_others_are_covered_where_anki_covers_them():
    assert not occlusion(rect(1, 0.1, 0.1, 0.2, 0.2, ":oi=1")).hides_one
    assert occlusion(rect(1, 0.1, 0.1, 0.2, 0.2)).hides_one
    assert occlusion(rect(1, 0.1, 0.1, 0.2, 0.2, ":oi=10")).hides_one


def test_areas_beyond_what_a_picture_holds_are_told():
    read = occlusion("".join(rect(1, 0.1, 0.1, 0.2, 0.2) for _ in range(MOST + 1)))
    assert read.body.count("area:") == MOST
    assert read.told == ("areas of a picture beyond the first 100",)
    assert occlusion("".join(rect(1, 0.1, 0.1, 0.2, 0.2) for _ in range(MOST))).told == ()


PARTS = st.one_of(st.floats(0, 1), st.sampled_from([0.9995, 0.99949, 0.0005, 1.0, 0.001, -0.5, 7.0]))


@given(PARTS, PARTS, PARTS, PARTS)
def test_every_area_is_good_by_the_rules_of_check(left, top, width, height):
    for gap in gaps(occlusion(rect(1, left, top, width, height)).body):
        assert gap.area is not None
        assert fault_of(gap.source) == ""
