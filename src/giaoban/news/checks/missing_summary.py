"""An article says in two sentences what it is about."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from giaoban.news.checks.base import Content, Finding

CODE = "missing_summary"


def find(content: Content) -> Iterator[Finding]:
    if not content.summary:
        yield Finding(CODE, False, _("There is no summary; lists and shared links show only the title."))
    if not content.body:
        yield Finding("missing_text", True, _("There is no text yet."))
