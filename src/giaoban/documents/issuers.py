"""What a body's letterhead probably says, from its kind and its name: a proposal that a person puts right once.

Pure but for the codes of kinds. The signs are the common ones; which sign a body uses is its own decision.
"""

import re
from dataclasses import dataclass

from giaoban.documents.letterheads import Style
from giaoban.documents.papers import Issuer, Signer
from giaoban.kernel.vietnamese import fold
from giaoban.registry.enums import UnitKind

_PARTY = {
    UnitKind.PARTY_COMMITTEE,
    UnitKind.PARTY_STANDING,
    UnitKind.PARTY_STANDING_BOARD,
    UnitKind.PARTY_BOARD,
    UnitKind.PARTY_OFFICE,
}
_LAND = re.compile(r"^(Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn|Đặc khu)\s+", re.IGNORECASE)
_PARTY_HOUSES = {
    "tinh": ("Tỉnh ủy", "TU"),
    "thanh pho": ("Thành ủy", "TU"),
    "huyen": ("Huyện ủy", "HU"),
    "quan": ("Quận ủy", "QU"),
    "thi xa": ("Thị ủy", "TU"),
}


@dataclass(frozen=True)
class Suggestion:
    """The style of the body's papers, its lines, and who usually signs."""

    style: Style
    issuer: Issuer
    signer: Signer


def style_of(kind: str) -> Style:
    """Whose form the papers of a body of this kind have."""
    if kind in _PARTY:
        return Style.PARTY
    return Style.YOUTH if kind == UnitKind.YOUTH_UNION else Style.STATE


def suggest(*, kind: str, name: str, land: str) -> Suggestion:
    """The letterhead of a body called `name` that sits in `land` ("Tỉnh Quảng Trị", or empty)."""
    place = _LAND.sub("", land)
    level = land[: len(land) - len(place)].strip()
    match kind:
        case UnitKind.PARTY_OFFICE | UnitKind.PARTY_BOARD | UnitKind.PARTY_STANDING | UnitKind.PARTY_COMMITTEE:
            return _party(kind, name, level, place)
        case UnitKind.PARTY_STANDING_BOARD:
            return _party(kind, name, level, place)
        case UnitKind.FRONT:
            issuer = Issuer(("Ủy ban MTTQ Việt Nam", f"{level} {place}"), ("Ban Thường trực",), "MTTQ-BTT", place)
            return Suggestion(Style.STATE, issuer, Signer("Chủ tịch", on_behalf_of="Ban Thường trực"))
        case UnitKind.YOUTH_UNION:
            issuer = Issuer((), (f"BCH {level} {place}",), "TĐTN", place)
            return Suggestion(Style.YOUTH, issuer, Signer("Bí thư", on_behalf_of="Ban Thường vụ"))
        case (
            UnitKind.WOMENS_UNION | UnitKind.VETERANS_ASSOCIATION | UnitKind.FARMERS_UNION | UnitKind.LABOUR_FEDERATION
        ):
            issuer = Issuer((), (name,), "BTV", place)
            return Suggestion(Style.STATE, issuer, Signer("Chủ tịch", on_behalf_of="Ban Thường vụ"))
    return Suggestion(Style.STATE, Issuer((), (name,), _initials(name), place), Signer("Thủ trưởng"))


def _party(kind: str, name: str, level: str, place: str) -> Suggestion:
    house, sign = _PARTY_HOUSES.get(fold(level), ("Đảng ủy", "ĐU"))
    above = f"{house} {place}".strip() if fold(level) in _PARTY_HOUSES else f"{house} {level} {place}"
    if kind == UnitKind.PARTY_OFFICE:
        return Suggestion(Style.PARTY, Issuer((above,), ("Văn phòng",), f"VP{sign}", place), Signer("Chánh Văn phòng"))
    if kind == UnitKind.PARTY_BOARD:
        own = re.split(rf"\s+{house}", name, maxsplit=1, flags=re.IGNORECASE)[0]
        return Suggestion(Style.PARTY, Issuer((above,), (own,), f"{_initials(own)}{sign}", place), Signer("Trưởng ban"))
    return Suggestion(
        Style.PARTY, Issuer((), (above,), sign, place), Signer("Phó Bí thư", on_behalf_of="Ban Thường vụ")
    )


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in re.findall(r"\w+", name))[:12]
