"""How five languages say near, so far north of, between, off the coast of, the border of.

One list of patterns, the more telling ones first. `a` and `b` are names, `num` and `unit` a
distance, `few` a word for a small one, `dir` a compass word.
"""

from __future__ import annotations

import re

_EIGHT = (0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0)
_WORDS = (
    # each line: north, north-east, east, south-east, south, south-west, west, north-west
    "north northeast east southeast south southwest west northwest",
    "utara timurlaut timur tenggara selatan baratdaya barat baratlaut",
    "північ північнийсхід схід південнийсхід південь південнийзахід захід північнийзахід",
    "півночі північномусході сході південномусході півдні південномузаході заході північномузаході",
    "північніше північносхідніше східніше південносхідніше південніше південнозахідніше "
    "західніше північнозахідніше",
    "север северовосток восток юговосток юг югозапад запад северозапад",
    "северу северовостоку востоку юговостоку югу югозападу западу северозападу",
    "севернее северовосточнее восточнее юговосточнее южнее югозападнее западнее северозападнее",
    "북쪽 북동쪽 동쪽 남동쪽 남쪽 남서쪽 서쪽 북서쪽",
    "북쪽 동북쪽 동쪽 동남쪽 남쪽 서남쪽 서쪽 서북쪽",
)
COMPASS = {
    word: bearing for line in _WORDS for word, bearing in zip(line.split(), _EIGHT, strict=True)
}
"""Compass word, without spaces and hyphens, to degrees clockwise from north."""

UNITS_KM = (
    (r"km|kms|kilomet(?:re|er)s?|kilometer|км|кілометр\w*|километр\w*|킬로미터|킬로", 1.0),
    (r"nautical miles?|nm|mil laut|морськ\w+ мил\w+|морск\w+ мил\w+|해리", 1.852),
    (r"miles?|mi|mil|мил\w+|마일", 1.609344),
    (r"m|met(?:re|er)s?|meter|м|метр\w*|미터", 0.001),
)
"""A pattern of the unit's name to kilometres."""

_A, _B = r"(?P<a>\S.*?)", r"(?P<b>\S.*?)"
_NUM = r"(?P<num>\d[\d.,]*(?:\s*[-–—]\s*\d[\d.,]*)?)"
_UNIT = f"(?P<unit>{'|'.join(pattern for pattern, _ in UNITS_KM)})"


def _of(line: int) -> str:
    """The compass words of a line, longest first, with a space or hyphen inside."""
    words = sorted(_WORDS[line].split(), key=len, reverse=True)
    return "|".join(_loose(word) for word in words)


def _loose(word: str) -> str:
    for first in (
        "north", "south", "timur", "barat", "північний", "південний", "північному", "південному",
        "північно", "південно", "северо", "юго",
    ):  # fmt: skip
        if word.startswith(first) and len(word) > len(first):
            return rf"{first}[\s-]?{word[len(first) :]}"
    return word


def _far(few: str, about: str) -> str:
    return rf"(?:(?:{about})\s*)?(?:{_NUM}[\s-]*{_UNIT}|(?P<few>(?:{few})\s+(?:{_UNITS_PLAIN})))"


_UNITS_PLAIN = "|".join(pattern for pattern, _ in UNITS_KM)
_EN_DIR = rf"(?P<dir>{_of(0)})"
_EN_FAR = _far(
    "a few|several|some",
    r"about|some|around|roughly|approximately|nearly|almost|over|more than|less than|up to|"
    r"at least|just|only|~|≈",
)
_ID_DIR = rf"(?P<dir>{_of(1)})"
_ID_FAR = _far("beberapa", r"sekitar|kira-kira|kurang lebih|hampir|lebih dari|sejauh|~|≈")
_UK_DIR = rf"(?P<dir>{_of(2)}|{_of(3)})"
_UK_THAN = rf"(?P<dir>{_of(4)})"
_UK_FAR = _far("кілька|кількох|декілька|декількох", r"близько|приблизно|майже|понад|до|десь|~|≈")
_RU_DIR = rf"(?P<dir>{_of(5)}|{_of(6)})"
_RU_THAN = rf"(?P<dir>{_of(7)})"
_RU_FAR = _far("несколько|нескольких", r"около|примерно|почти|более чем|свыше|до|~|≈")
_UK_AT = r"(?:приблизно |близько |десь |майже )?(?:за |у |в |на відстані |на )?"
_RU_AT = r"(?:примерно |приблизительно |около |почти )?(?:в |за |на расстоянии |на )?"
_KO_DIR = rf"(?P<dir>{_of(8)}|{_of(9)})"
_KO_FAR = _far("수|몇", r"약|대략|~|≈").replace(r")\s+(?:", r")\s*(?:")
_KO_TAIL = r"(?:\s*(?:정도))?(?:\s*떨어진)?(?:\s*(?:곳|지점|해상))?(?:에서|에|의)?"
_DASH = r"\s*[-–—‑]\s*"

_TABLE = (
    # English
    ("border", rf"(?:the |along the |on the |at the )*{_A}{_DASH}{_B} (?:land )?"
               r"(?:border|frontier)(?: (?:area|zone|region))?"),
    ("border", r"(?:the |along the |on the |at the |near the )*(?:border|frontier)"
               rf"(?: (?:area|zone|region))? (?:between|of) {_A} (?:and|with) {_B}"),
    ("off-coast", rf"(?:{_EN_FAR} )?off (?:of )?(?:the )?(?:\w+ )?(?:coast|shores?|coastline)"
                  rf"(?: of)? {_A}"),
    ("off-coast", rf"(?:in |the )*waters off (?:the coast of )?{_A}"),
    ("off-coast", rf"(?:{_EN_FAR} )?(?:just )?off {_A}(?:['’]s? (?:coast|shores?))?"),
    ("km-direction", rf"(?:in |at )?{_EN_FAR} (?:to the |due |away )*{_EN_DIR} (?:of|from) {_A}"),
    ("km-direction", rf"(?:just |immediately |to the |due )*{_EN_DIR} of {_A}"),
    ("near", rf"(?:in |at |within )?{_EN_FAR} (?:away )?(?:from|outside|of) {_A}"),
    ("between", rf"(?:in |on the road |the road )*between {_A} and {_B}"),
    ("near", r"(?:just )?(?:near|close to|not far from|outside|around|in the vicinity of|"
             rf"on the outskirts of|the outskirts of|next to) {_A}"),
    # Indonesian
    ("border", rf"(?:di |wilayah |daerah |kawasan )*perbatasan (?:antara )?{_A}"
               rf"(?:{_DASH}| dan | dengan ){_B}"),
    ("off-coast", rf"(?:{_ID_FAR} )?(?:di )?(?:lepas pantai|perairan lepas pantai) {_A}"),
    ("km-direction", rf"(?:di )?{_ID_FAR} (?:di |ke |dari |sebelah |arah |ke arah )*{_ID_DIR}"
                     rf"(?: dari)? {_A}"),
    ("km-direction", rf"(?:di )?sebelah {_ID_DIR}(?: dari)? {_A}"),
    ("near", rf"(?:di |dalam |berjarak )*{_ID_FAR} dari {_A}"),
    ("between", rf"(?:di )?antara {_A} dan {_B}"),
    ("near", r"(?:di )?(?:dekat dengan|dekat|sekitar|tidak jauh dari|pinggiran|di pinggiran|"
             rf"luar) {_A}"),
    # Ukrainian
    ("border", rf"(?:на |біля |уздовж |вздовж )?(?:кордон\w*|прикордонн\w+) (?:між )?{_A}"
               rf" (?:і|й|та|з|із|зі) {_B}"),
    ("off-coast", rf"{_UK_AT}(?:{_UK_FAR} )?"
                  rf"(?:біля |від )?(?:берегів|узбережжя|берега) {_A}"),
    ("km-direction", rf"{_UK_AT}{_UK_FAR} (?:на |до |у )?{_UK_DIR} від {_A}"),
    ("km-direction", rf"{_UK_AT}{_UK_FAR} {_UK_THAN}(?: від)? {_A}"),
    ("km-direction", rf"на {_UK_DIR} від {_A}"),
    ("km-direction", rf"{_UK_THAN}(?: від)? {_A}"),
    ("near", rf"{_UK_AT}{_UK_FAR} від {_A}"),
    ("between", rf"між {_A} (?:і|й|та) {_B}"),
    ("near", r"(?:біля|поблизу|під|неподалік від|неподалік|недалеко від|поруч із|поруч з|"
             rf"навколо|довкола|в районі|у районі|на околиці|на околицях|в околицях) {_A}"),
    # Russian
    ("border", rf"(?:на |у |вдоль )?(?:границ\w+|приграничь\w+) (?:между )?{_A} (?:и|с|со) {_B}"),
    ("off-coast", rf"{_RU_AT}(?:{_RU_FAR} )?(?:у |возле |около |от )?"
                  rf"(?:берегов|побережья|берега) {_A}"),
    ("km-direction", rf"{_RU_AT}{_RU_FAR} (?:к |на )?{_RU_DIR} от {_A}"),
    ("km-direction", rf"{_RU_AT}{_RU_FAR} {_RU_THAN} {_A}"),
    ("km-direction", rf"(?:к|на) {_RU_DIR} от {_A}"),
    ("km-direction", rf"{_RU_THAN} {_A}"),
    ("near", rf"{_RU_AT}{_RU_FAR} от {_A}"),
    ("between", rf"между {_A} и {_B}"),
    ("near", r"(?:под|возле|около|рядом с|рядом со|вблизи|неподалёку от|неподалеку от|"
             rf"недалеко от|вокруг|в районе|в окрестностях|на окраине) {_A}"),
    # Korean
    ("border", rf"{_A}(?:{_DASH}|·|와 |과 |와의 | ){_B} (?:국경|접경)(?: ?(?:지대|지역))?"
               r"(?:에서|에)?"),
    ("off-coast", rf"{_A} ?(?:앞바다|연안|근해|해안 앞)(?: {_KO_FAR})?(?:에서|에|의)?"),
    ("between", rf"{_A}(?:와|과) {_B} ?사이(?:에서|에|의)?"),
    ("km-direction", rf"{_A}(?:에서|의|으로부터|로부터)? ?{_KO_DIR}(?:으로)? {_KO_FAR}{_KO_TAIL}"),
    ("km-direction", rf"{_A}(?:에서|의|으로부터|로부터)? {_KO_FAR} {_KO_DIR}(?:에서|에|의)?"),
    ("km-direction", rf"{_A}(?:의)? {_KO_DIR}(?:에서|에|의)?"),
    ("near", rf"{_A}(?:에서|으로부터|로부터) {_KO_FAR}{_KO_TAIL}"),
    ("near", rf"{_A} ?(?:인근|근처|부근|주변|근교|외곽)(?:에서|에|의)?"),
)  # fmt: skip

PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _TABLE)
"""Relation (or "border") and the pattern of a whole phrase."""
