"""Numbers of identity cards do not belong in the paper."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from giaoban.news.checks.base import Content, Finding

CODE = "citizen_id"
# Twelve digits: the province of birth (001 to 096), sex and century, the year, six more. Nine digits are the old card's,
# told only where the text says so.
NUMBER = re.compile(r"(?<!\d)0(?:0[1-9]|[1-8]\d|9[0-6])[ .]?[0-9][ .]?\d{2}[ .]?\d{3}[ .]?\d{3}(?!\d)")
OLD = re.compile(r"(?:CMND|CMTND|chứng minh nhân dân)[^\d\n]{0,20}(\d{3}[ .]?\d{3}[ .]?\d{3})(?!\d)", re.IGNORECASE)


def find(content: Content) -> Iterator[Finding]:
    found = [match.group() for match in NUMBER.finditer(content.words)]
    found += [match.group(1) for match in OLD.finditer(content.words)]
    for written in dict.fromkeys(found):
        yield Finding(
            CODE, False, _("This looks like the number of an identity card. Take it out unless it is none."), written
        )
