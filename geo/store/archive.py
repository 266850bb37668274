"""The archive that a backup is: its manifest, and reading it without trusting it.

A ZIP file with the database, what belongs beside it, and ``manifest.json`` with the size and
SHA-256 of each. Nothing is read beyond the size that the manifest announces, and no name in the
archive ever becomes a path.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import lzma
import os
import re
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from geo.errors import StoreError
from geo.store.opening import sync_folder

FORMAT: Final = 1
DATABASE: Final = "claims.db"
MANIFEST: Final = "manifest.json"
_LARGEST_MANIFEST: Final = 100_000
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Held:
    """A file in a backup: its size in bytes and its SHA-256."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says about itself; `files` goes by the names in the archive."""

    made_at: str
    schema: str
    revision: str
    changes: int
    files: Mapping[str, Held]


def measure(path: Path) -> Held:
    """Size and hash of a file."""
    with path.open("rb") as file:
        return Held(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def write_archive(path: Path, backup: Backup, files: Mapping[str, Path]) -> None:
    """Write the manifest and the files that it names."""
    about = {"format": FORMAT, **asdict(backup)}
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
        out.writestr(MANIFEST, json.dumps(about, indent=2) + "\n")
        for name, source in files.items():
            out.write(source, name)


def check_backup(path: Path) -> Backup:
    """Read a whole backup and compare it with its manifest. Raises `StoreError` if it differs."""
    with opened(path) as (archive, backup):
        for name in backup.files:
            for _ in _blocks(archive, backup, name):
                pass
    return backup


_UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError)
"""What `zipfile` raises for a damaged archive; RuntimeError also for one that is encrypted or
packed in a way it does not know."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Backup]]:
    """A backup with its manifest. Raises `StoreError` for what is none, or is not whole."""
    shown = repr(str(path))
    try:
        with _archive(path) as archive:
            yield archive, _manifest(archive)
    except FileNotFoundError:
        raise StoreError(f"backup {shown} does not exist. Check the name.") from None
    except _Damage as damage:
        raise StoreError(f"backup {shown} {damage}. Use another.") from damage
    except _UNREADABLE as error:
        raise StoreError(f"{shown} is no backup, or a damaged one ({error}).") from error


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (ValueError, NotImplementedError) as error:  # names or fields that are none
        raise _Damage(f"is no archive that can be read ({type(error).__name__})") from error


def unpack(archive: zipfile.ZipFile, backup: Backup, name: str, target: Path) -> None:
    """Write one file of a backup to a new file, checked on the way."""
    with target.open("xb") as out:
        for block in _blocks(archive, backup, name):
            out.write(block)
        out.flush()
        os.fsync(out.fileno())


class _Damage(Exception):
    """What is wrong with a backup."""


def _manifest(archive: zipfile.ZipFile) -> Backup:
    try:
        with archive.open(MANIFEST) as file:
            about = json.loads(file.read(_LARGEST_MANIFEST))
        if about["format"] != FORMAT:
            raise _Damage("is of a format that only a newer Claim Atlas knows")
        files = {
            str(name): Held(int(one["bytes"]), str(one["sha256"]))
            for name, one in about["files"].items()
        }
        backup = Backup(
            made_at=_moment(about["made_at"]),
            schema=str(about["schema"]),
            revision=_hash(about["revision"]),
            changes=int(about["changes"]),
            files=files,
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise _Damage(f"has no manifest that can be read ({type(error).__name__})") from error
    if DATABASE not in files:
        raise _Damage("holds no store")
    return backup


def _moment(text: str) -> str:
    """A moment in UTC as we write it; the manifest may come from a stranger, and is shown."""
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC).isoformat(timespec="seconds")


def _hash(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError("is no SHA-256")
    return text


def _blocks(archive: zipfile.ZipFile, backup: Backup, name: str) -> Iterator[bytes]:
    """One file in blocks. Raises `_Damage` when it is not as the manifest says."""
    wanted = backup.files[name]
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as file:
            while block := file.read(_BLOCK):
                size += len(block)
                if size > wanted.bytes:
                    raise _Damage(f"is damaged: {name} is longer than its manifest says")
                digest.update(block)
                yield block
    except KeyError as error:
        raise _Damage(f"is damaged: {name} is missing") from error
    except OSError as error:
        if error.errno is not None:  # the disk's own
            raise
        raise _Damage(f"is damaged: {name} cannot be unpacked ({error})") from error
    if (size, digest.hexdigest()) != (wanted.bytes, wanted.sha256):
        raise _Damage(f"is damaged: the checksum of {name} differs")


@contextmanager
def scratch(target: Path) -> Iterator[Path]:
    """A new folder beside `target` for unfinished work, removed with all that is left in it.

    Raises `StoreError` when the disk refuses anything that is done in the block.
    """
    folder = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        folder.mkdir(parents=True)
        yield folder
    except OSError as error:
        raise StoreError(
            f"{str(target)!r} cannot be written: {error.strerror or error}. Free some space, or "
            "name another file."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put(new: Path, target: Path) -> None:
    """Give a finished file its name for good."""
    with new.open("rb+") as file:  # Windows syncs only what may be written
        os.fsync(file.fileno())
    target.parent.mkdir(parents=True, exist_ok=True)
    new.replace(target)
    sync_folder(target.parent)
