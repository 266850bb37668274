"""``claim-atlas check``: validation alone, every refused row with its remedy."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dashboard.commands.output import count, say
from dashboard.commands.parsing import Commands, add_command
from dashboard.stores import (
    STORE_FILES,
    StoreAt,
    StoreKind,
    is_database,
    store_at,
)
from geo.errors import ClaimAtlasError, Problem
from geo.exchange.plain_text import plain

RECOGNISED = (
    f"Claim Atlas checks a gazetteer (a CSV file with its columns), a store (a SQLite file) and a "
    f"folder with {', '.join(STORE_FILES)}."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was checked: where it is, how many things were accepted, what was not."""

    target: str
    accepted: dict[str, int]
    problems: tuple[Problem, ...]

    def summary(self) -> str:
        """``"seeds: 37 claims, 66 statements accepted; nothing refused"``."""
        counted = ", ".join(count(n, what[:-1], what) for what, n in self.accepted.items())
        counted = counted or "nothing"
        refused = count(len(self.problems), "problem") if self.problems else "nothing refused"
        return f"{self.target}: {counted} accepted; {refused}"


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "check",
        run,
        summary="validate claims or a gazetteer without using them",
        description="Check the store and the gazetteer, or the one file or folder that is named. "
        "Every refused row is listed on stdout with its file, row, column, value and remedy; "
        "exit code 1 when there is any.",
        example="claim-atlas check my-claims/",
    )
    parser.add_argument(
        "target",
        nargs="?",
        metavar="FILE|FOLDER",
        help="a gazetteer, store or folder of claims",
    )
    parser.add_argument("--json", action="store_true", help="an array, one object a thing checked")


def run(args: argparse.Namespace) -> int:
    """Check and report."""
    if args.target is not None:
        target = Path(args.target).expanduser()
        checked = [_check(target)]
    else:
        from geo.places.table import bundled_path

        checked = [_check_claims(store_at(args.store)), _check_gazetteer(bundled_path())]
    if args.json:
        dumped = json.dumps([asdict(one) for one in checked], ensure_ascii=False, indent=2)
        sys.stdout.write(f"{dumped}\n")
    else:
        for one in checked:
            for problem in one.problems:
                sys.stdout.write(f"{plain(problem.sentence())}\n")
    for one in checked:
        say(one.summary())
    return 1 if any(one.problems for one in checked) else 0


def _check(target: Path) -> Checked:
    """Recognise what `target` is and check it."""
    if target.is_dir():
        if any((target / name).is_file() for name in STORE_FILES):
            return _check_claims(StoreAt(StoreKind.FOLDER, str(target)))
        if (target / "gazetteer.csv").is_file():
            return _check_gazetteer(target / "gazetteer.csv")
        raise ClaimAtlasError(f"{str(target)!r} holds nothing that can be checked. {RECOGNISED}")
    if not target.is_file():
        raise ClaimAtlasError(f"{str(target)!r} does not exist. {RECOGNISED}")
    if is_database(target):
        return _check_claims(StoreAt(StoreKind.FILE, str(target)))
    kind = _kind(_header(target))
    if kind is None:
        raise ClaimAtlasError(f"{str(target)!r} has a header of another kind. {RECOGNISED}")
    if kind == "gazetteer.csv":
        return _check_gazetteer(target)
    if target.name != kind:
        raise ClaimAtlasError(
            f"{str(target)!r} looks like {kind}, which is checked with the files it refers to. "
            f"Name it {kind}, put it beside the others, and check their folder."
        )
    say(f"{target.name} refers to the other files, so its whole folder is checked")
    return _check_claims(StoreAt(StoreKind.FOLDER, str(target.parent)))


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        try:
            return [cell.strip() for cell in next(csv.reader(file), [])]
        except csv.Error:
            return []


def _kind(header: Sequence[str]) -> str | None:
    """The file whose columns `header` names most of, or ``None`` if less than half of any."""
    from geo.exchange import seed_rows
    from geo.places.rows import COLUMNS

    kinds = {
        "gazetteer.csv": COLUMNS,
        "documents.csv": seed_rows.DOCUMENT_COLUMNS,
        "originators.csv": seed_rows.ORIGINATOR_COLUMNS,
        "claims.csv": seed_rows.CLAIM_COLUMNS,
        "statements.csv": seed_rows.STATEMENT_COLUMNS,
    }
    shares = {
        name: len(set(header) & set(columns)) / len(columns) for name, columns in kinds.items()
    }
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= 0.5 else None


def _check_claims(store: StoreAt) -> Checked:
    """The claims of a folder, or of a store, whose history is checked as well."""
    from dashboard.loading import load_claims

    broken = _faults(store) if store.keeps_history else []
    if broken:
        return Checked(store.name, {}, tuple(broken))
    loaded = load_claims(store)
    dataset = loaded.dataset
    accepted = {
        "claims": len(dataset.claims),
        "statements": len(dataset.statements),
        "documents": len(dataset.documents),
        "originators": len(dataset.originators),
    }
    if dataset.places:
        accepted["places"] = len(dataset.places)
    return Checked(store.name, accepted, loaded.problems)


def _faults(store: StoreAt) -> list[Problem]:
    """What is wrong with a store as such."""
    from geo.store.opening import open_store
    from geo.store.verify import faults

    remedy = f"Put back a backup: claim-atlas restore --store {store.name} --replace BACKUP."
    found = faults(open_store(store.where, read_only=True))
    name = store.name if store.path is None else store.path.name
    return [Problem(name, None, None, "", one, remedy) for one in found]


def _check_gazetteer(path: Path) -> Checked:
    from geo.places.gazetteer import load_gazetteer

    gazetteer = load_gazetteer(path)
    unknown = _unknown_areas(path, ((p.id, p.area) for p in gazetteer.places if p.area))
    accepted = {"places": len(gazetteer.places) - len(unknown)}
    return Checked(str(path), accepted, (*gazetteer.problems, *unknown))


def _unknown_areas(path: Path, areas: Iterable[tuple[str, str]]) -> list[Problem]:
    """Areas that are written well but that no polygon answers to."""
    from geo.errors import UnknownAreaError
    from geo.places.regions import load_regions

    regions = load_regions()
    problems = []
    for place, area in areas:
        try:
            regions.area(area)
        except UnknownAreaError as error:
            message = f"(of {place}) names no known area."
            problems.append(Problem(path.name, None, "area", area, message, str(error)))
    return problems
