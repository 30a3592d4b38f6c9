"""What in a web page is the page's and not the article's: elements, names of classes and ids, set phrases."""

import re
from itertools import pairwise

from lxml.html import HtmlElement

# Never text of the page.
_DROPPED = """
    script style noscript template svg math iframe object embed applet canvas audio video map head
    select option button textarea input datalist dialog nav aside footer menu
"""
DROPPED = frozenset(_DROPPED.split())
_ROLES = "navigation banner contentinfo complementary search menu menubar dialog toolbar"
ROLES = frozenset(_ROLES.split())
# Words in names of classes and ids, English and Vietnamese, as sites of offices and newspapers use them.
_NAMES = """
    nav navbar navigation menu breadcrumb breadcrumbs sidebar footer copyright
    share sharing social addthis tools toolbar print rating tag tags
    related relate relation relations lienquan tinkhac tinmoi othernews other latest mostread docnhieu xemnhieu
    comment comments binhluan poll polls vote binhchon thamdo
    counter visitor visitors thongke truycap statistic statistics hitcounter online
    banner quangcao ads adv advert popup modal cookie cookies newsletter subscribe hotline widget weblink weblinks lienket
    pagination pager paging search login gotop backtotop totop scrolltop skip hidden
"""
NAMES = frozenset(_NAMES.split())
NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
PHRASE_LETTERS = 80
PAGE_PHRASE = re.compile(
    r"(?:\d+\s+)?(?:go top|(?:về|lên) đầu trang|lượt xem|số lượt|đã xem|thống kê truy cập|(?:tổng )?lượt truy cập|"
    r"(?:người|đang|(?:số )?khách) trực tuyến|đang truy cập|hôm nay|hôm qua|trong tuần|trong tháng|"
    r"bình chọn|biểu quyết|thăm dò|chia sẻ|in bài viết|in trang|bản in|gửi (?:e-?mail|bài|phản hồi)|quay lại|trở về|"
    r"xem tiếp|(?:các )?tin (?:liên quan|khác|mới hơn|cũ hơn|đã đưa)|các bài khác|bài viết liên quan|từ khóa|tags?|"
    r"facebook|twitter|zalo|đăng nhập|trang chủ|tìm kiếm|bản quyền|copyright|©|print|share)(?!\w)[^.!?;]{0,40}",
    re.IGNORECASE,
)


def is_page_phrase(text: str) -> bool:
    """A short line that belongs to the page and not to the article, wherever it stands."""
    return len(text) < PHRASE_LETTERS and PAGE_PHRASE.fullmatch(text) is not None


def is_shown(element: HtmlElement) -> bool:
    """An element whose text a reader of the page would see as text."""
    return (
        isinstance(element.tag, str)
        and element.tag not in DROPPED
        and "hidden" not in element.attrib
        and element.get("aria-hidden") != "true"
        and not HIDDEN.search(element.get("style", ""))
    )


def is_furniture(element: HtmlElement) -> bool:
    """By its role or the names it bears, the element looks like furniture; whether it is, its share of the prose says."""
    if element.get("role", "").lower() in ROLES:
        return True
    if element.tag == "header" and not any(above.tag in {"article", "main"} for above in element.iterancestors()):
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    parts = [part.lower() for part in NAME_PARTS.findall(names)]
    return not NAMES.isdisjoint([*parts, *map("".join, pairwise(parts))])  # "thong-ke", "mainMenu"
