"""Names of administrative units: what kind the leading word says."""

# The words of the lists, by level, since "thành phố" is one thing as a province and another as a district.
# The codes are those of giaoban.registry.enums.UnitKind; this module stays free of Django.
KINDS = {
    "province": {"tỉnh": "province", "thành phố": "city"},
    "district": {
        "huyện": "district_rural",
        "quận": "district_urban",
        "thị xã": "district_town",
        "thành phố": "district_city",
    },
    "commune": {
        "xã": "commune_rural",
        "phường": "commune_ward",
        "thị trấn": "commune_township",
        "đặc khu": "commune_special_zone",
    },
}
LEVELS_OF_KINDS = {kind: level for level, words in KINDS.items() for kind in words.values()}
LEADING_WORDS = {kind: word for words in KINDS.values() for word, kind in words.items()}
CODE_LENGTHS = {"province": 2, "district": 3, "commune": 5}


def level_of_code(code: str) -> str | None:
    """The level that a code is of by its length; None for what is no code."""
    if not (code.isascii() and code.isdigit()):
        return None
    return next((level for level, length in CODE_LENGTHS.items() if len(code) == length), None)


def full_name(kind: str, name: str) -> str:
    """Kind and name as they are written together: "Thị trấn Gio Linh"."""
    word = LEADING_WORDS[kind]
    return f"{word[0].upper()}{word[1:]} {name}"
