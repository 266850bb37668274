"""The benchmark itself on a hundred claims: that it measures, not how fast."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.e2e
def test_the_map_is_measured_in_a_real_browser(repo_root: Path, tmp_path: Path) -> None:
    file = tmp_path / "values.json"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "benchmarks", "--quick", "--sizes", "100"),
            *("--only", "atlas", "--repetitions", "2", "--json", str(file)),
        ],
        cwd=repo_root,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "| 100 |" in done.stdout
    run = json.loads(file.read_text("utf-8"))["atlas"]["100"]
    assert len(run["drawn"]["values"]) == 2
    assert run["change_reruns"] == 1, "one message to the server for one change"
    assert run["change_requests"] == 0, "the claims are not fetched again"
    assert run["drag"]["reruns"] == 0, "panning and zooming do not ask Streamlit"
    assert run["load"]["bytes_by_group"]["Claim Atlas"] > 0
