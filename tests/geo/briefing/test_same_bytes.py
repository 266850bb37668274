"""The same input gives the same bytes: in another process, folder, locale and order of hashing."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.briefing import Form, render
from tests.geo.briefing.drawn import far_apart

SCRIPT = """
import hashlib, locale
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from geo.briefing import Form, render
from tests.geo.briefing.drawn import far_apart
for form in (Form.PDF, Form.SVG, Form.PNG):
    content = render(far_apart(handling="우수리스크 only"), form, (1280, 720))
    print(form, hashlib.sha256(content).hexdigest())
"""


def here() -> dict[str, str]:
    return {
        str(form): hashlib.sha256(
            render(far_apart(handling="우수리스크 only"), form, (1280, 720))
        ).hexdigest()
        for form in (Form.PNG, Form.SVG, Form.PDF)
    }


@pytest.mark.parametrize(("seed", "language"), [("1", "C"), ("77", "de_DE.UTF-8")])
def test_another_process_gives_the_same_bytes(
    seed: str, language: str, repo_root: Path, tmp_path: Path
) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(repo_root),
        "PYTHONHASHSEED": seed,
        "LC_ALL": language,
        "TZ": "Asia/Vladivostok",
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert dict(line.split() for line in done.stdout.splitlines()) == here()


def test_what_was_drawn_before_changes_nothing() -> None:
    first = here()
    render(far_apart(title="Ещё одно название ŁŻ"), Form.PDF, (640, 360))
    assert here() == first
