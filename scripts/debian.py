"""Debian's package manager, asked for what the tests need where the user may install packages."""

from __future__ import annotations

import os
import shutil
import subprocess


class NotInstalledError(RuntimeError):
    """Nothing could be installed; the message is the package manager's own, if it said anything."""


def apt_install(*packages: str) -> None:
    """Install packages, as root or through a sudo that asks no password.

    Raises `NotInstalledError` where neither is possible or apt could not do it.
    """
    apt = shutil.which("apt-get")
    if apt is None:
        raise NotInstalledError("")
    sudo: list[str] = []
    if os.geteuid() != 0:
        sudo = ["sudo", "-n"]
        allowed = shutil.which("sudo") and subprocess.run(
            [*sudo, "true"], capture_output=True, check=False
        )
        if not allowed or allowed.returncode != 0:
            raise NotInstalledError("")
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*sudo, apt, "-qq", *step],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        # A failed update is no failure yet: the lists may be good enough.
        if done.returncode != 0 and step[0] == "install":
            raise NotInstalledError(f"{done.stdout}{done.stderr}\n")
