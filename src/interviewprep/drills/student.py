"""Student's t, as far as a confidence interval of a mean needs it."""

from __future__ import annotations

_TABLE = (
    12.7062, 4.30265, 3.18245, 2.77645, 2.57058, 2.44691, 2.36462, 2.30600, 2.26216, 2.22814,
    2.20099, 2.17881, 2.16037, 2.14479, 2.13145, 2.11991, 2.10982, 2.10092, 2.09302, 2.08596,
    2.07961, 2.07387, 2.06866, 2.06390, 2.05954, 2.05553, 2.05183, 2.04841, 2.04523, 2.04227,
)  # fmt: skip
_NORMAL = 1.959963984540054


def t975(freedom: int) -> float:
    """The 97.5 % point with so many degrees of freedom: a table to 30, then the Cornish-Fisher expansion
    (Abramowitz and Stegun 26.7.5), whose error is below 0.00001 there."""
    if freedom <= len(_TABLE):
        return _TABLE[freedom - 1]
    z = _NORMAL
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, start=1))
