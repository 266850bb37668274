"""Names that columns bear, by what they mean, in the languages of the people who make tables.

English, Ukrainian, Russian, Indonesian, Korean, and some German, French and Spanish. In each list
the surest names come first. Also the words that cells hold for kinds, stances and precisions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeVar

from geo.claims.vocabulary import Kind, Modality, Stance


def folded(name: str) -> str:
    """A column's name in small letters, its words apart: ``EventDate`` is ``event date``."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    plain = unicodedata.normalize("NFKC", apart).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def _lists(**lists: str) -> Mapping[str, tuple[str, ...]]:
    split = {
        meaning: tuple(word.strip() for word in words.replace("\n", " ").split("|"))
        for meaning, words in lists.items()
    }
    return MappingProxyType(split)


WORDS: Final = _lists(
    id="id|event id|incident id|claim id|record id|uid|uuid|ref|reference|no|nr|number|код|номер|"
    "ідентифікатор|идентификатор|nomor|번호|아이디",
    summary="summary|description|text|event description|what|details|claim|notes|comment|content|"
    "message|report|narrative|event|incident|опис|текст|подія|зміст|описание|событие|содержание|"
    "ringkasan|deskripsi|uraian|keterangan|kejadian|teks|peristiwa|isi|요약|내용|설명|사건|"
    "beschreibung|resumen|descripción|résumé",
    kind="kind|type|event type|category|incident type|class|тип|вид|категорія|категория|jenis|"
    "kategori|tipe|유형|종류|분류|typ|tipo|catégorie",
    modality="modality|модальність|modalitas",
    stance="stance|position|позиція|позиция|sikap|입장",
    place="place|location|place name|location name|where|city|town|settlement|village|locality|"
    "site|місце|населений пункт|місто|локація|место|населенный пункт|населённый пункт|город|"
    "локация|tempat|lokasi|kota|nama tempat|장소|위치|지명|도시|ort|lugar|lieu|ville|ciudad",
    lon="longitude|lon|lng|long|x|point x|довгота|долгота|bujur|경도|längengrad|longitud",
    lat="latitude|lat|y|point y|широта|lintang|위도|breitengrad|latitud",
    point="coordinates|coords|geom wkt|wkt|geometry|point|latlon|lat lon|gps|координати|координаты|"
    "koordinat|좌표",
    precision="precision|geo precision|location precision|accuracy|radius km|radius|accuracy km|"
    "точність|точность|радіус|радиус|ketelitian|akurasi|정확도",
    country="country|country code|iso|iso2|nation|країна|страна|negara|국가|나라|land|país|pays",
    admin1="admin1|admin 1|adm1|adm 1|adm1 name|province|region|state|oblast|governorate|область|"
    "регіон|регион|провінція|провинция|provinsi|wilayah|도|지역|지방|주|provinz|provincia",
    date="date|event date|date start|start date|date from|start|when|day|incident date|datetime|"
    "timestamp|event day|дата|дата події|дата события|коли|когда|tanggal|tgl|tanggal kejadian|"
    "waktu|날짜|일자|발생일|datum|fecha|jour",
    date_end="date end|end date|end|date to|until|дата закінчення|дата окончания|по|"
    "tanggal selesai|tanggal akhir|종료일|bis|fecha fin",
    date_precision="date precision|time precision|date accuracy|точність дати|точность даты|"
    "ketelitian tanggal",
    source="source|outlet|media|source name|publisher|publication|newspaper|channel|site name|"
    "sources|джерело|видання|змі|канал|источник|издание|сми|sumber|sumber berita|koran|출처|매체|"
    "언론사|quelle|fuente|medio",
    published="published|publication date|date published|report date|published at|reported|"
    "date reported|pubdate|source date|дата публікації|дата публикации|опубліковано|опубликовано|"
    "tanggal terbit|tanggal publikasi|diterbitkan|게재일|보도일|발행일|veröffentlicht|publicado",
    url="url|link|source url|source link|href|permalink|web|посилання|лінк|ссылка|tautan|링크|주소|"
    "enlace|lien",
    title="title|headline|subject|заголовок|назва|judul|제목|titel|título|titre",
    originator="originator|said by|speaker|quoted|attribution|claimed by|original source|origin|"
    "who says|хто сказав|першоджерело|заявник|кто сказал|первоисточник|заявитель|"
    "sumber asal|dikatakan oleh|발언자|원출처",
    low="low|min|minimum|figure low|fatalities low|від|от|minimal|최소|mín",
    best="best|figure|fatalities|deaths|killed|casualties|count|total|people|soldiers|troops|"
    "number of deaths|victims|кількість|загиблі|жертви|втрати|количество|погибшие|жертвы|потери|"
    "jumlah|korban|tewas|korban jiwa|jumlah korban|인원|사망자|병력|규모|anzahl|tote|muertos|morts",
    high="high|max|maximum|figure high|fatalities high|до|maksimal|최대|máx",
    unit="unit|figure unit|units|одиниця|единица|satuan|단위|einheit",
    actor="actor|actor1|perpetrator|group|side|party|side a|force|unit name|актор|сторона|"
    "виконавець|исполнитель|группа|pelaku|aktor|kelompok|행위자|주체|세력|akteur",
    language="language|lang|мова|язык|bahasa|언어|sprache|idioma|langue",
    grade="grade|admiralty|admiralty grade|rating|оцінка|оценка|nilai|등급",
    note="note|remark|remarks|memo|примітка|примітки|примечание|catatan|비고|메모|anmerkung",
)
"""Folded names of columns for each meaning of `geo.exchange.mapping.Mapping`."""


_Word = TypeVar("_Word", bound=StrEnum)


def _forms(words: Mapping[_Word, str]) -> tuple[tuple[_Word, re.Pattern[str]], ...]:
    return tuple((one, re.compile(form, re.IGNORECASE)) for one, form in words.items())


_KINDS: Final = _forms(
    {
        Kind.WITHDRAWAL: r"withdraw|retreat|pull ?out|відхід|відступ|отступ|отход|вивед|вывод|"
        r"penarikan|mundur|철수",
        Kind.TRANSFER: r"transfer|shipment|deliver|supply|transport|sent|постач|поставк|переда|"
        r"перекид|переброс|pengiriman|transfer|이전|수송|공급",
        Kind.DEPLOYMENT: r"deploy|station|base established|build-?up|presence|troop movement|"
        r"розгорт|розміщ|развёрт|разверт|размещ|дислок|penempatan|pengerahan|pasukan|배치|파병",
        Kind.SIGHTING: r"sight|seen|spotted|observ|помічен|замечен|спостереж|наблюд|terlihat|"
        r"penampakan|목격|포착",
        Kind.INCIDENT: r"incident|attack|strike|shell|clash|battle|bomb|explo|kill|fight|violence|"
        r"raid|assault|fire|drone|missile|airstrike|riot|protest|abduct|arrest|інцидент|атак|удар|"
        r"обстріл|обстрел|бій|бої|бой|бои|вибух|взрыв|інцидент|инцидент|serangan|bentrok|ledakan|"
        r"insiden|공격|교전|폭발|사건|타격",
    }
)

_STANCES: Final = _forms(
    {
        Stance.UNVERIFIED: r"unverif|unconfirm|cannot|not confirm|не підтвердж|не подтвержд|"
        r"belum|미확인",
        Stance.DENIES: r"den(?:y|ies|ied)|refut|false|reject|спрост|запереч|опроверг|отриц|"
        r"bantah|menolak klaim|부인",
        Stance.ASSERTS: r"assert|confirm|claim|affirm|true|yes|підтвердж|подтвержд|стверд|утвержд|"
        r"klaim|확인|주장",
    }
)

_MODALITIES: Final = _forms(
    {
        Modality.PLANNED: r"plan|план|rencana|계획",
        Modality.EXPECTED: r"expect|forecast|likely|очіку|ожида|diperkirakan|예상",
        Modality.ONGOING: r"ongoing|current|continu|трива|продолж|berlangsung|진행",
        Modality.HAPPENED: r"happen|past|done|occurred|відбул|произош|terjadi|발생",
    }
)

PRECISION_KM: Final[tuple[tuple[re.Pattern[str], float], ...]] = tuple(
    (re.compile(form, re.IGNORECASE), km)
    for form, km in (
        (r"exact|precise|street|address|building|точн|адрес|вул|ул|tepat|정확", 1.0),
        (r"country|nation|країн|стран|negara|국가", 0.0),
        (r"admin ?1|adm1|province|region|oblast|governorate|state|област|регі|реги|provinsi|"
         r"wilayah|도", -1.0),
        (r"admin ?2|adm2|district|county|municipal|rayon|raion|район|kabupaten|kecamatan|군", 40.0),
        (r"near|approx|vicinity|around|about|приблиз|біля|около|sekitar|인근|부근", 25.0),
        (r"city|town|settlement|village|locality|place|міст|сел|город|kota|desa|도시|마을", 5.0),
    )
)  # fmt: skip
"""Precisions of a place in words, as a radius in km; 0 stands for the country, -1 for its region.
The figures are those of `geo.exchange.ucdp` and `geo.exchange.acled`."""


def kind_of(cell: str) -> Kind | None:
    """The kind that a cell's words stand for."""
    return _of(Kind, _KINDS, cell)


def stance_of(cell: str) -> Stance | None:
    """The stance that a cell's words stand for."""
    return _of(Stance, _STANCES, cell)


def modality_of(cell: str) -> Modality | None:
    """The modality that a cell's words stand for."""
    return _of(Modality, _MODALITIES, cell)


def _of(
    vocabulary: type[_Word], forms: tuple[tuple[_Word, re.Pattern[str]], ...], cell: str
) -> _Word | None:
    plain = cell.strip().casefold()
    if plain in set(vocabulary):
        return vocabulary(plain)
    return next((one for one, form in forms if form.search(plain)), None)
