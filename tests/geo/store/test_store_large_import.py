"""100,000 rows: memory stays within bounds, and who cancels finds the store as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from geo.store.engine import Store
from geo.store.history import change_log
from tests.geo.store.store_writers import where_is

DATABASES = ("sqlite", "postgresql")

CLAIMS = 50_000
"""Each with a statement of 2 kilobytes: 100,000 rows, 100 MB."""

IMPORT = """
import json, resource, sys
from geo.claims.dates import read_date
from geo.errors import ClaimAtlasError
from geo.places.gazetteer import load_gazetteer
from geo.store.contents import revision
from geo.store.fill import take_in
from geo.store.opening import open_store
from geo.store.records import By
from tests.geo.store.store_makers import claim, statement

where, rows = sys.argv[1], int(sys.argv[2])
store = open_store(where, gazetteer=load_gazetteer)

def records(number, name, cancel=False):
    for n in range(number):
        id = f"{name}-{n}"
        yield claim(id, place="ussuriysk")
        yield statement(f"{id}-s", id, note=f"{n:09} " * 200)
    if cancel:
        raise ClaimAtlasError("enough")

def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

by = By("Ada", "to try it")
take_in(store, records(6_000, "first"), by)  # everything is loaded, and one portion was held
before_mb, before = peak_mb(), revision(store)
try:
    take_in(store, records(7_000, "all", cancel=True), by)
except ClaimAtlasError:
    cancelled = revision(store) == before
made, taken = take_in(store, records(rows, "all"), by)
print(json.dumps([cancelled, peak_mb() - before_mb, made.records, taken.added]))
"""


def test_a_large_import_needs_little_memory(store: Store, repo_root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, where_is(store), str(CLAIMS)],
        cwd=repo_root,
        env={**os.environ, "PYTHONPATH": str(repo_root)},
        capture_output=True,
        text=True,
        check=True,
    )
    cancelled, grown_mb, records, added = json.loads(done.stdout)
    assert cancelled
    assert (records, added) == (2 * CLAIMS, 2 * CLAIMS)
    # The ids of all rows are kept until the end; of their contents never more than a portion.
    assert grown_mb < 60
    assert len(change_log(store)) == 3
