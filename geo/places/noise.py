"""Which of GeoNames' alternative names are names: a rule in seven lines.

GeoNames mixes airport codes, links, romanisations made by machines and plain words into its
alternative names and says of none what it is. The main name of a place is never judged. Measured
on cities500: of 1.18 million alternative names about two thirds are kept.
"""

from __future__ import annotations

from geo.places.names import MAX_NAME_LENGTH, normalise, script_of

ALPHABETS = frozenset(("Latn", "Cyrl"))
MIN_LETTERS = 3  # in an alphabet; a Korean or Chinese syllable says more than a letter
MIN_SYLLABLES = 2
CODE_LETTERS = 4

COMMON_WORDS = frozenset(
    "the and for with from new old north south east west northern southern eastern western central "
    "centre center city town village capital state region county district province island islands "
    "river lake sea bay port bridge park hill hills mountain valley beach street road station "
    "church school hospital airport market union federal national royal international general "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december spring summer autumn winter "
    "januari februari maret april mei juni juli agustus oktober desember "
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад "
    "грудень січня лютого березня квітня травня червня липня серпня вересня жовтня листопада "
    "грудня север юг восток запад північ південь схід захід 북 남 동 서 "
    "troops soldiers drone drones missile missiles attack ceasefire talks deal "
    "one two three four five six seven eight nine ten first second third man men woman women "
    "president minister army police government people war peace god king queen prince "
    "red blue green black white yellow golden big small great little good bad "
    "kota desa pasar pulau sungai utara selatan timur barat tengah baru lama dan yang untuk pada "
    "город село река гора остров новый новая старый большой малый "
    "місто село річка гора острів новий нова старий великий малий".split()
)
"""Words, not names, when GeoNames gives them as another name of some town."""


def is_name(text: str) -> bool:
    """Whether an alternative name of GeoNames is taken into the index."""
    if len(text) > MAX_NAME_LENGTH or "/" in text or any(map(str.isdigit, text)):
        return False  # links, and codes with digits
    script, key = script_of(text), normalise(text)
    letters = len(key.replace(" ", ""))
    if script not in ALPHABETS:
        return letters >= MIN_SYLLABLES
    if letters < MIN_LETTERS or key in COMMON_WORDS:
        return False
    if script == "Latn" and text.isupper() and letters <= CODE_LETTERS:
        return False  # airport and port codes
    return text != text.lower()  # a name has a capital; machine romanisations have none
