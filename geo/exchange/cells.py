"""What stands in a cell: nothing, a number, an amount, a coordinate.

Every reader raises `ValueError` with a remedy for what it cannot read.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Final

from geo.claims.model import Figure

EMPTY: Final = frozenset(
    [
        "", "-", "--", "–", "—", ".", "?", "null", "(null)", "<null>", "none", "nil", "nan", "na",
        "n/a", "n.a.", "#n/a", "#n/a n/a", "#na", "<na>", "\\n", "nat", "немає", "нет", "tidak ada",
    ]
)  # fmt: skip
"""Ways in which programs and people write that a cell holds nothing, in small letters."""

_PLAIN: Final = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,2})?", re.ASCII | re.IGNORECASE)
_DECIMAL_COMMA: Final = re.compile(r"[-+]?\d+,\d+", re.ASCII)
_DEGREES: Final = re.compile(
    r"(?P<sign>[-+])?(?P<d>\d{1,3})\s*[°ºd:\s]\s*(?P<m>\d{1,2}(?:[.,]\d+)?)\s*['′’m:\s]?\s*"
    r"(?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|''|”|s)?)?\s*(?P<side>[NSEWnsew])?",
    re.ASCII,
)
_SIDE: Final = re.compile(r"(?P<number>[-+]?[\d.,]+)\s*°?\s*(?P<side>[NSEWnsew])", re.ASCII)
_WKT_POINT: Final = re.compile(
    r"(?:SRID=4326;)?\s*POINT\s*Z?\s*\(\s*(\S+)\s+([^\s)]+)(?:\s+\S+)?\s*\)", re.IGNORECASE
)

_COUNT: Final = r"\d{1,3}(?:[,\u00a0\u202f' ]\d{3})+|\d+(?:\.\d+)?"
_AMOUNT: Final = re.compile(
    rf"(?P<about>~|≈|c\.|ca\.?|circa|about|approx\w*\.?|around|some|nearly|близько|около|sekitar|"
    rf"약)?\s*(?P<bound>[<>≥≤]=?|at least|more than|over|up to|under|less than|fewer than|понад|"
    rf"более|lebih dari|hingga)?\s*(?P<low>{_COUNT})\s*"
    rf"(?:(?:-|–|—|to|\.\.|/)\s*(?P<high>{_COUNT}))?\s*(?P<plus>\+)?",
    re.IGNORECASE,
)
_AT_LEAST: Final = frozenset(
    [">", ">=", "≥", "at least", "more than", "over", "понад", "более", "lebih dari"]
)
_LARGEST: Final = 1e12


def text_of(cell: str) -> str:
    """The cell, or nothing where it says in any of the usual ways that it is empty."""
    return "" if len(cell) <= 10 and cell.casefold() in EMPTY else cell


def id_of(cell: str) -> str:
    """An id; what a spreadsheet made of a whole number (``300380.0``) is one again."""
    return cell[:-2] if cell.endswith(".0") and cell[:-2].isdigit() else cell


def code_of(cell: str) -> int | None:
    """A whole number written with or without ``.0``; ``None`` for anything else."""
    plain = id_of(cell)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None


def number(cell: str) -> float:
    """A plain number, with a point or a comma before the decimals. Refuses NaN and infinity."""
    text = cell.replace("\u2212", "-").strip()
    if _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    if not _PLAIN.fullmatch(text):
        raise ValueError("Give a plain number, without thousands separators.")
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("Give a number that is not infinite.")
    return value


def degrees(cell: str, low: float, high: float) -> float:
    """A longitude or latitude: decimal degrees, or degrees, minutes, seconds, with N, S, E or W."""
    text = cell.strip()
    if _PLAIN.fullmatch(text):
        value = float(text)
    elif found := _SIDE.fullmatch(text):
        value = number(found["number"])
        value = -abs(value) if found["side"] in "SWsw" else value
    elif found := _DEGREES.fullmatch(text):
        parts = [float((found[part] or "0").replace(",", ".")) for part in ("d", "m", "s")]
        value = parts[0] + parts[1] / 60 + parts[2] / 3600
        if found["sign"] == "-" or (found["side"] or "") in tuple("SWsw"):
            value = -value
    else:
        value = number(text)
    if not low <= value <= high:
        raise ValueError(f"Give degrees from {low:g} to {high:g}; see whether lon and lat are "
                         "swapped.")  # fmt: skip
    return value


def point(cell: str) -> tuple[str, str]:
    """Longitude and latitude of one cell: ``POINT (lon lat)``, or ``lat, lon`` as maps copy it."""
    if found := _WKT_POINT.fullmatch(cell.strip()):
        return found[1], found[2]
    parts = re.split(r"\s*[;|]\s*|,\s+|(?<=\d)\s+(?=[-\d])", cell.strip())
    if len(parts) == 1 and cell.count(",") == 1:
        parts = cell.split(",")
    if len(parts) != 2:
        raise ValueError("Write POINT (lon lat), or latitude and longitude with a comma between.")
    return parts[1].strip(), parts[0].strip()


def decimals(cell: str) -> int | None:
    """Digits behind the decimal point, or ``None`` where degrees are written otherwise."""
    whole, _, rest = cell.strip().replace(",", ".").partition(".")
    if not whole.lstrip("+-").isdecimal() or not (rest.isdecimal() or not rest):
        return None
    return len(rest)


@lru_cache(maxsize=4_096)
def amount(cell: str) -> tuple[float | None, float | None, bool]:
    """Bounds of a claimed number and whether "about": ``≥ 3,000``, ``10-20``, ``about 1,500``.

    "1.500" is refused, because to many it is 1,500.
    """
    text = id_of(" ".join(cell.split()))
    found = _AMOUNT.fullmatch(text)
    if found is None or re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", text):
        raise ValueError("Give a number such as 1500, 1,500, about 1500, 10-20 or 3000+.")
    low = _count(found["low"])
    high = _count(found["high"]) if found["high"] else None
    about = found["about"] is not None
    bound = (found["bound"] or "").casefold()
    if high is not None:
        return min(low, high), max(low, high), about
    if found["plus"] or bound in _AT_LEAST:
        return low, None, about
    if bound:
        return None, low, about
    return low, low, about


def _count(text: str) -> float:
    value = float(re.sub(r"[,\u00a0\u202f' ]", "", text))
    if value > _LARGEST:
        raise ValueError("Give a number below a million million.")
    return value


def figure(low: str, best: str, high: str, unit: str) -> Figure | None:
    """A figure from up to three cells; ``None`` where all are empty.

    A best estimate alone is the figure; beside bounds it only widens them where it lies outside.
    """
    if best and not low and not high:
        return Figure(*amount(best), unit)
    read = [amount(cell) if cell else None for cell in (low, best, high)]
    if not any(read):
        return None
    lows = [one[0] for one in read if one and one[0] is not None]
    highs = [one[1] for one in read if one and one[1] is not None]
    about = any(one[2] for one in read if one)
    open_above = any(one and one[1] is None for one in read) or (not high and not best and low)
    open_below = any(one and one[0] is None for one in read) or (not low and not best and high)
    floor = None if open_below or not lows else min(lows)
    ceiling = None if open_above or not highs else max(highs)
    if floor is None and ceiling is None:
        floor = min(lows) if lows else None
        ceiling = max(highs) if highs and floor is None else None
    return Figure(floor, ceiling, about, unit)
