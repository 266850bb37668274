"""The measurements as Markdown tables."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import Any

from benchmarks.browser import Memory, Times
from benchmarks.exports import Exports
from benchmarks.measures import AtlasRun, Load, PlainRun, kilobytes


@dataclass
class Results:
    """All that was measured; what was left out is empty."""

    chromium: str = ""
    empty_load: Load | None = None
    empty: Times | None = None
    plain: dict[int, PlainRun] = field(default_factory=dict)
    atlas: dict[int, AtlasRun] = field(default_factory=dict)
    exports: Exports | None = None

    def to_json(self) -> dict[str, Any]:
        """Every single value, for a file."""
        return {"environment": environment(self.chromium), **asdict(self)}


def environment(chromium: str) -> str:
    """What it was measured with, in one line."""
    names = ("streamlit", "streamlit-folium", "folium")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"Python {platform.python_version()}, {packages}, Chromium {chromium} (headless), "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    )


def markdown(results: Results) -> str:
    """The report: environment, then one table for each question that was asked."""
    parts = [environment(results.chromium)]
    if results.atlas or results.plain:
        parts.append(_changes(results))
        parts.append(_loads(results))
    ours = list(results.atlas.values())
    if ours:
        parts.append(_memory(ours))
        parts.append(_moves(ours))
    if results.exports:
        parts.append(_exports(results.exports))
    return "\n\n".join(parts) + "\n"


def _changes(results: Results) -> str:
    floor = results.empty
    rows = []
    for n in sorted({*results.atlas, *results.plain}):
        ours, plain = results.atlas.get(n), results.plain.get(n)
        rows.append(
            [
                f"{n:,}",
                _time(plain.drawn) if plain else "–",
                _time(ours.drawn) if ours else "–",
                _ratio(plain.drawn, ours.drawn) if plain and ours else "–",
                _ratio(ours.drawn, floor) if ours and floor else "–",
                _time(ours.settled) if ours else "–",
                _size(ours.change_bytes) if ours else "–",
                _size(plain.change_bytes) if plain else "–",
            ]
        )
    head = [
        "claims", "plain folium app", "Claim Atlas", "times faster", "times the empty rerun",
        "whole page at rest", "sent per change", "sent by the plain app",
    ]  # fmt: skip
    title = "**Changed date filter → new symbols on the map**, ms, median (least)"
    empty = f"; an empty Streamlit rerun: {_time(floor)}" if floor else ""
    return f"{title}{empty}\n\n{_table(head, rows)}"


def _loads(results: Results) -> str:
    rows = []
    if results.empty_load:
        rows.append(["empty page", *_load(results.empty_load), "–"])
    rows += [
        [f"plain folium app, {n:,}", *_load(run.load), "–"]
        for n, run in sorted(results.plain.items())
    ]
    rows += [
        [f"Claim Atlas, {n:,}", *_load(run.load), f"{run.start_s:,.1f}"]
        for n, run in sorted(results.atlas.items())
    ]
    head = [
        "first visit", "ms", "Claim Atlas, KB", "streamlit-folium, KB", "Streamlit, KB",
        "WebSocket, KB", "first visitor of a fresh server, s",
    ]  # fmt: skip
    return f"**First load**, empty browser cache, claims read\n\n{_table(head, rows)}"


def _memory(runs: Sequence[AtlasRun]) -> str:
    rows = []
    for run in runs:
        pairs = [(run.before, run.after, name) for name in ("heap", "page", "server")]
        rows.append([f"{run.n:,}", *(_growth(*pair) for pair in pairs)])
    head = ["claims", "JavaScript heap", "the page's process", "the server's process"]
    changes = " and ".join(sorted({str(run.memory_changes) for run in runs}))
    return f"**Memory before → after {changes} changes**, MB\n\n{_table(head, rows)}"


def _moves(runs: Sequence[AtlasRun]) -> str:
    rows = []
    for run in runs:
        rows.append(
            [
                f"{run.n:,}",
                f"{_middle(run.moves, 'draw'):,.0f}",
                f"{_middle(run.moves, 'shown'):,.0f}",
                str(run.drag["reruns"]),
                str(run.drag["requests"]),
                str(run.drag["views"]),
                _time(run.popup),
            ]
        )
    head = [
        "claims", "claims drawn, ms", "jump to a zoom painted, ms", "reruns while dragging",
        "requests", "reports of the view", "popup open, ms",
    ]  # fmt: skip
    return f"**Pan, zoom, popup**\n\n{_table(head, rows)}"


def _exports(exports: Exports) -> str:
    folium = _time(exports.folium) if exports.folium else "no driver here"
    rows = [
        ["`claim-atlas brief --format png`, from its start", _time(exports.cold)],
        *([f"{name}, warm", _time(times)] for name, times in exports.warm.items()),
        ["a headless browser's screenshot of the folium map, with its start", _time(exports.fresh)],
        ["the same in a browser that is open", _time(exports.screenshot)],
        ["folium's own `_to_png`", folium],
    ]
    return f"**Export**, bundled claims, median (least)\n\n{_table(['briefing', 'ms'], rows)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def _time(times: Times) -> str:
    if len(times.values) == 1:
        return f"{times.values[0]:,.0f} (once)"
    return f"{times.median:,.0f} ({times.least:,.0f})"


def _ratio(slow: Times, fast: Times) -> str:
    ratio = slow.median / fast.median
    return f"{ratio:,.0f}" if ratio >= 20 else f"{ratio:.2f}"


def _size(size: float) -> str:
    return f"{size / 1000:,.0f} KB"


def _load(load: Load) -> list[str]:
    return [f"{load.milliseconds:,.0f}", *(f"{size:,.0f}" for size in kilobytes(load).values())]


def _growth(before: Memory, after: Memory, name: str) -> str:
    values = [getattr(one, name) for one in (before, after)]
    return " → ".join("–" if value is None else f"{value:,.0f}" for value in values)


def _middle(steps: Sequence[Mapping[str, float]], name: str) -> float:
    return Times(tuple(step[name] for step in steps)).median
