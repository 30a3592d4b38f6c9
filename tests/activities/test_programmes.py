"""A programme is decided, divided, worked for and reviewed; its figures count themselves from what was done."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from giaoban.activities import operations
from giaoban.activities.enums import Counted, Verdict
from giaoban.activities.models import ActionProgramme, Review, Target
from giaoban.kernel.period import Period
from giaoban.kernel.resolvers import Pointer
from giaoban.registry.roles import Permission

PHASE = Period.parse("giai đoạn 2021-2025")
NEW, LIST = reverse("activities:programme-new"), reverse("activities:programmes")


@pytest.fixture
def programme(target) -> ActionProgramme:
    return target.goal.programme


@pytest.fixture
def serving(changed, target, lan, at):
    """`serving(participants=…)` records an activity for the target."""

    def act(**more):
        return operations.record(told=changed(serves=Pointer("activities.target", target.pk), **more), by=lan, at=at)

    return act


def test_goals_are_numbered_in_order(programme, lan, at):
    second = operations.add_goal(programme_id=programme.pk, text="Chăm lo người nghèo", by=lan, at=at)

    assert (second.number, str(second)) == (2, "2. Chăm lo người nghèo")
    assert list(programme.years) == [2021, 2022, 2023, 2024, 2025]


@pytest.mark.parametrize("who", ["minh", "hoa", "tuyet", "phuc", "stranger"])
def test_only_the_body_writes_its_programme(who, request, programme, target, at):
    by = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        operations.add_goal(programme_id=programme.pk, text="x", by=by, at=at)
    with pytest.raises(PermissionDenied):
        operations.review_target(target_id=target.pk, verdict=Verdict.REACHED, words="x", by=by, at=at)
    with pytest.raises(PermissionDenied):
        operations.make_programme(unit_id=programme.unit_id, title="Khác", period=PHASE, by=by, at=at)


def test_the_list_and_the_object_say_the_same_for_everybody(everybody, programme, target):
    for actor in everybody:
        seen = ActionProgramme.objects.visible_to(actor).filter(pk=programme.pk).exists()
        assert seen == actor.has_perm(Permission.ACTIVITY_VIEW, programme), actor.user.username
        assert seen == Target.objects.visible_to(actor).filter(pk=target.pk).exists(), actor.user.username


@pytest.mark.parametrize(
    ("otherwise", "refusal"),
    [
        ({"year": 2026}, operations.OutsideTheProgramme),
        ({"text": " "}, operations.NothingSaid),
        ({"planned": None}, operations.NoFigure),
        ({"counted": Counted.JUDGED}, operations.NoFigure),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(target, lan, at, otherwise, refusal):
    told = {"year": 2021, "text": "Chỉ tiêu", "counted": Counted.ACTIVITIES, "planned": 3, **otherwise}

    with pytest.raises(refusal):
        operations.add_target(goal_id=target.goal_id, by=lan, at=at, **told)


def test_a_programme_is_made_once_with_a_name(programme, lan, at):
    with pytest.raises(operations.ProgrammeKnown):
        operations.make_programme(unit_id=programme.unit_id, title=programme.title, period=PHASE, by=lan, at=at)
    with pytest.raises(operations.NothingSaid):
        operations.make_programme(unit_id=programme.unit_id, title=" ", period=PHASE, by=lan, at=at)
    of_before = Period.parse("giai đoạn 1991-1995")
    with pytest.raises(operations.BodyNotAlive):
        operations.make_programme(unit_id=programme.unit_id, title="Cũ", period=of_before, by=lan, at=at)
    with pytest.raises(operations.NothingSaid):
        operations.add_goal(programme_id=programme.pk, text=" ", by=lan, at=at)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"year": 2020}, "lies in a year of its programme"),
        ({"planned": None}, "target_has_a_figure"),
        ({"planned": 0}, "target_has_a_figure"),
        ({"text": ""}, "target_says_something"),
    ],
)
def test_the_database_refuses_a_wrong_target(target, wrong, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Target.objects.filter(pk=target.pk).update(**wrong)


# --- Reviews ----------------------------------------------------------------------------------------------------------


def review(target, by, at, **more):
    told = {"verdict": Verdict.PARTLY, "words": "Đạt một phần do dịch.", **more}
    return operations.review_target(target_id=target.pk, by=by, at=at, **told)


def test_a_review_keeps_the_figure_and_the_activities_of_its_day(target, serving, lan, at):
    first, second = serving(), serving()

    held = review(target, lan, at)
    operations.cancel(activity_id=second.pk, version=1, reason="Hai lần", by=lan, at=at)
    serving()

    assert held.reached == 2
    assert set(held.evidence.all()) == {first, second}


def test_participants_are_added_where_the_target_counts_them(target, serving, lan, at):
    Target.objects.filter(pk=target.pk).update(counted=Counted.PARTICIPANTS, planned=500)
    serving()
    serving(participants=None, women=None)

    assert review(Target.objects.get(), lan, at).reached == 85


def test_what_is_judged_has_no_figure(target, serving, lan, at):
    Target.objects.filter(pk=target.pk).update(counted=Counted.JUDGED, planned=None)
    serving()

    assert review(Target.objects.get(), lan, at).reached is None


def test_activities_of_another_year_do_not_count(target, serving, lan, at):
    serving(first_day=dt.date(2020, 12, 31), last_day=dt.date(2020, 12, 31))

    assert review(target, lan, at).reached == 0


def test_a_year_that_has_not_begun_is_not_reviewed(target, lan, at):
    later = operations.add_target(
        goal_id=target.goal_id, year=2022, text="Năm sau", counted=Counted.ACTIVITIES, planned=5, by=lan, at=at
    )

    with pytest.raises(operations.NotDone):
        review(later, lan, at)


def test_a_review_says_something_and_is_never_rewritten(target, lan, at):
    with pytest.raises(operations.NothingSaid):
        review(target, lan, at, words=" ")
    held = review(target, lan, at)

    with pytest.raises(ProgrammingError), transaction.atomic():
        Review.objects.filter(pk=held.pk).update(words="khác")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Review.objects.all()._raw_delete(connection.alias)
    with pytest.raises(ProtectedError):
        target.delete()


# --- Screens ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def clerk(lan, signed_in, in_october):
    return signed_in(lan)


def keyed(**fields):
    return {"idempotency_key": str(uuid.uuid4()), **fields}


def test_a_programme_is_written_on_its_screens(clerk, province, serving, target):
    body = str(province.front_commune.pk)
    made = clerk.post(
        NEW, keyed(title="Chương trình nhiệm kỳ", period="nhiệm kỳ 2021-2026", unit=body, act="Nghị quyết 02-NQ/MTTQ")
    )
    programme = ActionProgramme.objects.get(title="Chương trình nhiệm kỳ")
    clerk.post(reverse("activities:goal-add", args=[programme.pk]), keyed(text="Đoàn kết"))
    goal = programme.goals.get()
    clerk.post(
        reverse("activities:target-add", args=[programme.pk, goal.pk]),
        keyed(year="2022", text="Ngày hội Đại đoàn kết", counted="judged", planned="7"),
    )

    written = goal.targets.get()
    assert made["Location"] == programme.get_absolute_url()
    assert (str(programme.act), programme.period) == ("Nghị quyết 02-NQ/MTTQ", "T2021..2026")
    assert (written.year, written.counted, written.planned) == (2022, Counted.JUDGED, None)


def test_the_page_counts_what_was_done_and_leads_to_it(clerk, programme, target, serving):
    serving()
    serving()

    ((_goal, (stand,)),) = clerk.get(programme.get_absolute_url()).context["goals"]

    assert (stand.reached, stand.count, stand.is_reached) == (2, 2, False)
    assert clerk.get(stand.list_url).context["count"] == 2
    assert clerk.get(stand.record_url).status_code == 200


def test_a_review_on_its_screen_shows_what_it_counts(clerk, programme, target, serving):
    serving()
    address = reverse("activities:review", args=[programme.pk, target.pk])
    assert clerk.get(address).context["standing"].reached == 1

    clerk.post(address, keyed(verdict="reached", words="Vượt kế hoạch."))

    page = clerk.get(programme.get_absolute_url())
    assert page.context["reached"] == page.context["reviewed"] == 1
    assert "Vượt kế hoạch." in page.content.decode()


def test_a_refusal_is_said_at_its_field(clerk, programme, province):
    again = keyed(title=programme.title, period="giai đoạn 2021-2025", unit=str(province.front_commune.pk), act="")
    assert "title" in clerk.post(NEW, again).context["form"].errors

    without_period = keyed(title="Khác", period="bao giờ xong thì thôi", unit=again["unit"], act="kế hoạch")
    assert {"period", "act"} == set(clerk.post(NEW, without_period).context["form"].errors)


def test_goals_and_targets_of_another_programme_are_not_reached(clerk, programme, target, province, lan, at):
    other = operations.make_programme(
        unit_id=province.front_commune.pk, title="Chương trình khác", period=PHASE, by=lan, at=at
    )

    assert clerk.get(reverse("activities:target-add", args=[other.pk, target.goal_id])).status_code == 404
    assert clerk.get(reverse("activities:review", args=[other.pk, target.pk])).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("phuc", 200), ("hoa", 404), ("stranger", 404)])
def test_who_opens_a_programme(who, status, request, signed_in, programme):
    client = signed_in(request.getfixturevalue(who))

    assert client.get(programme.get_absolute_url()).status_code == status
    assert client.get(reverse("activities:goal-add", args=[programme.pk])).status_code == 404


def test_lists_cost_the_same_for_one_row_and_for_three(clerk, programme, target, province, lan, at):
    def queries(address) -> int:
        with CaptureQueriesContext(connection) as asked:
            clerk.get(address)
        return len(asked)

    one = queries(LIST), queries(programme.get_absolute_url())
    for number in (1, 2):
        operations.make_programme(
            unit_id=province.front_commune.pk, title=f"Chương trình {number}", period=PHASE, by=lan, at=at
        )
        goal = operations.add_goal(programme_id=programme.pk, text=f"Mục tiêu {number}", by=lan, at=at)
        operations.add_target(
            goal_id=goal.pk, year=2021, text="Chỉ tiêu", counted=Counted.ACTIVITIES, planned=1, by=lan, at=at
        )

    assert (queries(LIST), queries(programme.get_absolute_url())) == one
