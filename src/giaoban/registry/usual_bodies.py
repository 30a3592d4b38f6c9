"""The bodies that nearly every province, district and commune has, under the names that texts give them.

Facts of the country's organisation as ready-made answers: a person looks at them before anything is stored.
"""

from dataclasses import dataclass

from giaoban.registry.enums import UnitKind
from giaoban.registry.place_names import LEADING_WORDS, LEVELS_OF_KINDS

EVERYWHERE = frozenset({"province", "district", "commune"})
# What the committee of the Party is called after its level; elsewhere it is "Đảng ủy" and the place with its kind.
_PARTY = {
    "province": "Tỉnh ủy",
    "city": "Thành ủy",
    "district_rural": "Huyện ủy",
    "district_urban": "Quận ủy",
    "district_town": "Thị ủy",
    "district_city": "Thành ủy",
}


@dataclass(frozen=True)
class UsualBody:
    """A kind of body with its names as patterns over {land} ("tỉnh Quảng Trị"), {word} ("tỉnh") and {party} ("Tỉnh ủy Quảng Trị")."""

    kind: UnitKind
    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...] = ()
    levels: frozenset[str] = EVERYWHERE
    # Whether "the Front and the socio-political organisations" addresses it.
    is_of_coalition: bool = False


@dataclass(frozen=True)
class Names:
    name: str
    short_name: str
    aliases: tuple[str, ...]


USUAL = (
    UsualBody(UnitKind.PARTY_COMMITTEE, "du", "{party}", "{party_word}"),
    UsualBody(UnitKind.PARTY_STANDING, "ttdu", "Thường trực {party}", "Thường trực {party_word}"),
    UsualBody(UnitKind.PEOPLES_COUNCIL, "hdnd", "Hội đồng nhân dân {land}", "HĐND {word}"),
    UsualBody(UnitKind.PEOPLES_COMMITTEE, "ubnd", "Ủy ban nhân dân {land}", "UBND {word}"),
    UsualBody(
        UnitKind.FRONT,
        "mttq",
        "Ủy ban Mặt trận Tổ quốc Việt Nam {land}",
        "MTTQ {word}",
        ("Ủy ban MTTQ Việt Nam {land}", "Ủy ban MTTQ Việt Nam {word}", "Mặt trận {word}"),
        is_of_coalition=True,
    ),
    UsualBody(
        UnitKind.WOMENS_UNION,
        "lhpn",
        "Hội Liên hiệp Phụ nữ {land}",
        "Hội LHPN {word}",
        ("Hội Liên hiệp Phụ nữ {word}", "Hội Phụ nữ {word}"),
        is_of_coalition=True,
    ),
    UsualBody(
        UnitKind.YOUTH_UNION,
        "doan",
        "Đoàn TNCS Hồ Chí Minh {land}",
        "Đoàn Thanh niên {word}",
        ("Đoàn TNCS Hồ Chí Minh {word}", "{word_capital} đoàn"),
        is_of_coalition=True,
    ),
    UsualBody(
        UnitKind.VETERANS_ASSOCIATION,
        "ccb",
        "Hội Cựu chiến binh {land}",
        "Hội CCB {word}",
        ("Hội Cựu chiến binh {word}",),
        is_of_coalition=True,
    ),
    UsualBody(
        UnitKind.FARMERS_UNION,
        "nd",
        "Hội Nông dân {land}",
        "Hội Nông dân {word}",
        ("HND {word}",),
        is_of_coalition=True,
    ),
    UsualBody(
        UnitKind.LABOUR_FEDERATION,
        "ldld",
        "Liên đoàn Lao động {land}",
        "LĐLĐ {word}",
        ("Liên đoàn Lao động {word}",),
        levels=frozenset({"province", "district"}),
        is_of_coalition=True,
    ),
)
COALITION_CODE = "mttq-doan-the"
COALITION = "Mặt trận và các đoàn thể chính trị - xã hội cấp {level}"
COALITION_ALIASES = (
    "Mặt trận và các đoàn thể chính trị - xã hội",
    "Mặt trận và các đoàn thể chính trị - xã hội {word}",
    "Mặt trận Tổ quốc và các đoàn thể {word}",
    "Mặt trận và các đoàn thể",
)
_LEVEL_WORDS = {"province": "tỉnh", "district": "huyện", "commune": "xã"}


def usual_at(land_kind: str) -> tuple[UsualBody, ...]:
    """Those of a territory of this kind, in order of protocol; none for a village and for what is no land."""
    level = LEVELS_OF_KINDS.get(land_kind)
    return tuple(body for body in USUAL if level in body.levels)


def names_of(body: UsualBody, *, land_kind: str, land_name: str) -> Names:
    """What the body of the place is called; `land_name` with its kind, such as "Xã Vĩnh Thái"."""
    facts = _facts(land_kind, land_name)
    aliases = dict.fromkeys(alias.format_map(facts) for alias in body.aliases)
    return Names(body.name.format_map(facts), body.short_name.format_map(facts), tuple(aliases))


def coalition_of(*, land_kind: str, land_name: str) -> Names:
    """How the Front and the organisations of a place are addressed together."""
    facts = _facts(land_kind, land_name)
    return Names(COALITION.format_map(facts), "", tuple(alias.format_map(facts) for alias in COALITION_ALIASES))


def _facts(land_kind: str, land_name: str) -> dict[str, str]:
    word = LEADING_WORDS[land_kind]
    own = land_name[len(word) :].strip()
    party_word = _PARTY.get(land_kind)
    return {
        "land": f"{word} {own}",
        "word": word,
        "word_capital": word[0].upper() + word[1:],
        "party": f"{party_word} {own}" if party_word else f"Đảng ủy {word} {own}",
        "party_word": party_word or f"Đảng ủy {word}",
        "level": _LEVEL_WORDS[LEVELS_OF_KINDS[land_kind]],
    }
