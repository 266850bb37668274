"""A KML document as a stream of placemarks; nothing else of it is held.

The parser is `defusedxml`'s: it refuses entities and whatever lies outside the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder  # `defusedxml` reads

from defusedxml.ElementTree import DefusedXMLParser

from geo.exchange.kml_parts import local_name

DEEPEST: Final = 100
"""Elements in elements; nobody has as many, and each costs memory."""

_PORTION: Final = 1 << 16


class KmlStructureError(ValueError):
    """The document is no KML, or nested too deeply."""


def placemarks(file: IO[bytes]) -> Iterator[tuple[Element, str]]:
    """Each placemark, and the names of the folders it lies in.

    Raises `KmlStructureError`, `xml.etree.ElementTree.ParseError` where the file is no XML, and
    `defusedxml.DefusedXmlException` for entities.
    """
    target = _Target()
    parser = DefusedXMLParser(target=target)
    while portion := file.read(_PORTION):
        try:
            parser.feed(portion)
        except ParseError:
            yield from target.taken()  # what stood before the fault
            raise
        yield from target.taken()
    parser.close()


class _Target:
    """Is told of every element; builds those of placemarks."""

    def __init__(self) -> None:
        self._done: list[tuple[Element, str]] = []
        self._path: list[str] = []
        self._folders: list[list[str]] = []
        self._builder: TreeBuilder | None = None
        self._inside = 0

    def taken(self) -> list[tuple[Element, str]]:
        """The placemarks that have been read since this was asked for last."""
        done, self._done = self._done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local_name(tag)
        if not self._path and name != "kml":
            raise KmlStructureError(f"is XML of another kind (<{name[:80]}>).")
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise KmlStructureError(f"is nested deeper than {DEEPEST} levels.")
        if name == "Placemark":
            self._inside += 1
            if self._builder is None:
                self._builder = TreeBuilder()
        elif name == "Folder":
            self._folders.append([])
        if self._builder is not None:
            self._builder.start(tag, attributes)

    def data(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)
        elif self._path[-2:] == ["Folder", "name"]:
            self._folders[-1].append(text)

    def end(self, tag: str) -> None:
        name = self._path.pop()
        if name == "Folder":
            self._folders.pop()
        if self._builder is None:
            return
        self._builder.end(tag)
        self._inside -= name == "Placemark"
        if not self._inside:
            names = ("".join(parts).strip() for parts in self._folders)
            self._done.append((self._builder.close(), " / ".join(filter(None, names))))
            self._builder = None

    def close(self) -> None:
        """Nothing is left to be done at the end of the document."""
