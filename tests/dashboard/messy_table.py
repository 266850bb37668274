"""A table as people send it: an old encoding, semicolons, a title, a header twice, bad rows."""

from __future__ import annotations

from pathlib import Path

HOSTILE = "<img src=x onerror=\"document.title='broken'\"> **bold** `${alert(1)}`"

HEADER = "Nr;Datum;Ort;Was ist passiert;Quelle;Tote;Link;Bemerkung [x](javascript:alert(1))"

ROWS = (
    "Liste der Vorfälle;;;;;;;",
    HEADER,
    "1;05.10.2024;Kursk;Drohnenangriff auf ein Öllager im Süden der Stadt;Süddeutsche Zeitung;"
    ">= 3;https://example.org/a;NULL",
    "2;06.10.2024;Poltava;Raketeneinschlag auf einem Übungsplatz;Die Welt;about 10;NULL;=SUM(A1)",
    "3;31.02.2024;Donetsk;Beschuss;Die Welt;2;;",
    HEADER,
    f"4;07.10.2024;Nirgendhausen am See;{HOSTILE.replace(chr(34), chr(39))};TASS;NULL;;x",
    "6;09.10.24;Sumy;Angriff mit Gleitbomben;Ukrinform;4;;",
    '7;10.10.2024;Kharkiv;"Zeile eins',
    'Zeile zwei mit ""Zitat""";Ukrinform;5-7;;',
    ";11.10.2024;Belgorod;Luftabwehr über der Stadt;;3;;",
)
"""Four rows can be used; refused are a day that does not exist, a year of two digits, and a row
without a source."""

USABLE = 4
REFUSED = 3


def write_messy(folder: Path) -> Path:
    """The table as a file in Windows-1252 with the line ends of that system."""
    path = folder / "messy.csv"
    path.write_bytes(b"".join(row.encode("cp1252") + b"\r\n" for row in ROWS))
    return path
