"""Words that sound like a denunciation or a complaint, and spans that a public text should not show. Pure.

Rules only suggest: a person of the office says what a voice is, and masks what has to be masked.
"""

import re

from giaoban.kernel.vietnamese import fold, nfc
from giaoban.voices.enums import VoiceKind

MASK = "▇▇▇"
_WORDS = {
    VoiceKind.DENUNCIATION: (
        "tố cáo", "tố giác", "hối lộ", "tham nhũng", "tham ô", "nhũng nhiễu", "chiếm đoạt", "lợi dụng chức vụ",
        "vòi vĩnh", "bao che", "đưa tiền cho cán bộ",
    ),
    VoiceKind.COMPLAINT: (
        "khiếu nại", "quyết định hành chính", "hành vi hành chính", "quyết định thu hồi đất", "quyết định xử phạt",
        "quyết định kỷ luật", "không đồng ý với quyết định",
    ),
}  # fmt: skip


def suspected(text: str) -> VoiceKind | None:
    """What of the law the words sound like. Text without any accent is compared without; "cây to cao" accuses nobody."""
    plain = nfc(text).lower()
    has_accents = fold(plain) != plain
    for kind, words in _WORDS.items():
        for word in words:
            sought, among = (word, plain) if has_accents else (fold(word), plain)
            if re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", " ".join(among.split())):
                return kind
    return None


_DIGITS = r"(?<!\d)(?:\+?84|0)(?:[ .\-]?\d){8,10}(?!\d)"
_IDENTITY = r"(?<!\d)\d{9}(?:\d{3})?(?!\d)"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"
_NAME = rf"(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Tt]hầy)((?: [{_UPPER}][\w]*){{1,4}})"
_HOUSE = r"(?:[Ss]ố nhà|[Nn]hà số) \d+[\w/]*"
_SURE = re.compile(f"{_DIGITS}|{_IDENTITY}|{_MAIL}")
_LIKELY = re.compile(f"{_DIGITS}|{_IDENTITY}|{_MAIL}|{_HOUSE}|{_NAME}")


def traces(text: str) -> list[str]:
    """Numbers and addresses that certainly lead to a person: telephone, identity card, e-mail."""
    return [found.group() for found in _SURE.finditer(text)]


def bracketed(text: str) -> str:
    """The text with everything that likely leads to a person in [[ ]], as a proposal to who masks."""

    def mark(found: re.Match[str]) -> str:
        name = found.group(1)
        return f"{found.group()[: -len(name)]} [[{name.strip()}]]" if name else f"[[{found.group()}]]"

    return _LIKELY.sub(mark, text.replace("[[", "[").replace("]]", "]"))


class NotTheSameWords(ValueError):
    """Without its brackets the text is not the one that was sent."""


def masked(marked: str, original: str) -> str:
    """The text with each span in [[ ]] masked. Raises NotTheSameWords where anything but brackets was changed.

    What a citizen said is shortened, never reworded.
    """
    spans = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
    if _comparable(spans.sub(r"\1", marked)) != _comparable(original):
        raise NotTheSameWords
    return spans.sub(MASK, marked).strip()


def _comparable(text: str) -> str:
    return " ".join(text.replace("[[", "[").replace("]]", "]").split())
