"""Names one slip of the pen away: every way to mend a spelling, looked up in the trie.

A slip is a letter too many, too few, another or two exchanged; never the first. For a word of ten
Latin letters that is some 550 look-ups, a third of a millisecond, where comparing with a million
names would take a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Callable

from geo.places.names import script_of

ALPHABETS = {
    "Latn": "abcdefghijklmnopqrstuvwxyz",
    "Cyrl": "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюя",
}
LONGEST = 40


def one_slip_away(key: str, has: Callable[[str], bool]) -> list[str]:
    """The exact keys (with their drawer's letter) that differ from `key` by one slip.

    `has` tells whether a key is filed. Letters are only supplied in Latin and Cyrillic.
    """
    if len(key) > LONGEST:
        return []
    alphabet = ALPHABETS.get(script_of(key), "")
    forms: set[str] = set()
    for at in range(1, len(key)):
        head, tail = key[:at], key[at:]
        forms.add(head + tail[1:])
        if len(tail) > 1:
            forms.add(head + tail[1] + tail[0] + tail[2:])
        for letter in alphabet:
            forms.add(head + letter + tail[1:])
            forms.add(head + letter + tail)
    forms.update(key + letter for letter in alphabet)
    forms.discard(key)
    return [f"={form}" for form in sorted(forms) if has(f"={form}")]
