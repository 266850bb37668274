"""JSON of any length, a value at a time: no more than the value that is read is held.

Values are decoded by the standard library at full speed. What it cannot hold (a nesting of a
thousand levels, a number of five thousand digits) is skipped and told, and reading goes on behind.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import IO, Any, Final

_PORTION: Final = 1 << 20
LONGEST_VALUE: Final = 1 << 26
"""Characters of one value: 64 million are 500,000 corners of a polygon, several times over."""

_SPACE: Final = re.compile(r"[ \t\r\n\x1e]*")  # RS begins a record of RFC 8142
_TOKEN: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?P<closed>"?)|[{}\[\]]', re.DOTALL)
_SCALAR: Final = re.compile(r"[^,\]}\s]*")


class JsonError(ValueError):
    """The text is not JSON from here on, or it ends too soon."""


class ValueSkippedError(ValueError):
    """One value could not be held; reading can go on behind it."""


class JsonStream:
    """A reader over the bytes of a JSON text in UTF-8.

    Bytes that are not UTF-8 come as lone surrogates. ``NaN`` and ``Infinity``, which many programs
    write although they are no JSON, come as floats.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._decode = json.JSONDecoder().raw_decode
        self._text = ""
        self._at = 0
        self._ended = False
        if self.peek() == "\ufeff":
            self._at += 1

    def peek(self) -> str:
        """The next character that is no white space, empty at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def take(self, character: str) -> bool:
        """Pass over `character` if it comes next."""
        if self.peek() != character:
            return False
        self._at += 1
        return True

    def expect(self, character: str) -> None:
        """Pass over `character`. Raises `JsonError` when something else comes."""
        if not self.take(character):
            found = self.peek()
            raise JsonError(f"{character!r} expected, {found!r} found" if found else "ends early")

    def value(self) -> Any:
        """The next value, whole.

        Raises `JsonError`, or `ValueSkippedError` when it could not be held.
        """
        if not self.peek():
            raise JsonError("ends early")
        while True:
            try:
                found, end = self._decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._fill():
                    raise JsonError(error.msg) from None
                continue
            except (RecursionError, ValueError) as error:
                self._skip()
                deep = isinstance(error, RecursionError)
                what = "is nested too deeply" if deep else f"cannot be held ({error})"
                raise ValueSkippedError(what) from None
            # A number at the end of what has been read may go on.
            if end == len(self._text) and self._fill():
                continue
            self._at = end
            return found

    def _fill(self) -> bool:
        """Read on; what was passed over is dropped. False at the end of the file."""
        rest = self._text[self._at :]
        if len(rest) > LONGEST_VALUE:
            raise JsonError(f"holds a value of more than {LONGEST_VALUE:,} characters")
        more = ""
        while not more and not self._ended:
            portion = self._file.read(max(_PORTION, len(rest)))
            self._ended = not portion
            more = self._decoder.decode(portion, final=self._ended)
        self._text, self._at = rest + more, 0
        return bool(more)

    def _skip(self) -> None:
        """Pass over the next value without holding it."""
        if self.peek() not in ("{", "["):
            match = _SCALAR.match(self._text, self._at)
            self._at = match.end() if match else self._at
            return
        depth = 0
        while True:
            match = _TOKEN.search(self._text, self._at)
            if match is None or (match["closed"] == "" and match[0][0] == '"'):
                self._at = len(self._text) if match is None else match.start()
                if not self._fill():
                    raise JsonError("ends early")
                continue
            self._at = match.end()
            if match[0][0] == '"':
                continue
            depth += 1 if match[0] in "{[" else -1
            if depth == 0:
                return
