"""Checks that several types of the model share, and the forms they ask for."""

from __future__ import annotations

import re
from typing import Final

from geo.errors import ModelError

ID_FORM: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
ID_REMEDY: Final = (
    "Use lower-case letters, digits, '-', '_' and '.', at most 80, starting with a letter or digit."
)

WEB_ADDRESS: Final = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
WEB_ADDRESS_REMEDY: Final = "Use http:// or https://, or leave it empty."

SHA256_FORM: Final = re.compile(r"[0-9a-f]{64}")
SHA256_REMEDY: Final = "Give 64 lower-case hexadecimal digits or leave it empty."


def check_id(what: str, value: str) -> None:
    """Refuse an id that could not stand in an address, a file name or a cell as it is."""
    if not ID_FORM.fullmatch(value):
        raise ModelError(f"{what} id {value[:90]!r} cannot be used. {ID_REMEDY}")


def check_filled(what: str, which: str, **fields: str) -> None:
    """Refuse fields that are empty or blank."""
    for name, value in fields.items():
        if not value.strip():
            raise ModelError(f"{what} {which!r}: {name} is empty. Fill it in.")


def amount_words(number: float | None) -> str:
    """A number in full, with thousands separators: ``8,000,000``, never ``8e+06``."""
    if number is None:
        return ""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.10g}"
