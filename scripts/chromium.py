"""Find the browser that the browser tests and benchmarks drive, and get it where that is possible.

``python -m scripts.chromium`` prints where it is. With ``--install`` it first asks Debian's
package manager for one, when there is none and the user may install packages. Playwright's own
download is never started: it comes from an address that closed networks do not reach.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from scripts.debian import NotInstalledError, apt_install

ENVIRONMENT = "CLAIM_ATLAS_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name is looked up at all: whatever a page asks of another host fails inside the browser.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)
"""Arguments for a headless browser that keeps to this machine, also as root and in a container."""

REMEDY = f"""\
The browser tests need Chromium or Chrome, and there is none on this machine.
  Debian, Ubuntu:  sudo apt-get install chromium
  macOS:           brew install --cask chromium
  anywhere:        .venv/bin/playwright install chromium
  or name one:     {ENVIRONMENT}=/path/to/chrome make test"""


class NoChromiumError(RuntimeError):
    """There is no browser to drive; the message says how to get one."""


def find_chromium() -> Path | None:
    """Path of a Chromium or Chrome on this machine, or None.

    Looks at the environment variable, the search path, the usual place on macOS, and at what
    Playwright may have downloaded earlier.
    """
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    for application in MAC_APPLICATIONS:
        if Path(application).is_file():
            return Path(application)
    return _playwrights_own()


def require_chromium() -> Path:
    """As `find_chromium`, but raises `NoChromiumError` where there is none."""
    found = find_chromium()
    if found is None:
        raise NoChromiumError(REMEDY)
    return found


def install() -> None:
    """Ask apt for Chromium. Raises `NoChromiumError` where that is not possible."""
    print("Installing Chromium for the browser tests (once; a minute or two) ...", flush=True)
    try:
        apt_install("chromium")
    except NotInstalledError as error:
        raise NoChromiumError(f"{error}{REMEDY}") from error


def _playwrights_own() -> Path | None:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return None
    try:
        with sync_playwright() as playwright:
            path = Path(playwright.chromium.executable_path)
    except Error:
        return None
    return path if path.is_file() else None


def main(arguments: list[str]) -> int:
    """Print the path; 1 and a remedy on stderr where there is no browser."""
    try:
        if "--install" in arguments and find_chromium() is None:
            install()
        found = require_chromium()
    except NoChromiumError as error:
        print(error, file=sys.stderr)
        return 1
    if "--install" not in arguments:
        print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
