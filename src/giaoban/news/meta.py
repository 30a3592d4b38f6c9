"""What machines read of an article: Open Graph, and schema.org's NewsArticle as a block of data in the page."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from giaoban.kernel.clock import HCM
from giaoban.news.models import Article

# Within a page nothing of the data may look like markup; in JSON these may always be written so.
HARMLESS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def of(article: Article, request: HttpRequest, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Context for the head of an article's page; `shown` is the page's own (`cover`, `corrections`, `body_name`)."""
    canonical = request.build_absolute_uri(article.get_absolute_url())
    image = request.build_absolute_uri(shown["cover"].src) if shown["cover"] else ""
    return {
        "canonical": canonical,
        "image_url": image,
        "published_iso": _iso(article.published_at),
        "changed_iso": _iso(_changed(article, shown)),
        "data": block(_news_article(article, shown, canonical=canonical, image=image)),
    }


def _changed(article: Article, shown: Mapping[str, Any]) -> dt.datetime | None:
    corrections = shown["corrections"]
    return corrections[0].corrected_at if corrections else article.published_at


def _news_article(article: Article, shown: Mapping[str, Any], *, canonical: str, image: str) -> dict[str, Any]:
    revision = article.shown
    assert revision is not None
    publisher = {"@type": "Organization", "name": shown["body_name"]}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": canonical,
        "headline": revision.title[:110],
        "description": revision.summary,
        "datePublished": _iso(article.published_at),
        "dateModified": _iso(_changed(article, shown)),
        "articleSection": article.section.name_vi,
        "keywords": revision.tags,
        "inLanguage": "vi",
        "author": {"@type": "Person", "name": revision.author} if revision.author else publisher,
        "publisher": publisher,
        "image": [image] if image else [],
        "correction": [{"@type": "CorrectionComment", "text": one.note} for one in shown["corrections"]],
    }
    return {name: value for name, value in data.items() if value}


def _iso(moment: dt.datetime | None) -> str:
    return moment.astimezone(HCM).isoformat(timespec="seconds") if moment else ""


def block(data: Mapping[str, Any] | list[Any]) -> SafeString:
    """Data of schema.org as a page may hold it."""
    written = json.dumps(data, ensure_ascii=False)
    for sign, safe in HARMLESS.items():
        written = written.replace(sign, safe)
    return mark_safe(written)  # noqa: S308 - no sign of markup is left in it
