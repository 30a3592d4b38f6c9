"""One page of the site made into a file: its links relative, and without what only the server can do."""

from collections.abc import Iterator, Mapping
from posixpath import dirname, relpath
from urllib.parse import urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.template.loader import render_to_string
from lxml import html

from giaoban.site.front.snapshots import NOTE
from giaoban.site.security import CONTENT_SECURITY_POLICY

_LINKS = ("href", "src", "action", "data-opens-url")
# A file server sends no header of ours, and this part a page may not say of itself.
_POLICY = CONTENT_SECURITY_POLICY.replace("; frame-ancestors 'none'", "")


def rewritten(
    body: bytes, *, address: str, known: Mapping[str, str], languages: Mapping[str, str], live: str
) -> tuple[bytes, list[str]]:
    """The page of an address as a file, and the assets that it asks for.

    `known` says where each public address stands, `languages` where this page stands in each language.
    """
    name = known[address]
    note = render_to_string("site/static_note.html", {"live": live})
    page = html.document_fromstring(body.decode().replace(NOTE.decode(), note), parser=html.HTMLParser(encoding=None))
    _drop_what_needs_the_server(page)
    _offer_languages(page, name, languages)
    assets = list(_relative_links(page, address, known, live))
    head = page.find("head")
    assert head is not None
    head.insert(1, head.makeelement("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}))
    return html.tostring(page, encoding="utf-8", doctype="<!doctype html>"), assets


def _drop_what_needs_the_server(page: html.HtmlElement) -> None:
    for element in page.xpath(
        "//*[@data-live] | //form[@method='post' and not(@class='languages')] | //form[@role='search'] | //a[contains(@class, 'site-search-link')]"
    ):
        if element.getparent() is not None:
            element.drop_tree()


def _offer_languages(page: html.HtmlElement, name: str, languages: Mapping[str, str]) -> None:
    for form in page.xpath("//form[@class='languages']"):
        for button in form.xpath(".//button[@name='language']"):
            button.tag = "a"
            button.set("href", _to(name, languages[button.attrib.pop("value")]))
            del button.attrib["name"]
        for field in form.xpath("./input"):
            field.drop_tree()
        form.tag = "nav"
        for attribute in ("method", "action"):
            form.attrib.pop(attribute, None)


def _relative_pictures(page: html.HtmlElement, name: str) -> Iterator[str]:
    """Pictures of the site itself come along, in each of their sizes."""
    for element in page.iter("img", "source"):
        for attribute in ("src", "srcset"):
            made = []
            for one in element.get(attribute, "").split(", "):
                path, _blank, size = one.partition(" ")
                if path.startswith("/") and not path.startswith(("//", settings.STATIC_URL)):
                    yield path
                    path = _to(name, path.lstrip("/"))
                made.append(f"{path} {size}".strip())
            if attribute in element.attrib:
                element.set(attribute, ", ".join(made))


def _relative_links(page: html.HtmlElement, own: str, known: Mapping[str, str], live: str) -> Iterator[str]:
    name = known[own]
    yield from _relative_pictures(page, name)
    for element in page.iter(html.etree.Element):
        for attribute in _LINKS:
            value = element.get(attribute, "")
            if not value.startswith(("/", "?")) or value.startswith("//"):
                continue
            parts = urlsplit(urljoin(own, value))
            address = urlunsplit(("", "", parts.path, parts.query, ""))
            tail = f"#{parts.fragment}" if parts.fragment else ""
            # A choice that is no page of its own leads to the page with everything.
            if found := known.get(address) or (not live and known.get(parts.path)):
                element.set(attribute, _to(name, found) + tail)
            elif parts.path.startswith(settings.STATIC_URL):
                yield address
                element.set(attribute, _to(name, parts.path.lstrip("/")) + tail)
            elif live:
                element.set(attribute, urljoin(urljoin(live, own), value))
            else:
                del element.attrib[attribute]


def _to(name: str, other: str) -> str:
    """The way from one file to another; the file of a folder is the folder."""
    way = relpath(other, dirname(name) or ".")
    if way == "index.html":
        return "./"
    return way.removesuffix("index.html") if way.endswith("/index.html") else way
