"""A title is read at a glance."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from giaoban.news.checks.base import Content, Finding

CODE = "long_title"
READ_AT_A_GLANCE, LONGEST = 120, 200


def find(content: Content) -> Iterator[Finding]:
    length = len(content.title)
    if length > LONGEST:
        yield Finding(CODE, True, _("The title is longer than 200 characters. Shorten it."), str(length))
    elif length > READ_AT_A_GLANCE:
        yield Finding(
            CODE, False, _("The title is longer than 120 characters; lists and phones cut it off."), str(length)
        )
