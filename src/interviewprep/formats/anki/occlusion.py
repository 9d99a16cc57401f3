"""Image occlusion: the areas of a picture that Anki hides, as gaps that name an area in per cent of the picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from interviewprep.cards.areas import MOST
from interviewprep.formats.html.markdown import Converted, markdown_of

_SHAPE = re.compile(r"\{\{c(\d{1,4})::image-occlusion:([^{}]{1,20000})\}\}")
# "Occlude inactive": Anki's sign of an area that is covered while another one is asked for.
_COVERS = re.compile(r":oi=1(?=:|$)")
_HEADER, _BACK_EXTRA = "Header", "Back Extra"

Box = tuple[float, float, float, float]
"""Left, top, width, height as parts of the picture, 0..1."""


@dataclass(frozen=True, slots=True)
class Occlusion:
    heading: str
    body: str
    """"" where there is no picture or no area."""
    answer: str
    hides_one: bool = False
    """Whether the areas that are not asked for are open meanwhile."""
    converted: tuple[Converted, ...] = ()
    told: tuple[str, ...] = ()


def occlusion_of(values: Mapping[str, str], areas_field: str, media: Mapping[str, str]) -> Occlusion:
    """A picture with its areas in their groups. What is no rectangle becomes the one around it."""
    told: dict[str, None] = {}
    areas: list[str] = []
    shapes = _SHAPE.findall(values.get(areas_field, ""))
    for number, shape in shapes:
        if len(areas) == MOST:
            told[f"areas of a picture beyond the first {MOST}"] = None
            break
        if box := _box(shape, told):
            areas.append(f"- {{{{c{int(number)}::area: {_per_cent(box)}}}}}")
    picture_field = next(
        (name for name, value in values.items() if name != areas_field and "<img" in value.lower()), ""
    )
    picture = markdown_of(values.get(picture_field, ""), media)
    header = markdown_of(values.get(_HEADER, ""), media) if picture_field != _HEADER else Converted("")
    extra = markdown_of(values.get(_BACK_EXTRA, ""), media) if picture_field != _BACK_EXTRA else Converted("")
    if not areas or "![" not in picture.markdown:
        return Occlusion("", "", "")
    heading, _, rest = header.markdown.partition("\n")
    blocks = (rest.strip("\n"), picture.markdown, "\n".join(areas))
    body = "\n\n".join(block for block in blocks if block)
    hides_one = not any(_COVERS.search(shape) for _, shape in shapes)
    converted = (picture, header, extra)
    return Occlusion(heading.removesuffix("\\"), body, extra.markdown, hides_one, converted, tuple(told))


def _box(shape: str, told: dict[str, None]) -> Box | None:
    kind, *settings = shape.split(":")
    given = dict(setting.partition("=")[::2] for setting in settings)
    if _number(given.get("angle", "0")):
        told["turned areas of pictures (the area is not turned)"] = None
    left, top = _number(given.get("left", "0")), _number(given.get("top", "0"))
    if kind == "rect":
        return _within(left, top, _number(given.get("width", "0")), _number(given.get("height", "0")))
    if kind == "ellipse":
        told["ellipses over pictures (the rectangle around them)"] = None
        return _within(left, top, 2 * _number(given.get("rx", "0")), 2 * _number(given.get("ry", "0")))
    if kind == "polygon":
        told["polygons over pictures (the rectangle around them)"] = None
        pairs = [pair.partition(",") for pair in given.get("points", "").split()]
        across, down = [_number(x) for x, _, _ in pairs], [_number(y) for _, _, y in pairs]
        if not pairs:
            return None
        return _within(min(across), min(down), max(across) - min(across), max(down) - min(down))
    told["writing over pictures"] = None
    return None


def _within(left: float, top: float, width: float, height: float) -> Box | None:
    left, top = min(max(left, 0.0), 1.0), min(max(top, 0.0), 1.0)
    width, height = min(width, 1 - left), min(height, 1 - top)
    return (left, top, width, height) if width >= 0.001 and height >= 0.001 else None


def _per_cent(box: Box) -> str:
    left, top, width, height = (
        max(1, round(part * 1000)) if place > 1 else round(part * 1000) for place, part in enumerate(box)
    )
    left, top = min(left, 999), min(top, 999)
    return " ".join(f"{tenths / 10:g}" for tenths in (left, top, min(width, 1000 - left), min(height, 1000 - top)))


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if isfinite(number) and abs(number) < 1e6 else 0.0
