"""Links within the portal lead to something that readers find."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from giaoban.news import markup
from giaoban.news.checks.base import Content, Finding

CODE = "dead_link"


def find(content: Content) -> Iterator[Finding]:
    for url in markup.targets(content.body):
        if url.startswith("/") and not url.startswith("//") and not content.leads_somewhere(url):
            yield Finding(CODE, True, _("This link leads nowhere on the portal."), url)
