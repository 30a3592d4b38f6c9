"""A sentence that claims a result and shows nothing for it: neither a figure, nor a day, nor a paper. Pure.

It only ever asks a person to look: a sentence may be true without a number. So it is careful, and says which word it
stumbled over.
"""

import re

from giaoban.kernel.vietnamese import fold

# Words of success, folded. "Đạt" alone is none: it mostly has its figure behind it.
_RESULTS = (
    "dat ket qua tot", "dat nhieu ket qua", "dat hieu qua", "ket qua tich cuc", "ket qua kha quan", "co hieu qua",
    "hieu qua cao", "mang lai hieu qua", "phat huy hieu qua", "hieu qua thiet thuc", "nang cao ro ret", "chuyen bien tich cuc",
    "chuyen bien ro net", "ngay cang hieu qua", "hoan thanh tot", "hoan thanh xuat sac", "thuc hien tot", "lam tot",
    "trien khai tot", "dong dao", "rong khap", "nhieu mo hinh", "nhieu luot", "nhieu ho", "nhieu dot", "nhieu hoat dong",
    "duoc nhan dan dong tinh", "duoc nhan dan ung ho", "su dong thuan cao", "tich cuc huong ung", "duoc danh gia cao",
)  # fmt: skip
_RESULT = re.compile(rf"\b(?:{'|'.join(_RESULTS)})\b")
# Figures in digits or in words, a bound figure, a paper or a record that can be looked up.
_EVIDENCE = re.compile(
    r"\d|\{|https?://"
    r"|\b(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|chuc|tram|nghin|ngan|trieu|ty)"
    r" (?:buoi|cuoc|ho|nha|luot|nguoi|mo hinh|xa|phuong|thon|ban|khu|dong|tan|suat|diem|lop|hoi nghi|kien nghi|y kien|cong trinh)\b"
)


def unshown(text: str) -> str:
    """The words by which it claims a result that nothing in it shows, as they stand there; "" for most sentences."""
    folded = fold(text)
    if _EVIDENCE.search(folded):
        return ""
    found = _RESULT.search(folded)
    if found is None:
        return ""
    # Folding keeps words apart as they were: the same places, counted in words.
    first = folded[: found.start()].count(" ")
    return " ".join(text.split()[first : first + found.group().count(" ") + 1]).strip('.,;:!?“”"()')
