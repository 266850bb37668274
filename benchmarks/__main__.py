"""``python -m benchmarks``: measure in a real browser and print Markdown tables.

Progress goes to stderr; nothing is written unless ``--json`` names a file. ``--quick`` takes a
minute or two and is noisy; the whole takes about twenty minutes, most of them spent by the plain
app on 10,000 markers and by reading 1,000,000 claims.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import measures
from benchmarks.browser import chromium
from benchmarks.exports import exports
from benchmarks.report import Results, markdown
from benchmarks.synthetic import write_store
from scripts.chromium import NoChromiumError

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
QUICK_SIZES = (100, 10_000)
PARTS = ("empty", "plain", "atlas", "export")
MEMORY_CHANGES = 50
QUICK_MEMORY_CHANGES = 2


def main(arguments: list[str]) -> int:
    """Measure what was asked for; 1 where there is no browser."""
    args = _parser().parse_args(arguments)
    sizes = args.sizes or (QUICK_SIZES if args.quick else SIZES)
    results = Results()
    try:
        with tempfile.TemporaryDirectory() as folder, chromium() as browser:
            results.chromium = browser.version
            _measure(browser, Path(folder), sizes, args, results)
    except NoChromiumError as error:
        print(error, file=sys.stderr)
        return 1
    print(markdown(results))
    if args.json:
        args.json.write_text(json.dumps(results.to_json(), indent=2) + "\n", "utf-8")
    return 0


def _measure(
    browser: Browser,
    folder: Path,
    sizes: tuple[int, ...],
    args: argparse.Namespace,
    results: Results,
) -> None:
    parts = args.only or PARTS
    repetitions = args.repetitions or (5 if args.quick else 15)
    began = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {text}", file=sys.stderr, flush=True)

    if "empty" in parts:
        results.empty_load, results.empty = measures.empty(browser, repetitions, say)
    for n in sizes:
        store = folder / str(n)
        wanted = "atlas" in parts or ("plain" in parts and n <= measures.PLAIN_MOST)
        if wanted:
            write_store(store, n)
        if "plain" in parts and n <= measures.PLAIN_MOST and not (args.quick and n > 1_000):
            results.plain[n] = measures.plain(browser, store, n, min(repetitions, 5), say)
        if "atlas" in parts:
            again = QUICK_MEMORY_CHANGES if args.quick else MEMORY_CHANGES
            results.atlas[n] = measures.atlas(browser, store, n, repetitions, again, say)
    if "export" in parts:
        results.exports = exports(browser, folder, 2 if args.quick else 5, say)
    say("done")


def _sizes(text: str) -> tuple[int, ...]:
    try:
        sizes = tuple(int(part.replace("_", "")) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: give numbers such as 100,1000") from None
    if min(sizes) < 10:
        raise argparse.ArgumentTypeError("give sizes of 10 claims or more")
    return tuple(sorted(sizes))


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r}: give a whole number from 1")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, metavar="N,N", help="numbers of synthetic claims")
    parser.add_argument("--quick", action="store_true", help="fewer sizes and repetitions")
    parser.add_argument(
        "--repetitions", type=_positive, metavar="K", help="changes of each app (default: 15)"
    )
    parser.add_argument(
        "--only", action="append", choices=PARTS, help="measure this alone; may be repeated"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every value there")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
