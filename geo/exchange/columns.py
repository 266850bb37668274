"""The columns of a file that is mapped, whatever its format: of a table, or of features."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from geo.exchange.delimited import peek
from geo.exchange.feature import Extent
from geo.exchange.incoming import READERS, SPATIAL, Format
from geo.exchange.mapping import Mapping
from geo.exchange.mapping_guess import guess_mapping
from geo.exchange.mapping_words import folded
from geo.exchange.report import Report

_MOST_OTHERS: Final = 30


def peek_columns(
    path: Path, format: Format, encoding: str = ""
) -> tuple[tuple[str, ...], list[list[str]]]:
    """The names of a file's columns, and some of its rows under them.

    `format` is one of `geo.exchange.incoming.TAKES_MAPPING`. Both are empty for features of our
    own making, which need no mapping; `encoding` is that of a table where it is not UTF-8, empty
    to find it out; of several layers the first of others is shown. Raises
    `InputRefused` when nothing can be read.
    """
    if format not in SPATIAL:
        return peek(path, encoding=encoding)
    from geo.exchange.features import sample_of
    from geo.exchange.mapped import columns_of

    features = import_module(READERS[format]).features
    return columns_of(sample_of(features(path, Report(path.name), Extent())))


def guess_columns(
    format: Format, header: Sequence[str], rows: Sequence[Sequence[str]], file: str
) -> Mapping:
    """What columns most likely mean; where none names a source, `file` is the source.

    Of features a plain ``name`` is a title, and what means nothing is kept as text: nobody chose
    these columns, unlike those of a table.
    """
    guessed = guess_mapping(header, rows)
    if not guessed.source:
        guessed = dataclasses.replace(guessed, default_source=file)
    if format not in SPATIAL:
        return guessed
    used = set(guessed.columns().values())
    if not guessed.title:
        name = next((one for one in header if folded(one) == "name" and one not in used), "")
        guessed = dataclasses.replace(guessed, title=name)
        used.add(name)
    rest = tuple(one for one in header if one not in used)
    return dataclasses.replace(guessed, others=rest[:_MOST_OTHERS])
