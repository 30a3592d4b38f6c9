"""A draft of a form: its editor and the pages on which a part of it is written."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.kernel.vietnamese import fold, sort_key
from giaoban.registry import queries as registry
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.reporting import form_shelf, known, offering, operations
from giaoban.reporting.drafted import editing
from giaoban.reporting.drafted.content import Content, DraftLine
from giaoban.reporting.drafted.problems import FORM, line_place, rule_place, section_place
from giaoban.reporting.editor_forms import (
    DraftHeadForm,
    FormSearch,
    LineForm,
    NewLineForm,
    RuleForm,
    SectionForm,
    Seen,
)
from giaoban.reporting.models import FormDraft
from giaoban.reporting.views.own_forms import may_write

FOUND = 30


def found(request: Request, form_draft_id: UUID) -> FormDraft:
    """An open draft of the own body."""
    visible = FormDraft.objects.visible_to(request.actor).open()
    return get_object_or_404(visible.select_related("copied", "by"), pk=form_draft_id)


def _back(draft: FormDraft, place: str = "") -> HttpResponse:
    return redirect(draft.get_absolute_url() + (f"#{place}" if place else ""))


def _changed(content: Content, change: Callable[[Content], Content]) -> Content:
    try:
        return change(content)
    except IndexError as problem:
        raise Http404 from problem


# --- The editor -------------------------------------------------------------------------------------------------------


@may_write
@once
def draft(request: Request, form_draft_id: UUID) -> HttpResponse:
    """All sections, lines and rules with what is wrong with each; moved, taken out and put back by their buttons."""
    draft = found(request, form_draft_id)
    if request.method == "POST":
        return _acted(request, draft)
    wrong = known.wrong(draft)
    shown = form_shelf.shown(draft.written, known.indicators())
    sections = [
        (place, section, wrong.get(section_place(place), []), _lines(place, lines, wrong))
        for place, (section, lines) in enumerate(shown.sections)
    ]
    rules = [(number, *one, wrong.get(rule_place(number), [])) for number, one in enumerate(shown.rules)]
    context = {
        "draft": draft,
        "sections": sections,
        "rules": rules,
        "wrong": wrong.get(FORM, []),
        "problems": sum(map(len, wrong.values())),
        "first_wrong": next((place for place in wrong if place != FORM), ""),
        "lines": len(list(draft.written.lines())),
        "is_version": _is_version(draft),
    }
    return render(request, "reporting/form_draft.html", context)


def _lines(place: int, lines: list[form_shelf.ShownLine], wrong: dict[str, list[str]]) -> list[Any]:
    told = ((line_place(place, number), line) for number, line in enumerate(lines))
    return [(where, number, line, wrong.get(where, [])) for number, (where, line) in enumerate(told)]


def _is_version(draft: FormDraft) -> bool:
    return draft.copied is not None and draft.copied.code == draft.code


def _acted(request: Request, draft: FormDraft) -> HttpResponse:
    """A button at a section, a line or a rule: its act and where, such as `up:s0l3`."""
    act, _sign, where = request.POST.get("act", "").partition(":")
    form = Seen(request.POST)
    if not form.is_valid():
        raise Http404
    before = draft.written
    content = _changed(before, lambda content: _after(content, act, where))
    try:
        operations.keep_form(
            draft_id=draft.pk, seen=form.cleaned_data["seen"], content=content, by=request.actor, at=clock.now()
        )
    except operations.Refused as refusal:
        messages.warning(request, str(refusal))
        return _back(draft, where)
    return _back(draft, _landed(before, act, where))


def _landed(before: Content, act: str, where: str) -> str:
    """Where on the page the part stands after the act, so that a line is moved on without looking for it."""
    place, line = offering.place_of(where)
    if act not in {"up", "down"}:
        return where
    step = -1 if act == "up" else 1
    there = place + step
    if line is None:
        return section_place(there) if 0 <= there < len(before.sections) else where
    if 0 <= line + step < len(before.sections[place].lines):
        return line_place(place, line + step)
    if not 0 <= there < len(before.sections):
        return where
    return line_place(there, len(before.sections[there].lines) if step < 0 else 0)


def _after(content: Content, act: str, where: str) -> Content:
    place, line = offering.place_of(where)
    if where.startswith("r"):
        return editing.put_rule(content, place, replace(content.rules[place], is_out=_out(act)))
    if act in {"up", "down"}:
        step = -1 if act == "up" else 1
        return (
            editing.move_section(content, place, step)
            if line is None
            else editing.move_line(content, place, line, step)
        )
    section = content.sections[place]
    if line is None:
        return editing.put_section(content, place, replace(section, is_out=_out(act)))
    return editing.put_line(content, place, line, replace(section.lines[line], is_out=_out(act)))


def _out(act: str) -> bool:
    if act not in {"out", "back"}:
        raise Http404
    return act == "out"


# --- Parts of it ------------------------------------------------------------------------------------------------------


def _part(
    request: Request,
    draft: FormDraft,
    form: Any,
    *,
    of: Any,
    title: str,
    place: str,
    keep: Callable[[], dict[str, Any]],
    note: str = "",
) -> HttpResponse:
    """A page on which a part is written; `of` is what stands there, `keep` gives what is kept of the valid form."""
    stands = sha256(repr(of).encode()).hexdigest()[:16]
    form.initial["was"] = stands
    if request.method == "POST" and form.is_valid():
        try:
            operations.keep_form(
                draft_id=draft.pk, seen=form.cleaned_data["seen"], by=request.actor, at=clock.now(), **keep()
            )
        except operations.FormKeptMeanwhile as refusal:
            # The next sending has seen what stands now; where that is another part by now, none of them is kept here.
            if form.cleaned_data["was"] == stands:
                form.data = form.data.copy()
                form.data["seen"] = str(draft.seen)
            form.add_error(None, str(refusal))
        except operations.Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _back(draft, place)
    context = {
        "draft": draft,
        "form": form,
        "title": title,
        "note": note,
        "back_url": f"{draft.get_absolute_url()}#{place}",
    }
    return render(request, "reporting/form_part.html", context)


@may_write
@once
def head(request: Request, form_draft_id: UUID) -> HttpResponse:
    """Name, code, who fills the form in, for what."""
    draft = found(request, form_draft_id)
    own = registry.kind(request.actor.body, on=request.today)
    is_version = _is_version(draft)
    form = DraftHeadForm(
        request.POST or None, own=own, head=draft.head, is_version=is_version, initial={"seen": draft.seen}
    )
    kept = _(
        "A new version keeps code, bodies, level, period and days, so that its numbers follow on. To ask others or at other times, copy the form as a new one."
    )
    return _part(
        request, draft, form, of=draft.head, title=_("Head of the form"), place="", note=kept if is_version else "",
        keep=lambda: {"head": form.head()},
    )  # fmt: skip


@may_write
@once
def section(request: Request, form_draft_id: UUID, place: int | None = None) -> HttpResponse:
    """A section, new or one that stands."""
    draft = found(request, form_draft_id)
    content = draft.written
    before = None if place is None else offering.at(content.sections, place)
    typed = {"title": before.title, "guidance": before.guidance} if before else {}
    form = SectionForm(request.POST or None, initial={**typed, "seen": draft.seen})

    def keep() -> dict[str, Any]:
        made = form.section(before)
        if place is None:
            return {"content": editing.add_section(content, made)}
        return {"content": editing.put_section(content, place, made)}

    there = len(content.sections) if place is None else place
    return _part(request, draft, form, of=before, title=_("Section of the form"), place=section_place(there), keep=keep)


@may_write
@once
def add_line(request: Request, form_draft_id: UUID, place: int) -> HttpResponse:
    """Indicators that are known, found by words; one of them becomes a line at the end of the section."""
    draft = found(request, form_draft_id)
    section, asks = offering.at(draft.written.sections, place), known.indicators()
    if request.method == "POST":
        return _added(request, draft, place, request.POST.get("code", ""))
    form = FormSearch(request.GET)
    words = fold(form.cleaned_data["q"]).split() if form.is_valid() else []
    on_form = {line.code for line in draft.written.lines()}
    fitting = [
        one
        for code, one in asks.items()
        if code not in on_form and all(word in fold(f"{one.name} {code}") for word in words)
    ]
    context = {
        "draft": draft,
        "place": place,
        "section": section,
        "form": form,
        "entries": sorted(fitting, key=lambda one: sort_key(one.name))[:FOUND],
        "count": len(fitting),
        "q": " ".join(words) and form.cleaned_data["q"],
    }
    return render(request, "reporting/form_line_add.html", context)


def _added(request: Request, draft: FormDraft, place: int, code: str) -> HttpResponse:
    form = Seen(request.POST)
    if code not in known.indicators() or not form.is_valid():
        raise Http404
    content = _changed(draft.written, lambda content: editing.add_line(content, place, DraftLine(code)))
    try:
        operations.keep_form(
            draft_id=draft.pk, seen=form.cleaned_data["seen"], content=content, by=request.actor, at=clock.now()
        )
    except operations.Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("reporting:form-line-add", draft.pk, place)
    return _back(draft, line_place(place, len(content.sections[place].lines) - 1))


@may_write
@once
def new_line(request: Request, form_draft_id: UUID, place: int) -> HttpResponse:
    """A line whose indicator nobody has asked for yet."""
    draft = found(request, form_draft_id)
    content = draft.written
    number = len(offering.at(content.sections, place).lines)
    name = request.GET.get("q", "")[:300]
    form = NewLineForm(
        request.POST or None, initial={"seen": draft.seen, "name": name}, **offering.for_new_line(content, None)
    )
    return _part(
        request, draft, form, of=content.sections[place].title, title=_("Line with a new indicator"), place=line_place(place, number),
        keep=lambda: {"content": editing.add_line(content, place, form.new_line())},
    )  # fmt: skip


@may_write
@once
def line(request: Request, form_draft_id: UUID, place: int, number: int) -> HttpResponse:
    """How a line asks; of an indicator that is new, also the indicator."""
    draft = found(request, form_draft_id)
    content = draft.written
    before = offering.at(offering.at(content.sections, place).lines, number)
    initial = {"seen": draft.seen}
    form: LineForm
    if before.ask:
        initial |= NewLineForm.typed(before)
        form = NewLineForm(request.POST or None, initial=initial, **offering.for_new_line(content, before.code))
        kept = form.new_line
    else:
        initial |= LineForm.typed(before)
        form = LineForm(request.POST or None, initial=initial, numbers=offering.numbers(content, but=before.code))
        kept = lambda: form.line(before.code, None)  # noqa: E731
    title = before.ask.name if before.ask else offering.name(before.code)

    def keep() -> dict[str, Any]:
        return {"content": editing.put_line(content, place, number, replace(kept(), is_out=before.is_out))}

    return _part(request, draft, form, of=before, title=title, place=line_place(place, number), keep=keep)


@may_write
@once
def rule(request: Request, form_draft_id: UUID, number: int | None = None) -> HttpResponse:
    """A rule between lines, new or one that stands."""
    draft = found(request, form_draft_id)
    content = draft.written
    before = None if number is None else offering.at(content.rules, number)
    initial = {"seen": draft.seen, **(RuleForm.typed(before) if before else {})}
    form = RuleForm(request.POST or None, initial=initial, numbers=offering.numbers(content))

    def keep() -> dict[str, Any]:
        if number is None or before is None:
            return {"content": editing.add_rule(content, form.rule())}
        return {"content": editing.put_rule(content, number, replace(form.rule(), is_out=before.is_out))}

    there = len(content.rules) if number is None else number
    return _part(request, draft, form, of=before, title=_("Rule between lines"), place=rule_place(there), keep=keep)
