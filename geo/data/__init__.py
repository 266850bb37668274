"""World reference data: built by `scripts/build_data.py`, shipped with the package.

`manifest()` names each file with its sources, versions, licences and SHA-256; `data_path` is the
one way to a file, so that a missing or damaged one is reported in the same words everywhere.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.errors import DataFileError

FOLDER = Path(__file__).resolve().parent
REMEDY = (
    "Reinstall Claim Atlas, or in a clone run "
    "`python scripts/build_data.py --reference <folder of reference files>`."
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where data comes from: name, version and licence as they are to be cited."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """One shipped file: path below `geo/data`, size in bytes, SHA-256, builder and sources."""

    name: str
    bytes: int
    sha256: str
    built_by: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All shipped files and the attribution that maps made with them carry."""

    attribution: str
    files: tuple[DataFile, ...]


@cache
def manifest() -> Manifest:
    """Read `manifest.json`.

    Raises DataFileError if it is missing or cannot be read.
    """
    path = FOLDER / "manifest.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(
            DataFile(
                name=entry["name"],
                bytes=entry["bytes"],
                sha256=entry["sha256"],
                built_by=entry["built_by"],
                sources=tuple(Source(**source) for source in entry["sources"]),
            )
            for entry in content["files"]
        )
        return Manifest(attribution=content["attribution"], files=files)
    except FileNotFoundError:
        raise DataFileError(f"The data manifest {path} is missing. {REMEDY}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFileError(
            f"The data manifest {path} cannot be read: {error}. {REMEDY}"
        ) from error


def data_path(name: str) -> Path:
    """The path of a shipped file such as "areas.npz" or "basemap/low.topo.json.gz".

    Raises DataFileError if the manifest does not list it, or it is missing or of another size.
    The checksum is left to `damaged_files`: reading every byte on each start would cost more than
    it tells.
    """
    listed = {file.name: file for file in manifest().files}
    if name not in listed:
        known = ", ".join(sorted(listed))
        raise DataFileError(f"There is no data file {name!r}; the manifest lists {known}.")
    path = FOLDER / name
    if not path.is_file():
        raise DataFileError(f"The data file {path} is missing. {REMEDY}")
    size = path.stat().st_size
    if size != listed[name].bytes:
        raise DataFileError(
            f"The data file {path} has {size} bytes instead of {listed[name].bytes}. {REMEDY}"
        )
    return path


def damaged_files() -> list[str]:
    """One sentence per file that is missing or differs from its checksum; empty if all is well."""
    sentences = []
    for file in manifest().files:
        try:
            content = data_path(file.name).read_bytes()
        except DataFileError as error:
            sentences.append(str(error))
            continue
        if hashlib.sha256(content).hexdigest() != file.sha256:
            sentences.append(f"The data file {file.name} differs from its checksum. {REMEDY}")
    return sentences
