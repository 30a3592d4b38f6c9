"""Telephone numbers are personal unless they are an office’s."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from giaoban.news.checks.base import Content, Finding

CODE = "phone_number"
# Vietnamese numbers as people write them: 0 or +84, then nine digits (ten for a fixed line), with blanks, dots, hyphens.
NUMBER = re.compile(r"(?<![\w/.,-])(?:\+84|0)(?:[ .-]?\d){9,10}(?![\w/])")


def find(content: Content) -> Iterator[Finding]:
    for written in dict.fromkeys(match.group() for match in NUMBER.finditer(content.words)):
        yield Finding(
            CODE, False, _("This looks like a telephone number. Is it an office’s, or may it be published?"), written
        )
