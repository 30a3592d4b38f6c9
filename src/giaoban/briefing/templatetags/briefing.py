"""The two long loops of the pages about a conclusion: `{% load briefing %}{% living_words paragraphs %}{% task_rows rows %}`.

Written here, not in a template: a conclusion has a hundred runs of words, and the page for everybody is made anew each minute.
"""

from collections.abc import Sequence

from django import template
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from giaoban.briefing.models import Task
from giaoban.briefing.queries import Row, Segment
from giaoban.kernel.templatetags.ui import grouped, icon, sentence, status_chip

register = template.Library()

LONGEST_LINE = 180


@register.simple_tag
def living_words(paragraphs: Sequence[Sequence[Segment]], public: bool = False) -> SafeString:
    """A conclusion in its own words; `public`: whether a tap on a task opens the page for everybody."""
    told = _("Task")
    told_of = ((format_html_join("", "{}", ((_words(one, told, public),) for one in part)),) for part in paragraphs)
    return format_html('<div class="living-text flow">{}</div>', format_html_join("", "<p>{}</p>", told_of))


def _words(segment: Segment, told: str, public: bool) -> SafeString:
    if not isinstance(segment.task, Task):
        return format_html("{}{}", segment.gap, sentence(segment.text, segment.colour))
    row = segment.row
    return format_html(
        '{}<a class="sentence fate-task" id="{}" href="{}" data-opens="panel"><span class="task-no{}">'
        '<span class="unseen">{} </span>{}{}</span>{}</a>',
        segment.gap,
        segment.anchor,
        _url(segment.task, public),
        f" task-no-{row.chip}" if row else "",
        told,
        grouped(segment.task.number),
        icon(row.chip, row.state) if row else "",
        segment.text,
    )


@register.simple_tag
def task_rows(rows: Sequence[Row], public: bool = False) -> SafeString:
    """Tasks as a list: what, who answers for it, until when, how it stands; `public` as above."""
    who, until, nobody = icon("unit", _("Who answers for it")), icon("calendar", _("Until when")), _("nobody named")
    opens = SafeString(' data-opens="panel"' if public else "")
    lines = (
        (
            _url(row.task, public),
            opens,
            grouped(row.task.number),
            _line(row.task.text),
            who,
            row.who or nobody,
            _answered(row),
            until,
            row.due.words,
            f" ({row.due.day})" if row.due.day else "",
            status_chip(row.chip, row.state),
        )
        for row in rows
    )
    return format_html(
        '<ul class="rows" data-rows>{}</ul>',
        format_html_join(
            "",
            '<li><a href="{}"{}>{}. {}</a><p class="meta"><span>{}<span>{}{}</span></span>'
            "<span>{}<span>{}{}</span></span></p>{}</li>",
            lines,
        ),
    )


def _line(text: str) -> str:
    begun: str = capfirst(text)
    return begun if len(begun) <= LONGEST_LINE else Truncator(begun).chars(LONGEST_LINE)


def _answered(row: Row) -> str:
    if not row.bodies:
        return ""
    told = {"answered": grouped(row.answered), "bodies": grouped(row.bodies)}
    return f" ({_('%(answered)s of %(bodies)s done') % told})"


def _url(task: Task, public: bool) -> str:
    return reverse("portal:result", args=[task.pk]) if public else task.get_absolute_url()
