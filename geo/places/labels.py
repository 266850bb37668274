"""Words for sentences about places."""

from __future__ import annotations

import unicodedata

from babel import Locale

from geo.places.place import Place

_TERRITORIES = Locale("en").territories
_LANGUAGES = Locale("en").languages


def country_name(code: str) -> str:
    """The English name of an ISO 3166 alpha-2 code, or the code itself."""
    return str(_TERRITORIES.get(code, code))


def language_name(tag: str) -> str:
    """The English name of a BCP 47 language tag, or the tag itself."""
    return str(_LANGUAGES.get(tag.partition("-")[0], tag))


def where(place: Place) -> str:
    """A place with its country: "Donetsk, Ukraine"; a country alone."""
    countries = " and ".join(country_name(code) for code in place.countries)
    return f"{place.name}, {countries}" if countries and countries != place.name else place.name


def quoted(text: str, limit: int = 60) -> str:
    """Foreign text inside a sentence of ours: short, one line, without direction marks."""
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return f"“{text}”"
    plain = "".join(c if c.isprintable() else " " for c in text if unicodedata.category(c) != "Cf")
    return f"“{plain if len(plain) <= limit else f'{plain[: limit - 1]}…'}”"
