"""Units and conversion, by pint.

It is imported on first use, after the question is on the screen, and gets only the units that drills speak of. Tokens,
requests, blocks and other things one counts have no dimension; FLOP, byte and the dollar have one each.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from interviewprep.drills.operations import Number, settled

if TYPE_CHECKING:
    from pint import UnitRegistry

_DEFINITIONS = """
kilo- = 1000 = k-
mega- = 1000000 = M-
giga- = 1000000000 = G-
tera- = 1000000000000 = T-
peta- = 1000000000000000 = P-
exa- = 1000000000000000000 = E-
milli- = 1/1000 = m-
micro- = 1/1000000 = µ- = u-
nano- = 1/1000000000 = n-
pico- = 1/1000000000000 = p-
kibi- = 1024 = Ki-
mebi- = 1048576 = Mi-
gibi- = 1073741824 = Gi-
tebi- = 1099511627776 = Ti-
bit = [information] = b
byte = 8 * bit = B
FLOP = [operation] = flop = OP = op
second = [time] = s = sec
minute = 60 * second = min
hour = 3600 * second = h = hr
day = 86400 * second = d
week = 604800 * second = wk
year = 31536000 * second = yr
hertz = 1 / second = Hz
joule = [energy] = J
watt = joule / second = W
watthour = 3600 * joule = Wh
volt = [voltage] = V
USD = [currency] = dollar
EUR = [currency_euro] = euro
decibel = [level] = dB
degree = [temperature] = degC
metre = [length] = meter
gram = [mass]
percent = 1/100
count = []
thousand = 1000
million = 1000000 = mn
billion = 1000000000 = bn
trillion = 1000000000000
"""


@lru_cache(maxsize=1)
def registry() -> UnitRegistry[Fraction]:
    from pint import UnitRegistry  # 0.3 s, and only drills need it

    units: UnitRegistry[Fraction] = UnitRegistry(None, non_int_type=Fraction)
    for line in _DEFINITIONS.strip().splitlines():
        units.define(line)
    return units


@dataclass(frozen=True, slots=True)
class Unit:
    """One way to read a unit text: pint's unit, a factor from words like "million", and how it was read."""

    pint: Any
    factor: Fraction = Fraction(1)
    note: str = ""

    @property
    def dimension(self) -> tuple[tuple[str, Fraction], ...]:
        return tuple(sorted((name, Fraction(power)) for name, power in self.pint.dimensionality.items()))

    @property
    def counts(self) -> bool:
        return bool(self.pint.dimensionless)

    def scale(self) -> Fraction:
        """How many base units one of these is."""
        return _scale(self.pint) * self.factor


@lru_cache(maxsize=512)
def _scale(pint_unit: Any) -> Fraction:
    return Fraction(registry().Quantity(Fraction(1), pint_unit).to_base_units().magnitude)


def in_unit(value: Number, unit: Unit, wanted: Unit) -> Number | None:
    """The value in the wanted unit, or None where the dimensions differ."""
    if unit.dimension != wanted.dimension:
        return None
    return settled(value * (unit.scale() / wanted.scale()))
