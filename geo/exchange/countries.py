"""Names and codes of countries, as data sets write them, as ISO 3166 alpha-2.

Names in many languages and the three-letter and numeric codes come from Unicode CLDR (Babel). The
codes of Gleditsch and Ward, and names such as "Myanmar (Burma)", are those of UCDP: K. S. Gleditsch
and M. D. Ward, "A Revised List of Independent States since the Congress of Vienna", International
Interactions 25 (1999), as used in the UCDP GED codebook.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from babel import Locale
from babel.core import get_global

from geo.places.country_bounds import COUNTRY_BOUNDS

_LANGUAGES: Final = tuple("en id uk ru ko zh ja de fr es pt it nl pl cs sv tr ar fa he".split())

_MORE_NAMES: Final = {
    "dr congo": "CD", "democratic republic of congo": "CD", "zaire": "CD", "congo drc": "CD",
    "congo": "CG", "republic of congo": "CG", "burma": "MM", "ivory coast": "CI",
    "cote divoire": "CI", "macedonia": "MK", "macedonia fyr": "MK", "fyrom": "MK",
    "kingdom of eswatini": "SZ", "swaziland": "SZ", "bosnia": "BA", "bosnia-herzegovina": "BA",
    "bosnia and herzegovina": "BA", "cape verde": "CV", "czech republic": "CZ", "east timor": "TL",
    "usa": "US", "united states of america": "US", "uk": "GB", "great britain": "GB",
    "russian federation": "RU", "south korea": "KR", "republic of korea": "KR",
    "north korea": "KP", "dprk": "KP", "palestine": "PS", "palestinian territories": "PS",
    "kosovo": "XK", "turkey": "TR", "turkiye": "TR", "syrian arab republic": "SY",
    "lao pdr": "LA", "viet nam": "VN", "moldova republic of": "MD", "tanzania": "TZ",
    "hong kong": "HK", "macau": "MO", "vatican": "VA", "rumania": "RO", "the gambia": "GM",
    "serbia": "RS", "yemen": "YE", "cambodia": "KH", "kirgizstan": "KG", "surinam": "SR",
    "brunei": "BN", "micronesia": "FM", "reunion": "RE", "venezuela": "VE", "bolivia": "BO",
}  # fmt: skip

# fmt: off
GLEDITSCH_WARD: Final[dict[int, str]] = {
    2: "US", 20: "CA", 31: "BS", 40: "CU", 41: "HT", 42: "DO", 51: "JM", 52: "TT", 53: "BB",
    70: "MX", 80: "BZ", 90: "GT", 91: "HN", 92: "SV", 93: "NI", 94: "CR", 95: "PA", 100: "CO",
    101: "VE", 110: "GY", 115: "SR", 130: "EC", 135: "PE", 140: "BR", 145: "BO", 150: "PY",
    155: "CL", 160: "AR", 165: "UY", 200: "GB", 205: "IE", 210: "NL", 211: "BE", 212: "LU",
    220: "FR", 225: "CH", 230: "ES", 235: "PT", 260: "DE", 290: "PL", 305: "AT", 310: "HU",
    316: "CZ", 317: "SK", 325: "IT", 338: "MT", 339: "AL", 340: "RS", 341: "ME", 343: "MK",
    344: "HR", 345: "RS", 346: "BA", 347: "XK", 349: "SI", 350: "GR", 352: "CY", 355: "BG",
    359: "MD", 360: "RO", 365: "RU", 366: "EE", 367: "LV", 368: "LT", 369: "UA", 370: "BY",
    371: "AM", 372: "GE", 373: "AZ", 375: "FI", 380: "SE", 385: "NO", 390: "DK", 395: "IS",
    402: "CV", 404: "GW", 411: "GQ", 420: "GM", 432: "ML", 433: "SN", 434: "BJ", 435: "MR",
    436: "NE", 437: "CI", 438: "GN", 439: "BF", 450: "LR", 451: "SL", 452: "GH", 461: "TG",
    471: "CM", 475: "NG", 481: "GA", 482: "CF", 483: "TD", 484: "CG", 490: "CD", 500: "UG",
    501: "KE", 510: "TZ", 516: "BI", 517: "RW", 520: "SO", 522: "DJ", 530: "ET", 531: "ER",
    540: "AO", 541: "MZ", 551: "ZM", 552: "ZW", 553: "MW", 560: "ZA", 565: "NA", 570: "LS",
    571: "BW", 572: "SZ", 580: "MG", 581: "KM", 590: "MU", 600: "MA", 615: "DZ", 616: "TN",
    620: "LY", 625: "SD", 626: "SS", 630: "IR", 640: "TR", 645: "IQ", 651: "EG", 652: "SY",
    660: "LB", 663: "JO", 666: "IL", 670: "SA", 678: "YE", 690: "KW", 692: "BH", 694: "QA",
    696: "AE", 698: "OM", 700: "AF", 701: "TM", 702: "TJ", 703: "KG", 704: "UZ", 705: "KZ",
    710: "CN", 712: "MN", 713: "TW", 731: "KP", 732: "KR", 740: "JP", 750: "IN", 760: "BT",
    770: "PK", 771: "BD", 775: "MM", 780: "LK", 781: "MV", 790: "NP", 800: "TH", 811: "KH",
    812: "LA", 816: "VN", 820: "MY", 830: "SG", 835: "BN", 840: "PH", 850: "ID", 860: "TL",
    900: "AU", 910: "PG", 920: "NZ", 940: "SB", 950: "FJ",
}
# fmt: on


@lru_cache(maxsize=4_096)
def country_code(text: str) -> str:
    """The ISO 3166 alpha-2 code of a country's name or code, or nothing when it is not known.

    "Yemen (North Yemen)" and "Russia (Soviet Union)" are what stands before the bracket.
    """
    plain = text.strip()
    upper = plain.upper()
    if upper in COUNTRY_BOUNDS:
        return upper
    if plain.isascii() and re.fullmatch(r"[A-Z]{3}|\d{1,3}", upper):
        key = upper.zfill(3) if upper.isdigit() else upper
        codes = get_global("territory_aliases").get(key, [])
        if len(codes) == 1 and codes[0] in COUNTRY_BOUNDS:
            return str(codes[0])
    names = _names()
    for form in (plain, plain.partition("(")[0]):
        if found := names.get(_folded(form)):
            return found
    return ""


def country_of_gw(code: int | None) -> str:
    """The ISO code of a state in the list of Gleditsch and Ward, or nothing."""
    return GLEDITSCH_WARD.get(code or 0, "")


@cache
def country_name(code: str) -> str:
    """The English name of an ISO code."""
    return str(Locale("en").territories.get(code, code)).replace(" & ", " and ")


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in COUNTRY_BOUNDS:
                names.setdefault(_folded(str(name)), code)
    return names | {_folded(name): code for name, code in _MORE_NAMES.items()}


def _folded(name: str) -> str:
    """Small letters without marks, punctuation and "the"."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(
        " " if one in "-–/,.&" else one for one in bare if not unicodedata.combining(one)
    )
    words = re.sub(r"[^\w\s]", "", kept).split()
    return " ".join(word for word in words if word not in ("the", "and"))
