"""Claims as one CSV table: a row a claim, lists as JSON, harmless in a spreadsheet.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and claims
come from strangers. `protect` puts one apostrophe before such text and `unprotect` takes exactly
one away, so that nothing is lost on the way out and back. Text that begins with apostrophes before
such a sign gets one more, otherwise it would lose one of its own.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from typing import IO, Any, Final

from geo.claims.table import ClaimTable
from geo.exchange.records import FIELDS, Recorder

_SIGNS: Final = "=+\\-@\t\r\n＝＋－＠"
"""What starts a formula: the list of OWASP, "CSV Injection", with the full-width forms that East
Asian editions of spreadsheets accept."""

_RISKY: Final = re.compile(f"'*[{_SIGNS}]")
_PROTECTED: Final = re.compile(f"'+[{_SIGNS}]")


def protect(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula; `unprotect` is its inverse."""
    return f"'{text}" if _RISKY.match(text) else text


def unprotect(cell: str) -> str:
    """The text of a cell that `protect` made; other text comes back as it is."""
    return cell[1:] if _PROTECTED.match(cell) else cell


def write_claims_csv(table: ClaimTable, rows: Iterable[int], out: IO[str]) -> None:
    """Write a header and one record for each of `rows`; `out` must not translate line ends."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for row in rows:
        fields = record(table, row)
        writer.writerow([_cell(fields[name]) for name in FIELDS])


def _cell(value: Any) -> str:
    """One value as text: empty for null, ``true``/``false``, plain numbers, JSON for lists."""
    if value is None:
        return ""
    if isinstance(value, str):
        return protect(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
