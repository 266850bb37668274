"""Fonts for the tests of pictures, loaded once."""

from __future__ import annotations

import pytest

from geo.briefing.fonts import Typeface, typeface


@pytest.fixture(scope="session")
def fonts() -> Typeface:
    """The fonts of this machine."""
    return typeface()


@pytest.fixture(scope="session")
def latin_fonts() -> Typeface:
    """The fonts of a machine without East Asian ones."""
    return typeface(east_asian=False)
