"""Each picture says in words what it shows."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from giaoban.news import markup
from giaoban.news.checks.base import Content, Finding

CODE = "missing_alt"


def find(content: Content) -> Iterator[Finding]:
    if content.has_cover and not content.cover_alt:
        yield Finding(CODE, True, _("The cover picture has no description for people who cannot see it."))
    if silent := markup.pictures_without_words(content.body):
        sentence = _("A picture in the text has no description: write it between the square brackets.")
        yield Finding(CODE, True, sentence, str(silent))
