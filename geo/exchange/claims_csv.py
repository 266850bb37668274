"""Claims as one CSV table: a row a claim, lists as JSON, harmless in a spreadsheet.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, and claims
come from strangers. `protect` puts one apostrophe before such text and `unprotect` takes exactly
one away, so that nothing is lost on the way out and back. Text that begins with apostrophes before
such a sign gets one more, otherwise it would lose one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, Any, Final

from geo.claims.table import ClaimTable
from geo.exchange.records import FIELDS, Recorder, dump

_SIGNS: Final = "=+\\-@\t\r\n＝＋－＠"
"""What starts a formula: the list of OWASP, "CSV Injection", with the full-width forms that East
Asian editions of spreadsheets accept."""

_RISKY: Final = re.compile(f"'*[{_SIGNS}]")
_PROTECTED: Final = re.compile(f"'+[{_SIGNS}]")
_QUOTED: Final = re.compile('[,"\r\n]')


def protect(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula; `unprotect` is its inverse."""
    return f"'{text}" if _RISKY.match(text) else text


def unprotect(cell: str) -> str:
    """The text of a cell that `protect` made; other text comes back as it is."""
    return cell[1:] if cell[:1] == "'" and _PROTECTED.match(cell) else cell


def write_claims_csv(table: ClaimTable, rows: Iterable[int], out: IO[str]) -> None:
    """Write a header and one record for each of `rows`; `out` must not translate line ends."""
    recorder = Recorder(table)
    out.write(",".join(FIELDS) + "\n")
    for row in rows:
        fields = recorder.record(row)
        out.write(",".join([_cell(fields[name]) for name in FIELDS]) + "\n")


def _cell(value: Any) -> str:
    """One value as text: empty for null, ``true``/``false``, plain numbers, JSON for lists."""
    if value is None:
        return ""
    text = protect(value) if type(value) is str else dump(value)
    # Not csv.writer, which before Python 3.13 leaves a lone carriage return without quotes.
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
