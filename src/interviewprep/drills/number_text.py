"""Numbers as people read and write them: digits grouped by a narrow blank, powers of ten raised, a comma or a point."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from interviewprep.drills.arithmetic import evaluate
from interviewprep.drills.operations import Number, Unfit, magnitude, settled

GROUP = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
_RAISED = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
MAX_TEXT = 200


def raised(exponent: int) -> str:
    return str(exponent).translate(_RAISED)


def shown(value: Number, digits: int = 4) -> str:
    """A whole number in full, a short decimal as it is, anything else to `digits` significant digits.

    Below 0.0001, and above 10⁹ unless it is a whole number with more digits, as a power of ten.
    """
    if value < 0:
        return MINUS + shown(-value, digits)
    value = settled(value)
    if isinstance(value, int) and value < 10**15:
        return _power_of_ten(value, digits) if value >= 10**9 and _digits_of(value) <= digits else grouped(str(value))
    if isinstance(value, Fraction):
        exact = exact_decimal(value)
        if exact is not None and value >= Fraction(1, 10**4) and _is_short(exact, digits):
            return grouped(exact)
    if value >= 10**9 or value < Fraction(1, 10**4):
        return _power_of_ten(value, digits)
    places = max(0, digits - 1 - math.floor(math.log10(value)))
    text = f"{round(Fraction(value), places).__float__():.{places}f}"
    return grouped(text.rstrip("0").rstrip(".") if "." in text else text)


def _is_short(exact: str, digits: int) -> bool:
    """Up to `digits` significant ones, or one more with at most three places: 46.875 and 99.999 stay."""
    significant = len(exact.replace(".", "").lstrip("0"))
    return significant <= digits or (significant == digits + 1 and len(exact.partition(".")[2]) <= 3)


def shown_in_full(value: Number) -> str:
    """A given value with every digit, so that the result can be computed from what is read."""
    exact = exact_decimal(Fraction(value)) if not isinstance(value, float) else None
    if exact is None or len(exact) > 15 or (magnitude(value) >= 10**9 and len(exact.rstrip("0")) <= 4):
        return shown(value, 12)
    return grouped(exact)


def exact_decimal(value: Fraction) -> str | None:
    """The decimal digits of a fraction that has an end within fifteen places, else None."""
    places, rest = 0, value.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1 or places > 15:
        return None
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = MINUS if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def grouped(text: str) -> str:
    """Digits before the point in threes, from five digits on."""
    whole, point, rest = text.partition(".")
    digits = whole.lstrip(MINUS)
    if len(digits) > 4:
        whole = whole.replace(digits, f"{int(digits):_}".replace("_", GROUP))
    return whole + point + rest


def _digits_of(value: int) -> int:
    return len(str(value).rstrip("0"))


def _power_of_ten(value: Number, digits: int) -> str:
    if value == 0:
        return "0"
    exponent = math.floor(math.log10(value)) if not isinstance(value, int) else len(str(value)) - 1
    head = f"{float(Fraction(value) / Fraction(10) ** exponent):.{digits - 1}f}"
    if float(head) >= 10:
        head, exponent = "1", exponent + 1
    head = head.rstrip("0").rstrip(".") if "." in head else head
    return f"10{raised(exponent)}" if head == "1" else f"{head} × 10{raised(exponent)}"


# --- reading --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """One way to read what was typed: a value and the unit text behind it."""

    value: Number
    unit: str
    note: str = ""
    """How the digits were read, where they can be read in two ways."""


class Unreadable(ValueError):
    """The text says no number; the reason is for the person who typed it."""


_HEDGE = re.compile(
    r"^(?:(?:about|approx(?:imately|\.)?|roughly|around|circa|ca\.?|answer|[=~≈≃≅:])\s*)+", re.IGNORECASE
)
_CURRENCY = re.compile(r"^([+-]?)\s*(US\s?\$|\$|USD\b)\s*", re.IGNORECASE)
_NUMBER = re.compile(
    r"""(?: \d{1,3} (?P<sep>[ ,.'_]) \d{3} (?: (?P=sep) \d{3} )* (?!\d) (?: [.,] \d+ )?
          | \d+ (?: [.,] \d+ )? | [.,] \d+ )
        (?: [eE] [+-]? \d{1,3} (?![\w.]) )?""",
    re.VERBOSE | re.ASCII,
)
_OPERATOR = re.compile(r"\s*(\*\*|\^|[-+*/×·⋅]|[xX](?=\s*[\d(]))\s*")


def readings(text: str) -> tuple[Written, ...]:
    """Every way to read a number with a unit: `3.2e2`, `2^20 B`, `1/8`, `12,5 %`, `$0.48`, `1 234 567`, `1.234,5`.

    A comma or a point before exactly three digits can be a decimal sign or not: both readings are returned.
    """
    plain = tidy(text)
    if not plain:
        raise Unreadable("nothing was typed")
    currency = _CURRENCY.match(plain)
    if currency:
        plain = currency.group(1) + plain[currency.end() :]
    pieces, rest = _prefix(plain)
    if not pieces:
        raise Unreadable(f"no number at the beginning of '{text.strip()}'")
    unit = rest.strip()
    if currency:
        multiplier, _, per = unit.partition("/")
        unit = f"{multiplier} USD".strip() + (f"/{per}" if per else "")
    found: list[Written] = []
    for choice in itertools.islice(itertools.product(*pieces), 16):
        source = "".join(part for part, _ in choice)
        try:
            value = evaluate(source)
        except Unfit as fault:
            raise Unreadable(str(fault)) from None
        notes = [note for _, note in choice if note]
        found.append(Written(value, unit, notes[0] if notes else ""))
    return tuple(found)


def tidy(text: str) -> str:
    """One spelling for signs, blanks and raised digits; words like "about" in front are dropped."""
    if len(text) > MAX_TEXT:
        raise Unreadable(f"more than {MAX_TEXT} characters")
    if re.search(r"\d[¼-¾⅐-⅞]", text):
        raise Unreadable("write a mixed number as a decimal")
    text = re.sub(r"[⁰¹²³⁴-⁹⁻⁺]+", lambda found: "^" + found.group().translate(_LOWERED), text)
    text = unicodedata.normalize("NFKC", text).replace("⁄", "/").replace("μ", "µ")
    text = re.sub(r"[−–‐‑]", "-", text)
    text = re.sub(r"\s+", " ", text).strip()
    text = _HEDGE.sub("", text)
    return re.sub(r"[.;!?,]+$", "", text).strip()


def _prefix(text: str) -> tuple[list[list[tuple[str, str]]], str]:
    """The longest arithmetic at the beginning of the text, as alternatives for each token, and what is left."""
    pieces: list[list[tuple[str, str]]] = []
    complete: tuple[int, int] = (0, 0)
    at, depth, wants_number = 0, 0, True
    while at < len(text):
        if wants_number:
            sign = re.compile(r"\s*([-+(]|sqrt\()\s*").match(text, at)
            number = _NUMBER.match(text, at)
            if number:
                pieces.append(_values(number.group()))
                at, wants_number = number.end(), False
            elif sign:
                depth += sign.group(1).endswith("(")
                pieces.append([(sign.group(1), "")])
                at = sign.end()
            else:
                break
        elif depth and text[at] == ")":
            pieces.append([(")", "")])
            depth, at = depth - 1, at + 1
        else:
            operator = _OPERATOR.match(text, at)
            if operator is None:
                break
            symbol = operator.group(1)
            pieces.append([({"^": "**", "×": "*", "·": "*", "⋅": "*", "x": "*", "X": "*"}.get(symbol, symbol), "")])
            at, wants_number = operator.end(), True
        if not wants_number and not depth:
            complete = (len(pieces), at)
    return pieces[: complete[0]], text[complete[1] :]


def _values(token: str) -> list[tuple[str, str]]:
    """A number token as plain digits, once for each way to read its separators."""
    body, _, exponent = token.lower().partition("e")
    tail = f"e{exponent}" if exponent else ""
    body = re.sub(r"[ '_]", "", body)
    points, commas = body.count("."), body.count(",")
    if points and commas:
        decimal = max(".,", key=body.rfind)
        other = "," if decimal == "." else "."
        if body.count(decimal) > 1:
            raise Unreadable(f"'{token}' has too many separators")
        return [(body.replace(other, "").replace(decimal, ".") + tail, "")]
    if points + commas > 1:
        return [(body.replace(".", "").replace(",", "") + tail, "")]
    if points + commas == 0:
        return [(body + tail, "")]
    sign = "." if points else ","
    before, after = body.split(sign)
    decimal_reading = f"{before or '0'}.{after}{tail}"
    if len(after) == 3 and 1 <= len(before) <= 3 and before[0] != "0" and not tail:
        as_decimal = (decimal_reading, f"{token} read as {before}.{after}")
        as_thousands = (before + after, f"{token} read as {grouped(before + after)}")
        return [as_decimal, as_thousands] if points else [as_thousands, as_decimal]
    return [(decimal_reading, "")]
