"""The public front page, the drafting box for anybody, and My work."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.briefing import drafting, published, queries, showcase, trace
from giaoban.briefing.models import Briefing
from giaoban.documents.reading import UnreadableFile
from giaoban.kernel import clock
from giaoban.kernel.publication import kept, shown
from giaoban.kernel.resolvers import Pointer
from giaoban.news import operations as news
from giaoban.news.models import Section
from giaoban.portal import my_work as work
from giaoban.portal import press
from giaoban.portal import queries as portal
from giaoban.portal.forms import DraftForm
from giaoban.portal.throttle import Throttle
from giaoban.registry.gate import needs, open_form, public, signed_in
from giaoban.registry.idempotency import once, stateless
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

# Pages of the portal as readers are counted for them: the front page, and a task of a published conclusion.
FRONT, FRONT_ID = "portal.front", UUID("0192f6a0-0000-7000-8000-000000000001")
TASK, BRIEFING = "briefing.task", "briefing.briefing"

drafts = Throttle(each=20, total=240)


@public
@kept("state")
def front(request: Request) -> HttpResponse:
    """The latest public conclusion as a living text, its answer line on top, and the drafting box beside it."""
    shown(request, FRONT, FRONT_ID)
    state = request.GET.get("state", "")
    context = {"form": DraftForm(), "state": state, "shown": portal.conclusion(state=state, today=request.today)}
    return render(request, "portal/front.html", context)


@public
@kept("state")
def conclusion(request: Request, briefing_id: UUID) -> HttpResponse:
    """One conclusion that was made public, also when a later one has taken the front page."""
    told = portal.conclusion(state=request.GET.get("state", ""), today=request.today, briefing_id=briefing_id)
    if told is None:
        raise Http404
    shown(request, BRIEFING, briefing_id)
    return render(request, "portal/conclusion.html", {"shown": told})


@public
@kept()
def result(request: Request, task_id: UUID) -> HttpResponse:
    """What came of one sentence that was made public: task → who → what was done → result."""
    task = published.published_task(task_id)
    if task is None:
        raise Http404
    shown(request, TASK, task.pk)
    (row,) = queries.rows([task], today=request.today)
    context = {
        "task": task,
        "row": row,
        "anchor": str(task.number),
        "source": queries.in_sentence(task),
        "lines": portal.public_lines(task, queries.answering_names([task], on=request.today)),
        "steps": trace.steps(
            task,
            today=request.today,
            text_url=f"{reverse('portal:front')}#t{task.number}",
            work_url=f"{reverse('portal:result', args=[task.pk])}#work",
        ),
    }
    return render(request, "portal/result.html", context)


@public
@kept()
def open_data(request: Request) -> HttpResponse:
    """What there is for machines, told to people."""
    sets = [{"name": name, "label": label, "about": about} for name, (label, about) in portal.DATASETS.items()]
    return render(request, "portal/open_data.html", {"sets": sets})


@stateless
@public
@open_form
@require_POST
def draft(request: Request) -> HttpResponse:
    """Drafts anybody's text and keeps nothing: no account, no row, no file, no line in the log but that it happened."""
    form = DraftForm(request.POST, request.FILES)
    if not drafts.allows(request.META.get("REMOTE_ADDR", "")):
        return render(request, "429.html", status=429)
    if form.is_valid():
        try:
            drafted = showcase.draft_for_anybody(text=form.cleaned_data["text"], file=form.cleaned_data["file"])
        except (UnreadableFile, drafting.UnreadableText) as problem:
            form.add_error("file" if form.cleaned_data["file"] else "text", problem.message_vi)
            if isinstance(problem, drafting.SecretText):
                form = form.emptied()
        else:
            return render(request, "portal/draft.html", {"drafted": drafted, "form": form})
    return render(request, "portal/draft_again.html", {"form": form}, status=422)


@signed_in
def my_work(request: Request) -> HttpResponse:
    """What waits for me, of every room."""
    return render(request, "portal/my_work.html", work.my_work(request.actor))


@needs(Permission.NEWS_WRITE)
@once
@require_POST
def article_of_briefing(request: Request, briefing_id: UUID) -> HttpResponse:
    """A draft article with the facts of a confirmed briefing, in the first section that takes articles."""
    visible = Briefing.objects.in_force().visible_to(request.actor)
    found = get_object_or_404(visible, pk=briefing_id)
    section = Section.objects.filter(is_closed=False).order_by("place", "pk").first()
    if section is None:
        messages.error(request, _("No section takes articles yet. Whoever approves articles opens one."))
        return redirect(found)
    made = news.draft(
        told=press.about(found, today=request.today, author=str(request.actor.user)),
        section=section,
        by=request.actor,
        at=clock.now(),
        about=Pointer(BRIEFING, found.pk),
    )
    messages.success(request, _("The draft holds the facts of the briefing; readers see nothing of it yet."))
    if published.published_in(found).count() < published.sentence_count(found):
        messages.warning(request, _("Not every sentence of it is public: leave out what may not be told."))
    return redirect("news:edit", made.pk)
