"""A saved page of an earlier portal: its headline, day, author, summary, text, pictures, and the address it had.

Runs inside a bounded child. Nothing is fetched; what is told is judged again by whoever keeps it.
"""

import re
from typing import Any

from giaoban.documents.reading import html, html_article
from giaoban.news.markup.from_html import Made, markdown

SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{1,5}\)\s*(\S{1,2000}?)\s*-->", re.IGNORECASE)
MOMENT = re.compile(
    r"(?:(?P<h1>\d{1,2})[:hg](?P<m1>\d{2})\D{1,12})?(?<!\d)(?P<d>\d{1,2})[/.-](?P<mo>\d{1,2})[/.-](?P<y>(?:19|20)\d{2})(?!\d)"
    r"(?:\D{1,12}(?P<h2>\d{1,2})[:hg](?P<m2>\d{2}))?"
)
ISO = re.compile(r"(?P<y>(?:19|20)\d{2})-(?P<mo>\d{2})-(?P<d>\d{2})(?:[T ](?P<h1>\d{2}):(?P<m1>\d{2}))?")
DATED = ("date", "time", "ngay", "publish", "posted")
SIGNED = ("author", "tacgia", "tac-gia", "byline", "nguon")
LEAD = ("sapo", "lead", "summary", "tomtat", "tom-tat", "description")
LONGEST_AUTHOR = 120


def article(payload: bytes) -> dict[str, Any]:
    """{title, moment, author, summary, body, images, old}; empty words for what the page does not tell.

    `moment` is "YYYY-MM-DDTHH:MM" in the page's own time, `images` the addresses of `import:N` in the body.
    """
    document = html.document_of(payload)
    title = html_article.title_of(document)
    told = {
        "title": title,
        "moment": _moment(document),
        "author": _author(document),
        "summary": _meta(document, "description", "og:description") or _by_class(document, LEAD),
        "old": _old_address(document, payload),
    }
    main = html_article.article_of(document)
    made = Made(keeps_images=True)
    body = markdown(main, made) if main is not None else ""
    return {**told, "body": _without_repeats(body, title, told["summary"]), "images": made.images}


def _without_repeats(body: str, title: str, summary: str) -> str:
    """The text without its own headline and summary, which the page of an article says already."""
    repeated = {_plain(title), _plain(summary)} - {""}
    blocks = body.strip().split("\n\n")
    while blocks and _plain(blocks[0]) in repeated:
        blocks.pop(0)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _meta(document: Any, *names: str) -> str:
    for name in names:
        found = document.xpath("//meta[@name=$name or @property=$name or @itemprop=$name]/@content", name=name)
        if found and str(found[0]).strip():
            return " ".join(str(found[0]).split())
    return ""


def _by_class(document: Any, words: tuple[str, ...]) -> str:
    for element in document.iter():
        named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".lower()
        if named.strip() and any(word in named for word in words):
            text = " ".join(element.text_content().split())
            if 0 < len(text) <= 1_000:
                return text
    return ""


def _author(document: Any) -> str:
    said = _meta(document, "author", "article:author", "dc.creator") or _by_class(document, SIGNED)
    said = re.sub(r"^(?:tác giả|bài và ảnh|bài, ảnh|tin|bài|nguồn)\s*:\s*", "", said, flags=re.IGNORECASE)
    return said if len(said) <= LONGEST_AUTHOR and "://" not in said else ""


def _moment(document: Any) -> str:
    """The day, and the hour where one is told: of the page's own data, else of what calls itself a date."""
    told = [_meta(document, name) for name in ("article:published_time", "datePublished", "pubdate", "dc.date")]
    told += [str(one) for one in document.xpath("//time/@datetime")]
    for said in filter(None, told):
        if match := ISO.search(said) or MOMENT.search(said):
            return _written(match)
    match = MOMENT.search(_by_class(document, DATED))
    return _written(match) if match else ""


def _written(match: re.Match[str]) -> str:
    parts = match.groupdict()
    hour, minute = parts.get("h1") or parts.get("h2") or "0", parts.get("m1") or parts.get("m2") or "0"
    return f"{int(parts['y']):04}-{int(parts['mo']):02}-{int(parts['d']):02}T{int(hour):02}:{int(minute):02}"


def _old_address(document: Any, payload: bytes) -> str:
    canonical = document.xpath("//link[@rel='canonical']/@href")
    if canonical:
        return str(canonical[0]).strip()
    saved = SAVED_FROM.search(payload[:8192])
    return _meta(document, "og:url") or (saved[1].decode("utf-8", "replace") if saved else "")
