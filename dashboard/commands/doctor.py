"""``claim-atlas doctor``: what is there, what is missing, what to do."""

from __future__ import annotations

import argparse
import json
import sys

from dashboard.commands.parsing import Commands, add_command
from geo.exchange.plain_text import pad, plain, width


def add(commands: Commands) -> None:
    """Describe the command."""
    parser = add_command(
        commands,
        "doctor",
        run,
        summary="versions, store, data files, fonts, browser: what is there and what to do",
        description="Look at everything Claim Atlas needs. Exit code 0 when the essentials are "
        "there, 1 when one of them is missing.",
        example="claim-atlas doctor",
    )
    parser.add_argument("--json", action="store_true", help="the same as data")


def run(args: argparse.Namespace) -> int:
    """Examine and report."""
    from dashboard.doctor import examine

    findings = examine(args.store)
    healthy = not any(one.essential and not one.ok for one in findings)
    if args.json:
        report = {"ok": healthy, "findings": [one.to_json() for one in findings]}
        sys.stdout.write(f"{json.dumps(report, ensure_ascii=False, indent=2)}\n")
        return 0 if healthy else 1
    widest = max(width(one.name) for one in findings)
    for one in findings:
        sys.stdout.write(f"{one.state:7}  {pad(one.name, widest)}  {plain(one.found)}\n")
        if one.remedy:
            sys.stdout.write(f"{' ' * (widest + 11)}→ {plain(one.remedy)}\n")
    sys.stdout.write(
        "Everything essential is there.\n"
        if healthy
        else "Something essential is missing; see the lines marked missing.\n"
    )
    return 0 if healthy else 1
