"""Every route × everybody of the cast, for rows that exist: the door, then the row.

What is expected follows from the rules: a role without the permission is refused at the door (403); a row that one may
not see does not exist (404); what one may see, opens, or says why the act itself is not one's own (403, 405, 409).
"""

import functools
import uuid

import pytest
from django.http import HttpResponseForbidden, HttpResponseNotFound
from django.test import Client
from django.views import defaults

from giaoban.activities.models import ActionProgramme, Activity
from giaoban.briefing.models import (
    Briefing,
    Difference,
    Extension,
    Invitation,
    Meeting,
    MeetingPaper,
    OldList,
    Series,
    Task,
    TaskLine,
    TextImport,
)
from giaoban.documents.models import IssuedPaper, LibraryEntry, StoredFile
from giaoban.news import operations as news
from giaoban.news.models import Article, Review, ReviewLink, ScheduleEntry, ScheduleWeek
from giaoban.portal.models import Notice
from giaoban.registry import gate
from giaoban.registry.models import Event, RoleAssignment, Unit, User
from giaoban.registry.roles import Permission
from giaoban.reporting import operations as reporting
from giaoban.reporting.known import content_of, head_of
from giaoban.reporting.models import Call, FormDraft, MoreTime, PeriodReport, Return
from giaoban.site import urls
from giaoban.voices.models import Poll, Voice
from tests.activities.conftest import activity, target, told  # noqa: F401 - fixtures
from tests.briefing.conftest import briefing, confirm, linker, text_import  # noqa: F401 - fixtures
from tests.cast import TODAY
from tests.documents.conftest import draft, library_entry, papers  # noqa: F401 - fixtures
from tests.news.conftest import article, entered_week, review, section, submitted, written  # noqa: F401 - fixtures
from tests.replay import made_once
from tests.reporting.conftest import call as called  # noqa: F401 - fixture
from tests.repository.routes import Route, routes
from tests.voices.conftest import asked, dung, opened, poll, said, tam, voice  # noqa: F401 - fixtures

ROUTES = [route for route in routes() if route.rule not in {gate.PUBLIC, None}]
BACKEND = "django.contrib.auth.backends.ModelBackend"
each_room = pytest.mark.parametrize("room", sorted({route.room for route in ROUTES}))
# Which rows an argument of a route names. A pair of arguments is decided by the first: what hangs on a hidden row is hidden.
MODELS = {
    "unit_id": Unit,
    "user_id": User,
    "import_id": TextImport,
    "old_list_id": OldList,
    "briefing_id": Briefing,
    "task_id": Task,
    "line_id": TaskLine,
    "series_id": Series,
    "meeting_id": Meeting,
    "meeting_paper_id": MeetingPaper,
    "invitation_id": Invitation,
    "difference_id": Difference,
    "extension_id": Extension,
    "paper_id": IssuedPaper,
    "library_id": LibraryEntry,
    "activity_id": Activity,
    "programme_id": ActionProgramme,
    "poll_id": Poll,
    "article_id": Article,
    "review_id": Review,
    "link_id": ReviewLink,
    "voice_id": Voice,
    "call_id": Call,
    "return_id": Return,
    "more_time_id": MoreTime,
    "report_id": PeriodReport,
    "form_draft_id": FormDraft,
    "week_id": ScheduleWeek,
    "notice_id": Notice,
    "entry_id": ScheduleEntry,
}


@pytest.fixture
@made_once
def frozen(called, phuc, at):  # noqa: F811
    """The provincial Front's report on a call, frozen."""
    report = reporting.begin_report(call_id=called.pk, by=phuc, at=at)
    return reporting.freeze_report(report_id=report.pk, by=phuc, at=at)


@pytest.fixture
def rows(province, hoa, tuyet, khoa, briefing, papers, activity, target, poll, voice, review, frozen, entered_week, at):  # noqa: F811
    """One row of each model that an address names, all of this province."""
    call = frozen.report.call
    task = briefing.tasks.filter(lines__isnull=False).order_by("number").first()
    series = Series.objects.create(name="Giao ban quý", owner=province.party)
    meeting = Meeting.objects.create(series=series, held_on=TODAY, created_at=at, created_by=tuyet.user)
    file = StoredFile.objects.create(
        sha256="0" * 64,
        media_type="text/plain",
        name="a.txt",
        size=1,
        unit=province.office,
        stored_at=at,
        stored_by=tuyet.user,
    )
    found = {
        "unit_id": province.women,
        "user_id": hoa.user,
        "assignment_id": hoa.assignment,
        "import_id": briefing.text_import,
        "briefing_id": briefing,
        "paper_id": papers[0],
        "library_id": papers[1],
        "activity_id": activity,
        "programme_id": target.goal.programme,
        "call_id": call,
        "report_id": frozen.report,
        "passage_id": frozen.report.passages.first(),
        "figure_id": frozen.figures.order_by("place").first(),
        "form_draft_id": FormDraft.objects.create(
            **head_of(call.form).fields(),
            owner=province.front,
            content=content_of(call.form).as_json(),
            at=at,
            by=khoa.user,
        ),
        "place": 0,
        "return_id": Return.objects.create(call=call, unit=province.front_commune, map_day=call.map_day, made_at=at),
        "more_time_id": MoreTime.objects.create(
            call=call, unit=province.front_commune, due=TODAY, reason="Lũ", at=at, by=hoa.user
        ),
        "conclusion_id": task,
        "land_id": province.commune,
        "indicator_id": call.form.sections.order_by("number")[1].items.order_by("number")[0].indicator,
        "goal_id": target.goal,
        "target_id": target,
        "task_id": task,
        "poll_id": poll,
        "voice_id": voice,
        "line_id": task.lines.order_by("pk").first(),
        "series_id": series,
        "meeting_id": meeting,
        "meeting_paper_id": MeetingPaper.objects.create(
            meeting=meeting, title="Báo cáo", file=file, sent_at=at, sent_by=tuyet.user
        ),
        "invitation_id": Invitation.objects.create(meeting=meeting, number=1, unit=province.youth, post="Lãnh đạo"),
        "extension_id": Extension.objects.create(
            line=task.lines.order_by("pk").first(), reason="Lũ", due_end=TODAY, asked_at=at, asked_by=hoa.user
        ),
        "old_list_id": OldList.objects.create(
            file=file,
            unit=province.office,
            series=series,
            title="Danh sách cũ",
            held_on=TODAY,
            sheet="A",
            order="dmy",
            columns={"text": 1},
            headings=[[1, "Nội dung"]],
            created_at=at,
            created_by=tuyet.user,
        ),
        "article_id": review.article,
        "week_id": entered_week,
        "notice_id": Notice.objects.create(
            level="info", text="Nước lên", from_at=at, until_at=at.replace(year=2031), made_at=at, made_by=khoa.user
        ),
        "entry_id": entered_week.entries.get(),
        "review_id": review,
        "link_id": _link(review, khoa, at),
        "code": review.article.section.code,
        "secret": "khong-co",
        "action": "open",
        "difference_id": Difference.objects.create(text_import=briefing.text_import, kind="new", after="x"),
    }
    assert [name for name, row in found.items() if row is None] == []
    return found


def _link(waiting, giver, at):
    news.give_link(review_id=waiting.pk, leader="Trần Văn Minh", days=3, by=giver, at=at)
    return ReviewLink.objects.get(review=waiting)


@pytest.fixture
def sees(rows):
    """`sees(actor, route)`: whether the row that the address names first is one that the actor may see."""

    @functools.cache
    def is_seen(actor, first: str, rule) -> bool:
        model = MODELS[first]
        if model is Unit and rule in {Permission.ACCOUNT_MANAGE, Permission.UNIT_MANAGE}:
            return Unit.objects.reached_by(actor, Permission(rule)).filter(pk=rows[first].pk).exists()
        return model.objects.visible_to(actor).filter(pk=rows[first].pk).exists()

    def answer(actor, route: Route) -> bool:
        first = next((name for name in route.arguments if name in MODELS), None)
        return first is None or is_seen(actor, first, route.rule)

    return answer


@pytest.fixture
def _refusals_are_written_once(monkeypatch):
    """Where only the status is looked at, the page that says no is rendered once for each actor, not at every door."""
    shown = set()

    def once(page, bare):
        def refuse(request, exception):
            if (request.user.pk, page) in shown:
                return bare()
            shown.add((request.user.pk, page))
            return page(request, exception)

        return refuse

    monkeypatch.setattr(urls, "handler403", once(defaults.permission_denied, HttpResponseForbidden), raising=False)
    monkeypatch.setattr(urls, "handler404", once(defaults.page_not_found, HttpResponseNotFound), raising=False)


@pytest.fixture
def as_each():
    """`as_each(actor)`: a client in which the actor signed in once."""

    @functools.cache
    def client_of(actor) -> Client:
        client = Client()
        client.force_login(actor.user, backend=BACKEND)
        return client

    return client_of


def _statuses(send, actors, room, rows):
    """(route, actor, status) for each actor at each route of the room."""
    for route in (route for route in ROUTES if route.room == room):
        path = route.path(**{name: getattr(row, "pk", row) for name, row in rows.items()})
        for actor in actors:
            yield route, actor, send(actor, route, path)


def _may_enter(actor, route: Route) -> bool:
    return route.rule == gate.SIGNED_IN or actor.may(Permission(route.rule))


@pytest.mark.usefixtures("_refusals_are_written_once")
@each_room
def test_route_opens_for_those_whom_the_rules_let_in(room, everybody, dung, tam, rows, sees, as_each):  # noqa: F811
    def get(actor, route, path):
        return as_each(actor).get(path).status_code

    found = list(_statuses(get, [*everybody, dung, tam], room, rows))

    for route, actor, status in found:
        if not _may_enter(actor, route):
            expected = {403}
        elif not sees(actor, route):
            expected = {404, 405}
        else:
            expected = {200, 302, 403, 404, 405, 409}
        assert status in expected, (route.name, actor.user.username)
    assert found


@pytest.mark.usefixtures("_refusals_are_written_once")
@each_room
def test_form_sent_by_whom_the_rules_keep_out_changes_nothing(room, everybody, rows, sees, as_each):
    def post(actor, route, path):
        if not route.takes_posts or (_may_enter(actor, route) and sees(actor, route)):
            return None
        return as_each(actor).post(path, {"idempotency_key": str(uuid.uuid4()), "reason": "x"}).status_code

    before = Event.objects.count()

    refused = list(_statuses(post, everybody, room, rows))

    for route, actor, status in refused:
        assert status in {None, 403, 404}, (route.name, actor.user.username)
    assert Event.objects.count() == before


@each_room
def test_stranger_reads_no_name_of_this_province(room, stranger, rows, as_each):
    names = [
        rows["unit_id"].versions.get().name,
        rows["user_id"].full_name,
        rows["briefing_id"].title,
        rows["task_id"].text,
    ]

    def read(actor, route, path):
        return as_each(actor).get(path).getvalue().decode(errors="replace")

    pages = list(_statuses(read, [stranger], room, rows))

    for route, _actor, page in pages:
        assert [name for name in names if name in page] == [], route.name


def test_matrix_has_a_row_for_each_argument_of_the_addresses():
    named = {name for route in ROUTES for name in route.arguments}

    # These hang on a row that is named before them.
    assert named - set(MODELS) <= {
        "assignment_id", "number", "verdict", "action", "report_id", "file_id", "goal_id", "target_id", "step_id", "code",
        "land_id", "indicator_id", "passage_id", "figure_id", "section", "conclusion_id", "place",
    }  # fmt: skip


def test_cast_holds_every_role_that_reaches_beyond_its_own_kind(everybody):
    roles = {actor.assignment.role for actor in everybody}

    assert roles >= {"clerk", "leader", "officer", "secretariat", "coordinator", "account_manager"}
    assert RoleAssignment.objects.count() == len(everybody)
