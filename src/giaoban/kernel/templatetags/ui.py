"""The components of every page. Loaded into each template by the settings; the style guide at /styleguide/ shows them.

Blocks (take what stands between them):

    {% page_header title kicker="" back_url="" back_label="" %} actions {% endpage_header %}
    {% answer_line %} the sentence a leader would say, its numbers as {% figure %} {% endanswer_line %}
    {% table columns caption="" %} <tr> {% cell columns.title %}…{% endcell %} … </tr> {% endtable %}
    {% button_row %} {% button %} {% link_button %} {% endbutton_row %}          one filled button, or it raises
    {% alert kind="info" title="" %} text {% endalert %}                         info, success, warning, danger
    {% empty_state title icon="sentence" %} what to do {% endempty_state %}
    {% dialog title consequence= action= submit= back_url="" reason=form.reason kind="danger" %} more fields {% enddialog %}
    {% panel title url="" %} the detail of one thing {% endpanel %}              what a tap on a sentence brings
    {% living_text %} paragraphs of {% sentence %} {% endliving_text %}

Single tags:

    {% icon name label="" %}                          without a label it is hidden from screen readers
    {% figure value url unit="" label="" %}           a number that opens to what it counts
    {% status_chip status label="" %}                 icon and word; status: components.Status
    {% sentence text fate url key="" current=False %} one sentence, coloured by its fate; fate: components.Fate
    {% fate_legend counts %}                          counts: [components.FateCount]
    {% trace_strip steps %}                           steps: [components.Step]
    {% timeline moments %}                            moments: [components.Moment]
    {% progress done total label url="" %}            `url` is asked for the same fragment every two seconds
    {% refresh_without_script seconds=5 %}            in the block `head` of a page that shows running work
    {% pagination page %}                             a Paginator's page or listing.Keyset
    {% filter_bar form action="" %}                   a GET form; what is chosen stands in the address, as chips
    {% form_errors form %}                            the summary above a refused form, with links to its fields
    {% form_field form.title %}                       label, help, error, field
    {% file_drop form.file note="" %}                 a plain file field that one can also drop onto
    {% form_guard %}                                  in every POST form: CSRF token and idempotency key
    {% button label kind="main" name="" value="" icon="" %}       kind: main (filled), plain, danger, quiet
    {% link_button label url kind="plain" icon="" opens="" %}     opens: "dialog" or "panel", with script; else a link
    {% copy_button text label="" %}

A link opens its page; with script, `opens` shows that page's `panel` or `dialog` over the present one instead.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from giaoban.kernel.components import Fate, FateCount, Moment, Status, Step
from giaoban.kernel.icons import ICONS
from giaoban.kernel.listing import Column, Columns, Keyset, address, chips

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()

BUTTON_KINDS = {"main", "plain", "danger", "quiet"}
ALERT_ICONS = {"info": "information", "success": "done", "warning": "late", "danger": "refused", "error": "refused"}
FATE_ICONS = {fate: "sentence" if fate is Fate.NONE else fate.value for fate in Fate}


# --- Small things ---------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: "StrOrPromise" = "") -> SafeString:
    """An inline drawing. An unknown name raises KeyError: a missing icon is found by the first test of its page."""
    return _drawn(name, str(label))


@lru_cache(maxsize=1024)
def _drawn(name: str, label: str) -> SafeString:
    """A page has a hundred of them, and few different ones."""
    who = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" viewBox="0 0 20 20" {}><path d="{}"/></svg>', who, ICONS[name])


def grouped(value: object) -> object:
    """Integers grouped as the reader's language groups them; anything else as it came."""
    return formats.number_format(value, force_grouping=True) if isinstance(value, int) else value


@register.simple_tag
def message_icon(level: str) -> SafeString:
    return icon(ALERT_ICONS.get(level, "information"))


@register.simple_tag
def figure(value: object, url: str = "", unit: "StrOrPromise" = "", label: "StrOrPromise" = "") -> SafeString:
    inner = format_html("{} {}", grouped(value), unit) if unit else format_html("{}", grouped(value))
    text = format_html('<span class="figure-label">{}</span><span class="figure-value">{}</span>', label, inner)
    body = text if label else inner
    kind = "figure figure-block" if label else "figure"
    if not url:
        return format_html('<span class="{}">{}</span>', kind, body)
    return format_html('<a class="{}" href="{}">{}</a>', kind, url, body)


@register.simple_tag
def status_chip(status: str, label: "StrOrPromise" = "") -> SafeString:
    known = Status(status)
    return format_html(
        '<span class="chip chip-{}">{}<span>{}</span></span>', known.value, icon(known.value), label or known.label
    )


@register.simple_tag
def button(
    label: "StrOrPromise",
    kind: str = "main",
    name: str = "",
    value: str = "",
    icon: str = "",
) -> SafeString:
    return format_html(
        '<button type="submit" class="button {}"{}>{}<span>{}</span></button>',
        _kind(kind),
        format_html(' name="{}" value="{}"', name, value) if name else "",
        _icon(icon),
        label,
    )


@register.simple_tag
def link_button(label: "StrOrPromise", url: str, kind: str = "plain", icon: str = "", opens: str = "") -> SafeString:
    return format_html(
        '<a class="button {}" href="{}"{}>{}<span>{}</span></a>',
        _kind(kind),
        url,
        format_html(' data-opens="{}"', opens) if opens else "",
        _icon(icon),
        label,
    )


def _inner(content: str) -> SafeString:
    """What stood between a block's tags: rendered, hence escaped, by the template itself."""
    return mark_safe(content.strip())  # noqa: S308


def _kind(kind: str) -> str:
    if kind not in BUTTON_KINDS:
        raise ValueError(f"A button is one of {sorted(BUTTON_KINDS)}, not {kind!r}.")
    return f"button-{kind}"


def _icon(name: str) -> SafeString:
    return icon(name) if name else SafeString("")


@register.simple_block_tag
def button_row(content: str) -> SafeString:
    if content.count("button-main") > 1:
        raise ValueError("A page has one filled button, the next act; the others are plain or quiet.")
    return format_html('<div class="button-row">{}</div>', content)


@register.simple_tag
def copy_button(text: str, label: "StrOrPromise" = "") -> SafeString:
    """Shown only where a script can copy; the text itself stands beside it for everybody."""
    return format_html(
        '<button type="button" class="button button-quiet needs-script" data-copy="{}" data-copied="{}">{}<span>{}</span></button>',
        text,
        _("Copied"),
        icon("copy"),
        label or _("Copy"),
    )


# --- The frame of a page ----------------------------------------------------------------------------------------------


@register.simple_block_tag
def page_header(
    content: str,
    title: "StrOrPromise",
    kicker: "StrOrPromise" = "",
    back_url: str = "",
    back_label: "StrOrPromise" = "",
) -> SafeString:
    context = {
        "actions": _inner(content),
        "title": title,
        "kicker": kicker,
        "back_url": back_url,
        "back_label": back_label,
    }
    return render_to_string("ui/page_header.html", context)


@register.simple_block_tag
def answer_line(content: str) -> SafeString:
    return format_html('<p class="answer-line">{}</p>', _inner(content))


@register.simple_block_tag
def alert(content: str, kind: str = "info", title: "StrOrPromise" = "") -> SafeString:
    role = "alert" if kind in {"warning", "danger"} else "status"
    heading = format_html('<p class="alert-title">{}</p>', title) if title else ""
    return format_html(
        '<div class="alert alert-{}" role="{}">{}<div class="flow">{}{}</div></div>',
        kind,
        role,
        icon(ALERT_ICONS[kind]),
        heading,
        content,
    )


@register.simple_block_tag
def empty_state(content: str, title: "StrOrPromise", icon: str = "sentence") -> SafeString:
    return format_html(
        '<div class="empty">{}<p class="empty-title">{}</p><div class="flow">{}</div></div>',
        _icon(icon),
        title,
        content,
    )


@register.simple_block_tag
def panel(content: str, title: "StrOrPromise", url: str = "") -> SafeString:
    return render_to_string("ui/panel.html", {"content": content, "title": title, "url": url})


@register.simple_block_tag(takes_context=True)
def dialog(
    context: Context,
    content: str,
    title: "StrOrPromise",
    *,
    consequence: "StrOrPromise",
    action: str,
    submit: "StrOrPromise",
    back_url: str = "",
    reason: BoundField | None = None,
    kind: str = "danger",
) -> SafeString:
    """One act with its consequence: what will follow, why it is done, and one button named after the act."""
    own = {
        "content": content,
        "title": title,
        "consequence": consequence,
        "action": action,
        "submit": submit,
        "back_url": back_url,
        "reason": reason,
        "kind": kind,
        "csrf_token": context.get("csrf_token"),
    }
    return render_to_string("ui/dialog.html", own)


# --- Tables and lists -------------------------------------------------------------------------------------------------


@register.simple_block_tag(takes_context=True)
def table(context: Context, content: str, columns: Columns, caption: "StrOrPromise" = "") -> SafeString:
    """A list with a sticky head on wide screens that becomes cards on a phone; sorting stands in the address."""
    request = context.get("request")
    sort = columns.chosen(request.GET.get("sort")) if request else columns.default
    heads = []
    for column in columns.values():
        direction = {column.name: "ascending", f"-{column.name}": "descending"}.get(sort, "")
        other = f"-{column.name}" if direction == "ascending" else column.name
        url = address(request.GET, sort=other) if request and column.order else ""
        heads.append({"column": column, "direction": direction, "url": url})
    return render_to_string("ui/table.html", {"caption": caption, "heads": heads, "rows": content})


@register.simple_block_tag
def cell(content: str, column: Column) -> SafeString:
    name = "th" if column.primary else "td"
    return format_html(
        "<{}{}{}{}>{}</{}>",
        name,
        mark_safe(' scope="row"') if column.primary else "",
        mark_safe(' class="number"') if column.number else "",
        "" if column.primary or column.hidden_label else format_html(' data-label="{}"', column.label),
        _inner(content),
        name,
    )


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any] | Keyset) -> dict[str, Any]:
    """Earlier and later pages; nothing at all where one page holds everything."""
    request: HttpRequest = context["request"]
    if isinstance(page, Keyset):
        return {"previous": page.previous, "next": page.next, "shown": page.shown, "page": None}
    return {
        "previous": address(request.GET, page=str(page.previous_page_number())) if page.has_previous() else "",
        "next": address(request.GET, page=str(page.next_page_number())) if page.has_next() else "",
        "page": page,
    }


@register.inclusion_tag("ui/filter_bar.html", takes_context=True)
def filter_bar(context: Context, form: BaseForm, action: str = "") -> dict[str, Any]:
    request: HttpRequest = context["request"]
    names = [form.add_prefix(name) for name in form.fields]
    kept = [("sort", value) for value in request.GET.getlist("sort")]
    clear = address(request.GET, drop=names)
    return {"form": form, "action": action, "chips": chips(request.GET, form), "kept": kept, "clear": clear}


# --- What became of it ------------------------------------------------------------------------------------------------


@register.simple_tag
def sentence(text: str, fate: str, url: str = "", key: str = "", current: bool = False) -> SafeString:
    known = Fate(fate)
    attributes = format_html_join(
        "",
        ' {}="{}"',
        [(name, value) for name, value in (("id", key), ("aria-current", "true" if current else "")) if value],
    )
    fate_said = format_html('<span class="unseen"> ({})</span>', known.label)
    if not url:
        return format_html('<span class="sentence fate-{}"{}>{}{}</span>', known.value, attributes, text, fate_said)
    return format_html(
        '<a class="sentence fate-{}" href="{}" data-opens="panel"{}>{}{}</a>',
        known.value,
        url,
        attributes,
        text,
        fate_said,
    )


@register.simple_block_tag
def living_text(content: str) -> SafeString:
    """The text at the left, the place where a tapped sentence opens at its right (on a phone: from below)."""
    return format_html('<div class="living" data-panel-host><div class="living-text flow">{}</div></div>', content)


@register.inclusion_tag("ui/fate_legend.html")
def fate_legend(counts: Sequence[FateCount]) -> dict[str, Any]:
    return {"entries": [(entry, FATE_ICONS[entry.fate]) for entry in counts]}


@register.inclusion_tag("ui/trace_strip.html")
def trace_strip(steps: Sequence[Step]) -> dict[str, Any]:
    return {"steps": steps}


@register.inclusion_tag("ui/timeline.html")
def timeline(moments: Sequence[Moment]) -> dict[str, Any]:
    return {"moments": moments}


@register.inclusion_tag("ui/progress.html")
def progress(done: int, total: int, label: "StrOrPromise", url: str = "") -> dict[str, Any]:
    """A bar that also says its figures. While `done < total` and `url` is given, htmx asks for it again."""
    percent = 100 * done // total if total else 100
    return {
        "done": grouped(done),
        "total": grouped(total),
        "label": label,
        "percent": percent,
        "url": url,
        "running": done < total,
    }


@register.simple_tag
def refresh_without_script(seconds: int = 5) -> SafeString:
    return format_html('<noscript><meta http-equiv="refresh" content="{}"></noscript>', seconds)
