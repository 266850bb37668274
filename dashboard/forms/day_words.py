"""The everyday words of a date in several languages: months and seasons, from CLDR."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from babel import Locale

LANGUAGES: Final = ("en", "id", "uk", "ru", "de", "fr", "es", "pl", "ko")
"""English wins where two languages write one abbreviation for different months."""

SEASONS: Final[dict[str, int]] = {
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
    "весна": 21, "весни": 21, "весны": 21, "навесні": 21, "весной": 21,
    "літо": 22, "літа": 22, "влітку": 22, "лето": 22, "лета": 22, "летом": 22,
    "осінь": 23, "осені": 23, "восени": 23, "осень": 23, "осени": 23, "осенью": 23,
    "зима": 24, "зими": 24, "взимку": 24, "зимы": 24, "зимой": 24,
    "frühling": 21, "frühjahr": 21, "sommer": 22, "herbst": 23,
}  # fmt: skip
"""EDTF numbers of the northern seasons; see docs/decisions/dates.md."""


@cache
def months() -> dict[str, int]:
    """Names and abbreviations of the months, small and without dots."""
    found: dict[str, int] = {"sept": 9}
    for tag in LANGUAGES:
        names = Locale(tag).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in names[form][width].items():
                    plain = name.lower().strip(". ")
                    if len(plain) >= 3 and not plain.isdigit():
                        found.setdefault(plain, number)
    for number in range(1, 13):
        found[f"{number}월"] = number
    return found


@cache
def month_pattern() -> str:
    """A regular expression for any of the names, longest first."""
    names = sorted((*months(), *SEASONS), key=len, reverse=True)
    return "|".join(re.escape(one) for one in names)
