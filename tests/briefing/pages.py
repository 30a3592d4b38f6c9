"""What the tests of pages share: sending a form, reading an answer, a conclusion with so many orders."""

import uuid

from lxml import html

from giaoban.briefing import operations

ORDERS = (
    "rà soát danh sách hộ khó khăn trước ngày 15/11/2021",
    "tổ chức tập huấn cho cán bộ cơ sở trong tháng 11/2021",
    "quán triệt Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị đến các chi hội",
)


def conclusion(orders: int, day: str = "20/10/2021") -> str:
    """A conclusion of our own that gives the provincial Women's Union so many things to do."""
    return (
        f"Giao ban công tác Hội tháng 10 năm 2021\n\nNgày {day}, Thường trực Tỉnh ủy tổ chức hội nghị giao ban tháng 10 "
        "năm 2021. Đồng chí Trần Hữu Nghĩa, Phó Bí thư Thường trực Tỉnh ủy chủ trì hội nghị.\n\nKết luận hội nghị, "
        f"đồng chí Trần Hữu Nghĩa yêu cầu Hội Liên hiệp Phụ nữ tỉnh {'; '.join(ORDERS[:orders])}.\n"
    )


def imported(text: str, *, by, at, linker):
    """The first import made of a text."""
    return operations.import_text(text=text, kind="pasted", by=by, at=at, linker=linker)[0]


def send(client, url, *, key=None, **fields):
    """Posts a form as its page would: with a key of its own."""
    return client.post(url, {"idempotency_key": str(key or uuid.uuid4()), **fields})


def tree(response):
    return html.fromstring(response.content.decode())


def classed(page, name: str):
    """The elements of a class, in order."""
    return page.xpath(f'.//*[contains(concat(" ", normalize-space(@class), " "), " {name} ")]')


def words(element) -> str:
    """What one reads, blanks made one."""
    return " ".join(element.text_content().split())


def said(response) -> str:
    """Everything that a page says in its main part."""
    return words(tree(response).get_element_by_id("main"))


def error_beside(response, field: str) -> str:
    """The error that stands beside a field, "" where none does."""
    found = tree(response).xpath(f'//*[@id="id_{field}_error"]')
    return words(found[0]) if found else ""
