"""What a file says about itself: enough to draw it again and to see whether it is still the same.

A file is input from anybody. Facts are read from JSON of a bounded size, every value is checked for
its kind and length, and nothing unknown is kept.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo.briefing.forms import Form, Size
from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.briefing.brief import Brief
    from geo.briefing.fonts import Face

KEY: Final = "Claim Atlas brief"
"""Name of the facts in a PNG."""

NAMESPACE: Final = "urn:claim-atlas:brief"
"""Name of the element that holds the facts in an SVG and in a PDF's metadata."""

FACTS_PART: Final = "customXml/item1.xml"
"""Where a PPTX holds that element."""

LANGUAGE: Final = "en"

MAX_FACTS: Final = 64_000
"""Letters of JSON that are read; a real file has some 800."""

MAX_WORDS: Final = 4_000

_HEX: Final = re.compile(r"[0-9a-f]{6,128}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Facts:
    """`fonts` are SHA-256 of the font files by name; `recipe` is the `Brief`'s."""

    form: Form
    width_px: int
    height_px: int
    title: str
    revision: str
    version: str
    fonts: Mapping[str, str] = field(default_factory=dict)
    recipe: Mapping[str, object] = field(default_factory=dict)

    def text(self) -> str:
        """The facts as JSON of printable ASCII, the same for equal facts."""
        return json.dumps(asdict(self), ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def facts_of(brief: Brief, form: Form, size: Size, faces: Iterable[Face]) -> Facts:
    """What a file of the brief says about itself. `faces` are those that its text needs."""
    return Facts(
        form, *size, brief.title, brief.table.revision, brief.version, hashes(faces), brief.recipe
    )


def hashes(faces: Iterable[Face]) -> dict[str, str]:
    """SHA-256 of each font file by its name."""
    return {Path(face.path).name: _hash(face.path) for face in faces}


@lru_cache(maxsize=8)
def _hash(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def read_facts(text: str) -> Facts:
    """Facts from the JSON of a file. Raises `ExportError` when they are none."""
    if len(text) > MAX_FACTS:
        raise ExportError("the file's own description is too long. It was not made here.")
    try:
        found: Any = json.loads(text)
        size = (found["width_px"], found["height_px"])
        words = [found[name] for name in ("title", "version")]
        fonts, recipe = found["fonts"], found["recipe"]
        good = (
            all(type(length) is int and 0 < length < 100_000 for length in size)
            and all(isinstance(one, str) and len(one) <= MAX_WORDS for one in words)
            and _HEX.fullmatch(found["revision"])
            and all(len(name) < 200 and _HEX.fullmatch(one) for name, one in fonts.items())
            and isinstance(recipe, dict)
        )
        if not good:
            raise ValueError("a value is not of its kind")
        return Facts(Form(found["form"]), *size, words[0], found["revision"], words[1],
                     fonts, recipe)  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ExportError(
            "the file's own description cannot be read. Verify a file that `claim-atlas brief` "
            "wrote and that no other program has saved since."
        ) from None
