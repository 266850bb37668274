"""The parser all commands share, and the types of their arguments."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, NoReturn

from geo.exchange.plain_text import plain

Commands = Any
"""What `argparse.ArgumentParser.add_subparsers` returns; its class is private."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SIZE: Final = re.compile(r"(\d{1,5})[xX×](\d{1,5})", re.ASCII)
_NEGATIVE_VALUE: Final = re.compile(r"-[\d.]")
_TAKES_NEGATIVE: Final = ("--bbox", "--view")


class Parser(argparse.ArgumentParser):
    """An argument parser without abbreviations, whose messages cannot steer a terminal."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**options, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Print one line and where to read more; exit code 2."""
        self.exit(2, f"{self.prog}: {plain(message)}\nTry: {self.prog} --help\n")


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    summary: str,
    description: str,
    example: str,
    store: bool = True,
) -> Parser:
    """A command with help, an example, and ``--store`` where it reads claims."""
    parser: Parser = commands.add_parser(
        name, help=summary, description=description, epilog=f"example:\n  {example}"
    )
    parser.set_defaults(run=run, parser=parser)
    if store:
        # Not given here, it keeps what stands before the command's name.
        add_store(parser, argparse.SUPPRESS)
    return parser


def add_store(parser: argparse.ArgumentParser, default: str | None) -> None:
    """The option ``--store``."""
    parser.add_argument(
        "--store",
        metavar="STORE",
        default=default,
        help="SQLite file that `claim-atlas create` made, postgresql:// address, or folder with "
        "documents.csv, originators.csv, claims.csv and statements.csv, only to be read (default: "
        "$CLAIM_ATLAS_STORE, or your own store, made of the bundled claims on first use)",
    )


def with_negative_values(arguments: Sequence[str]) -> list[str]:
    """``--bbox -10,35,40,70`` as ``--bbox=-10,35,40,70``: argparse takes it for an option."""
    joined: list[str] = []
    waiting = list(arguments)
    while waiting:
        one = waiting.pop(0)
        if one == "--":
            return [*joined, one, *waiting]
        if one in _TAKES_NEGATIVE and waiting and _NEGATIVE_VALUE.match(waiting[0]):
            one = f"{one}={waiting.pop(0)}"
        joined.append(one)
    return joined


def day(text: str) -> date:
    """An ISO day."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2024-10-15") from None


def bbox(text: str) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees; west greater than east crosses the antimeridian."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not four numbers; write west,south,east,north, e.g. 22,44,41,53"
        ) from None
    return west, south, east, north


def size(text: str) -> tuple[int, int]:
    """Width and height in pixels, or a size by its name."""
    from geo.briefing.forms import SIZES

    if text in SIZES:
        return SIZES[text]
    found = _SIZE.fullmatch(text)
    if not found:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a size; write it as 1920x1080, or name one: {', '.join(SIZES)}"
        )
    return int(found[1]), int(found[2])


def port(text: str) -> int:
    """A TCP port."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65_536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; give one from 1 to 65535")
    return int(text)


def country(text: str) -> str:
    """An ISO 3166 alpha-2 code, in capitals."""
    from geo.places.country_bounds import COUNTRY_BOUNDS

    code = text.upper()
    if code not in COUNTRY_BOUNDS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an ISO 3166 alpha-2 code; two letters such as UA, KP or GB"
        )
    return code


def days(text: str) -> int:
    """A number of days, 0 to 36,500."""
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= 36_500):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days, 0 to 36500")
    return int(text[:6])
