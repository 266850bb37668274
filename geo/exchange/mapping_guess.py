"""What the columns of a table most likely mean, by their names and by some of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Values
from dataclasses import replace
from typing import Any

from geo.errors import ModelError
from geo.exchange import cells
from geo.exchange.cell_dates import Order, cell_date, order_of
from geo.exchange.mapping import COLUMN_FIELDS, Mapping
from geo.exchange.mapping_words import WORDS, folded


def guess_mapping(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping:
    """What columns most likely mean, by their names in several languages and by some of their rows.

    Whatever a person can see to be wrong is theirs to mend: a guess names a column once.
    """
    columns = {
        name: [cells.text_of(row[position].strip()) for row in rows if position < len(row)]
        for position, name in enumerate(header)
    }
    chosen: dict[str, str] = {}
    scores = [
        (score, -position, meaning, name)
        for position, name in enumerate(header)
        for meaning, score in _meanings(folded(name))
        if _fits(meaning, columns[name])
    ]
    for _, _, meaning, name in sorted(scores, reverse=True):
        if meaning not in chosen and name not in chosen.values():
            chosen[meaning] = name
    _by_values(chosen, columns)
    order = order_of(columns[chosen["date"]]) if "date" in chosen else Order.UNKNOWN
    fields: dict[str, Any] = {k: v for k, v in chosen.items() if k in COLUMN_FIELDS}
    guessed = Mapping(**fields)
    if order in (Order.DAY_FIRST, Order.MONTH_FIRST):
        guessed = replace(guessed, date_order=order.value)
    unit = _unit_of(chosen)
    return replace(guessed, default_unit=unit) if unit else guessed


def _meanings(name: str) -> Iterator[tuple[str, int]]:
    """What a folded name may mean, with a score: the whole name beats its first or last word."""
    for meaning, words in WORDS.items():
        best = 0
        for rank, word in enumerate(words):
            if name == word:
                best = max(best, 1_000 - rank)
            elif f" {word} " in f" {name} " and len(word) > 2:
                best = max(best, 500 - rank - len(name))
        if best:
            yield meaning, best


def _fits(meaning: str, values: Sequence[str]) -> bool:
    """Whether values do not speak against a meaning; a column without any fits."""
    some = [one for one in values if one][:100]
    if not some:
        return True
    checks: Values[str, Callable[[str], bool]] = {
        "lon": lambda one: _is(lambda: cells.degrees(one, -180.0, 180.0)),
        "lat": lambda one: _is(lambda: cells.degrees(one, -90.0, 90.0)),
        "point": lambda one: _is(lambda: cells.point(one)),
        "date": _is_date, "date_end": _is_date, "published": _is_date,
        "url": lambda one: one.lower().startswith(("http://", "https://")),
        "low": lambda one: _is(lambda: cells.amount(one)),
        "best": lambda one: _is(lambda: cells.amount(one)),
        "high": lambda one: _is(lambda: cells.amount(one)),
        "summary": lambda one: not _is(lambda: cells.number(one)),
        "place": lambda one: not _is(lambda: cells.number(one)),
        "source": lambda one: not _is(lambda: cells.number(one)),
    }  # fmt: skip
    check = checks.get(meaning)
    return check is None or sum(map(check, some)) * 2 >= len(some)


def _is(read: Callable[[], object]) -> bool:
    try:
        read()
    except (ValueError, ModelError):
        return False
    return True


def _is_date(cell: str) -> bool:
    return _is(lambda: cell_date(cell, Order.DAY_FIRST)) or _is(
        lambda: cell_date(cell, Order.MONTH_FIRST)
    )


def _by_values(chosen: dict[str, str], columns: dict[str, list[str]]) -> None:
    """What names did not tell: dates, addresses, points and the longest text by their look."""
    free = {k: [one for one in v if one] for k, v in columns.items() if k not in chosen.values()}
    signs: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("point", lambda one: one.upper().startswith("POINT")),
        ("url", lambda one: one.lower().startswith(("http://", "https://"))),
        ("date", lambda one: len(one) >= 8 and _is_date(one)),
    )
    for meaning, sign in signs:
        if meaning in chosen or (meaning == "point" and "lon" in chosen):
            continue
        for name, some in free.items():
            if some and sum(map(sign, some)) * 10 >= len(some) * 9:
                chosen[meaning] = name
                free.pop(name)
                break
    if "summary" not in chosen:
        lengths = {name: _mean_length(some) for name, some in free.items()}
        longest = max(lengths, key=lambda name: lengths[name], default="")
        if longest and lengths[longest] >= 20:
            chosen["summary"] = longest
    if "place" in chosen and "summary" not in chosen and "title" in chosen:
        chosen["summary"] = chosen.pop("title")


def _mean_length(some: Iterable[str]) -> float:
    words = [len(one) for one in some if " " in one and not one.lower().startswith("http")]
    return sum(words) / len(words) if words else 0.0


def _unit_of(chosen: dict[str, str]) -> str:
    """What a column of figures counts, by its name."""
    names = " ".join(folded(chosen[one]) for one in ("low", "best", "high") if one in chosen)
    for unit, words in (
        ("deaths", r"kill|dead|death|fatal|tewas|meninggal|загин|погиб|убит|사망"),
        ("injured", r"injur|wound|luka|поранен|ранен|부상"),
        ("soldiers", r"soldier|troop|tentara|prajurit|солдат|військ|військов|солдаты|병력|군인"),
        ("casualties", r"casualt|korban|жертв|втрат|потер"),
    ):
        if re.search(words, names):
            return unit
    return ""
