"""Bytes of a text in an unknown encoding become characters.

TCVN3 and VNI are not decoded here: their bytes come out as cp1252 with a warning, and
`giaoban.briefing.extraction.legacy` recognises them in that shape.
"""

import re
import unicodedata

SAMPLE = 64 * 1024
TONES = "\u0300\u0301\u0303\u0309\u0323"
VOWELS = set("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")


def decode(data: bytes, declared: str = "") -> tuple[str, list[str]]:
    """Text and warnings. A byte order mark of UTF-8 stays in the text, as a plain reading of the file would have it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _lenient(data, "utf-16")
    if wide := utf_16_without_mark(data):
        return _lenient(data, wide)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    if mostly_utf_8(data) or declared == "utf-8":
        return data.decode("utf-8", errors="replace"), ["broken_bytes"]
    if declared == "windows-1258" or is_windows_1258(data):
        return data.decode("cp1258", errors="replace"), ["windows_1258"]
    return data.decode("cp1252", errors="replace"), [] if declared == "windows-1252" else ["undecodable"]


def _lenient(data: bytes, encoding: str) -> tuple[str, list[str]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        return data.decode(encoding, errors="replace"), ["broken_bytes"]


def utf_16_without_mark(data: bytes) -> str:
    """Which of utf-16-le and utf-16-be it is, when the zero bytes lie as they do in text of Latin letters, else ""."""
    sample = data[:SAMPLE]
    if len(sample) < 4 or 0 not in sample:
        return ""
    even, odd = sample[0::2], sample[1::2]
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        # In Vietnamese a good half of the letters is plain Latin (high byte 0), nearly all are below U+2200; a low
        # byte is hardly ever 0.
        if (
            high.count(0) >= 0.4 * len(high)
            and low.count(0) == 0
            and sum(byte <= 0x21 for byte in high) >= 0.95 * len(high)
        ):
            return encoding
    return ""


def mostly_utf_8(data: bytes) -> bool:
    """UTF-8 with a few damaged places: far more sound letters of several bytes than broken ones."""
    text = data[:SAMPLE].decode("utf-8", errors="replace")
    sound = sum(char > "\x7f" and char != "\ufffd" for char in text)
    return sound > 20 * text.count("\ufffd")


def is_windows_1258(data: bytes) -> bool:
    """Vietnamese as Windows wrote it before Unicode: tones stand as marks of their own, each after a vowel."""
    text = data[:SAMPLE].decode("cp1258", errors="replace")
    tones = [place.start() for place in re.finditer(f"[{TONES}]", text)]
    after_vowel = sum(at > 0 and _base(text[at - 1]) in VOWELS for at in tones)
    return after_vowel >= 3 and after_vowel >= 0.97 * len(tones) and "\ufffd" not in text


def _base(char: str) -> str:
    """The letter without a tone that cp1258 has in one piece with it (á, à, é, …)."""
    parts = unicodedata.normalize("NFD", char)
    return unicodedata.normalize("NFC", parts[0] + "".join(mark for mark in parts[1:] if mark not in TONES))
