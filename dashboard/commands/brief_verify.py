"""``claim-atlas brief --verify``: does the store still give this picture?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.output import say
from geo.errors import ExportError

if TYPE_CHECKING:
    from geo.briefing.facts import Facts


def verify(file: str, store: str | None) -> int:
    """Draw the file again with what it says about itself; 0 when the bytes are the same."""
    from dashboard.briefs import made, wish_of
    from dashboard.commands.atlas import read_table
    from geo.briefing.brief import check_size
    from geo.briefing.readback import MAX_FILE, facts_in

    path = Path(file)
    try:
        if path.stat().st_size > MAX_FILE:
            raise ExportError(f"{file!r} is too large for a brief. Name another file.")
        content = path.read_bytes()
    except OSError as error:
        raise ExportError(f"cannot read {file!r}: {error.strerror}. Name another file.") from error
    facts = facts_in(content)
    size = (facts.width_px, facts.height_px)
    check_size(*size)
    wish = wish_of(facts.recipe, facts.title)
    table = read_table(store, wish.as_known, wish.as_recorded, wish.boundary)
    again = made(wish, table, facts.form, size)
    if again == content:
        say(f"the same: data {facts.revision[:12]}, version {facts.version} give this file")
        return 0
    say("not the same")
    for line in differences(facts, facts_in(again)):
        say(f"  {line}")
    return 1


def differences(then: Facts, now: Facts) -> list[str]:
    """What has changed since the file was written, in words."""
    found = []
    if then.revision != now.revision:
        found.append(f"data: then {then.revision[:12]}, now {now.revision[:12]}")
    if then.version != now.version:
        found.append(f"version: then {then.version}, now {now.version}")
    for name in sorted({*then.fonts, *now.fonts}):
        before, after = then.fonts.get(name), now.fonts.get(name)
        if before != after:
            what = "another file" if before and after else "used then" if before else "used now"
            found.append(f"font {name}: {what}")
    if not found:
        found.append(
            "data, version and fonts are the same: the file was changed after it was written, or "
            "other libraries drew it"
        )
    return found
