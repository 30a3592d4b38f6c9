"""Polls: their life, what is counted, what is refused, and that no row ties a member to a choice."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from giaoban.registry.models import Event, FormSubmission
from giaoban.voices import operations, recount
from giaoban.voices.enums import Mode, PollStatus, Refusal, WhenNone
from giaoban.voices.models import Ballot, Browser, Option, Poll, RefusalCount, Turnout, Urn
from giaoban.voices.operations import refusals
from giaoban.voices.operations.voting import MIX_AT, MIXED
from giaoban.voices.queries import polls as queries
from tests.cast import TODAY, make_actor
from tests.voices.conftest import FIRST, LAST


def counts(poll) -> dict[int, int]:
    return {bar.number: bar.count for bar in queries.result(poll).bars}


# --- A poll's life ----------------------------------------------------------------------------------------------------


def test_poll_is_made_as_a_draft_that_nobody_else_sees(asked, dung, at):
    poll = operations.make_poll(asked=asked(), by=dung, at=at)

    assert poll.status == PollStatus.DRAFT
    assert (poll.opens_on, poll.closes_on, poll.last_day) == (FIRST, LAST + dt.timedelta(days=1), LAST)
    assert not Poll.objects.public().exists()
    assert Event.objects.get(type="voices.poll_made").by_name == "Trương Thị Dung"


def test_draft_is_corrected_and_an_opened_poll_is_not(asked, dung, at):
    poll = operations.make_poll(asked=asked(), by=dung, at=at)

    operations.correct_poll(poll_id=poll.pk, asked=asked(options=("Có", "Không")), by=dung, at=at)

    assert list(poll.options.values_list("text", flat=True)) == ["Có", "Không"]
    operations.open_poll(poll_id=poll.pk, by=dung, at=at)
    with pytest.raises(refusals.OtherState):
        operations.correct_poll(poll_id=poll.pk, asked=asked(question="Khác?"), by=dung, at=at)


@pytest.mark.parametrize("change", [{"question": "Khác?"}, {"hides_results": True}, {"closes_on": dt.date(2030, 1, 1)}])
def test_database_holds_what_an_opened_poll_asks(poll, change):
    with pytest.raises(IntegrityError, match="keeps its question"), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(**change)


def test_database_holds_the_answers_of_an_opened_poll(poll):
    for write in (
        lambda: Option.objects.filter(poll=poll, number=1).update(text="Khác"),
        lambda: Option.objects.create(poll=poll, number=9, text="Thêm"),
        lambda: Option.objects.filter(poll=poll).delete(),
    ):
        with pytest.raises(IntegrityError, match="keeps its answers"), transaction.atomic():
            write()


def test_database_walks_the_life_of_a_poll(poll):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(status=PollStatus.DRAFT, opened_at=None)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"options": ("Một",)}, refusals.FewOptions),
        ({"options": ("Một", "một")}, refusals.FewOptions),
        ({"options": tuple(map(str, range(21)))}, refusals.FewOptions),
        ({"most": 2}, refusals.MostIsWrong),
        ({"mode": Mode.SEVERAL, "most": 4}, refusals.MostIsWrong),
        ({"last_day": FIRST - dt.timedelta(days=1)}, refusals.EndBeforeStart),
    ],
)
def test_poll_that_makes_no_sense_is_refused(asked, dung, at, change, problem):
    with pytest.raises(problem):
        operations.make_poll(asked=asked(**change), by=dung, at=at)


def test_poll_whose_days_are_over_is_not_opened(asked, dung, at):
    poll = operations.make_poll(asked=asked(last_day=TODAY - dt.timedelta(days=1)), by=dung, at=at)

    with pytest.raises(refusals.OverAlready):
        operations.open_poll(poll_id=poll.pk, by=dung, at=at)


def test_only_who_runs_polls_of_the_body_makes_them(asked, tuyet, province, at):
    elsewhere = make_actor("xa", "Người Xa", "poll_editor", province.party_elsewhere)

    for actor in (tuyet, elsewhere):
        with pytest.raises(PermissionDenied):
            operations.make_poll(asked=asked(), by=actor, at=at)


def test_poll_is_over_when_its_last_day_is(poll, answer, at):
    answer(poll, "a", 1, on=LAST)

    with pytest.raises(refusals.NotRunning):
        answer(poll, "b", 1, on=LAST + dt.timedelta(days=1))
    with pytest.raises(refusals.NotRunning):
        answer(poll, "c", 1, on=FIRST - dt.timedelta(days=1))
    (closed,) = operations.close_ended_polls(on=LAST + dt.timedelta(days=1), at=at)

    assert (closed.pk, closed.status) == (poll.pk, PollStatus.CLOSED)
    assert operations.close_ended_polls(on=LAST + dt.timedelta(days=1), at=at) == []


# --- What is counted --------------------------------------------------------------------------------------------------


def test_answers_are_counted(poll, answer):
    for who, choice in (("a", 1), ("b", 2), ("c", 2)):
        answer(poll, who, choice)

    assert counts(poll) == {1: 1, 2: 2, 3: 0}
    assert queries.result(poll).point == "“Buổi tối” dẫn đầu với 66,7 %"


def test_several_choices_up_to_the_most(opened, answer):
    poll = opened(mode=Mode.SEVERAL, most=2)

    answer(poll, "a", 1, 3)
    with pytest.raises(refusals.InvalidChoice):
        answer(poll, "b", 1, 2, 3)

    assert counts(poll) == {1: 1, 2: 0, 3: 1}


@pytest.mark.parametrize("choices", [(), (4,), (0,), (1, 2), (-1,), (40_000,)])
def test_choice_that_the_poll_does_not_offer_is_refused(poll, answer, choices):
    with pytest.raises(refusals.InvalidChoice):
        answer(poll, "a", *choices)

    assert not Urn.objects.exists()


@pytest.mark.parametrize("choices", [[], [4], [1, 2], [1, 1]])
def test_database_refuses_a_ballot_that_its_poll_does_not_allow(poll, choices):
    with pytest.raises(IntegrityError, match="what its poll allows"), transaction.atomic():
        Urn.objects.create(poll=poll, digest="d", nonce="n", choices=choices)


def test_form_sent_again_counts_once(poll, answer):
    answer(poll, "a", 1)

    with pytest.raises(refusals.SentAlready):
        answer(poll, "a", 2)
    with pytest.raises(refusals.BrowserAnswered):
        operations.answer_openly(poll_id=poll.pk, choices=[2], receipt="new", browser="browser a", on=TODAY)

    assert counts(poll) == {1: 1, 2: 0, 3: 0}


def test_receipt_stands_for_one_ballot_in_urn_and_log_together(poll, answer, dung, at):
    for number in range(MIX_AT):
        answer(poll, str(number), 1)
    logged = Ballot.objects.filter(poll=poll).order_by("number").first()

    with pytest.raises(IntegrityError, match="one ballot"), transaction.atomic():
        Urn.objects.create(poll=poll, digest=logged.digest, nonce="n", choices=[1])


def test_member_votes_once(members_poll, lan, hoa, at):
    operations.vote_as_member(poll_id=members_poll.pk, choices=[1], receipt="r1", by=lan, at=at)
    operations.vote_as_member(poll_id=members_poll.pk, choices=[2], receipt="r2", by=hoa, at=at)

    with pytest.raises(refusals.VotedAlready):
        operations.vote_as_member(poll_id=members_poll.pk, choices=[3], receipt="r3", by=lan, at=at)

    assert Turnout.objects.filter(poll=members_poll).count() == Urn.objects.filter(poll=members_poll).count() == 2


def test_nobody_answers_through_the_other_door(poll, members_poll, answer, lan, at):
    with pytest.raises(refusals.NotRunning):
        answer(members_poll, "a", 1)
    with pytest.raises(refusals.NotRunning):
        operations.vote_as_member(poll_id=poll.pk, choices=[1], receipt="r", by=lan, at=at)


def test_refusals_are_counted_by_reason(poll):
    for reason in (Refusal.REPLAY, Refusal.REPLAY, Refusal.FORGED):
        operations.count_refusal(poll_id=poll.pk, reason=reason)

    told = queries.not_counted(poll)

    assert (told.count, told.share) == (3, 100.0)
    assert dict(RefusalCount.objects.values_list("reason", "count")) == {"replay": 2, "forged": 1}


# --- The secret of the ballot -----------------------------------------------------------------------------------------


def test_no_table_has_both_who_and_what():
    who = {"user", "by", "browser", "key", "sender"}
    for model in (Urn, Ballot):
        names = {field.name for field in model._meta.concrete_fields}
        assert not names & who
        assert not [field for field in model._meta.concrete_fields if "Date" in type(field).__name__]
    assert {field.name for field in Turnout._meta.concrete_fields} == {"id", "poll", "user"}


def test_nothing_else_is_written_when_a_member_votes(members_poll, lan, at):
    before = Event.objects.count(), FormSubmission.objects.count()

    operations.vote_as_member(poll_id=members_poll.pk, choices=[1], receipt="r", by=lan, at=at)

    assert (Event.objects.count(), FormSubmission.objects.count()) == before


def _writing(table: str) -> dict[str, str]:
    """Which transaction wrote each row: what somebody with the whole database could read."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id::text, xmin::text FROM {table}")
        return dict(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_log_is_written_in_groups_of_ten_and_never_right_behind_the_voter(members_poll, province, at):
    voters = [make_actor(f"voter{n}", f"Cử Tri {n}", "clerk", province.front) for n in range(MIX_AT + 5)]

    for number, voter in enumerate(voters):
        operations.vote_as_member(poll_id=members_poll.pk, choices=[1], receipt=f"r{number}", by=voter, at=at)

    written = list(_writing("voices_ballot").values())
    assert Ballot.objects.count() == MIXED
    assert len(set(written)) == 1
    assert Urn.objects.count() == len(voters) - MIXED
    assert len(set(_writing("voices_turnout").values())) == len(voters)


def test_count_of_a_members_poll_waits_for_the_log(members_poll, lan, dung, at):
    operations.vote_as_member(poll_id=members_poll.pk, choices=[1], receipt="r", by=lan, at=at)
    assert counts(members_poll) == {1: 0, 2: 0, 3: 0}

    operations.close_poll(poll_id=members_poll.pk, by=dung, at=at)

    assert counts(members_poll) == {1: 1, 2: 0, 3: 0}


def test_browsers_are_forgotten_when_the_poll_is_closed(poll, answer, dung, at):
    answer(poll, "a", 1)
    assert Browser.objects.count() == 1

    operations.close_poll(poll_id=poll.pk, by=dung, at=at)

    assert not Browser.objects.exists()


# --- The log ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def closed(opened, answer, dung, at):
    poll = opened(hides_results=True)
    for number in range(25):
        answer(poll, str(number), 1 + number % 3)
    return operations.close_poll(poll_id=poll.pk, by=dung, at=at)


def test_log_counts_to_the_result(closed):
    tally = recount.count(queries.log(closed))

    assert tally.ballots == 25
    assert tally.counts == counts(closed) == {1: 9, 2: 8, 3: 8}
    assert tally.head == Ballot.objects.filter(poll=closed).latest("number").hash


def test_each_receipt_is_found_with_its_choice(closed):
    found = queries.find(closed, "RECEIPT-7".replace("RECEIPT-", "receipt "))

    assert found.choices == ["Buổi tối"]
    assert queries.find(closed, "receipt 99") is None


def test_log_binds_choices_before_it_shows_them(opened, answer, dung, at):
    poll = opened(hides_results=True)
    for number in range(MIX_AT):
        answer(poll, str(number), 1)
    early = list(queries.log(poll))[1:]
    assert {(line[3], line[4]) for line in early} == {("", "")}

    operations.close_poll(poll_id=poll.pk, by=dung, at=at)

    late = list(queries.log(Poll.objects.get(pk=poll.pk)))[1:]
    assert [line[5:] for line in early] == [line[5:] for line in late[: len(early)]]
    assert all(line[4] == "1" for line in late)


def _changed(lines, place, column, value):
    return [
        [value if (at, field) == (place, column) else text for field, text in enumerate(line)]
        for at, line in enumerate(lines)
    ]


def test_any_changed_line_is_found(closed):
    lines = list(queries.log(closed))
    told = [(place, column) for place in range(26) for column in range(len(recount.COLUMNS))]
    found = []
    for place, column in told:
        with pytest.raises(recount.WrongLog) as problem:
            recount.count(_changed(lines, place, column, lines[place][column] + "0"))
        found.append(problem.value.line - place)

    assert len(found) == 26 * 7
    assert set(found) <= {0, 1}


def test_line_taken_out_added_or_moved_is_found(closed):
    lines = list(queries.log(closed))

    for wrong in (
        lines[:5] + lines[6:],
        [*lines, lines[-1]],
        [*lines[:3], lines[4], lines[3], *lines[5:]],
        lines[1:],
        [],
    ):
        with pytest.raises(recount.WrongLog):
            recount.count(wrong)


def test_forged_line_with_a_sound_chain_but_a_wrong_choice_is_found(closed):
    lines = list(queries.log(closed))
    digest, nonce = recount.digest("made up"), "0" * 32
    for content in ("4", "1+2", "", "x"):
        bound = recount.commitment(nonce=nonce, digest=digest, content=content)
        forged = ["26", "9", digest, nonce, content, bound, recount.link(lines[-1][6], 26, 9, bound)]
        with pytest.raises(recount.WrongLog):
            recount.count([*lines, forged])


def test_receipt_is_read_however_it_is_typed():
    assert recount.digest("ABCD-EFGO-IB22") == recount.digest(" abcd efg0 1822 ")


def test_log_is_never_rewritten(closed, as_owner):
    with pytest.raises(ProgrammingError, match="append_only"), transaction.atomic():
        Ballot.objects.filter(poll=closed).update(choices=[2])


# --- The front page ---------------------------------------------------------------------------------------------------


def test_block_shows_the_poll_that_closes_first_unless_another_is_preferred(opened, dung, at):
    late, soon = opened(), opened(last_day=TODAY, question="Khác?")
    assert queries.block(on=TODAY).poll == soon

    operations.set_block(poll_id=late.pk, when_none=WhenNone.ABSENT, by=dung, at=at)

    assert queries.block(on=TODAY).poll == late


def test_block_without_a_poll_says_so_or_is_absent(dung, at):
    assert queries.block(on=TODAY) == queries.Block(None, says_none=True)

    operations.set_block(poll_id=None, when_none=WhenNone.ABSENT, by=dung, at=at)

    assert queries.block(on=TODAY) == queries.Block(None, says_none=False)
    told = Event.objects.get(type="voices.block_cleared")
    assert (told.subject_id, told.by_user) == (dung.body, dung.user.pk)


def test_who_runs_no_polls_does_not_choose_the_block(poll, lan, province, at):
    elsewhere = make_actor("xa", "Người Xa", "poll_editor", province.party_elsewhere)

    for actor in (lan, elsewhere):
        with pytest.raises(PermissionDenied):
            operations.set_block(poll_id=poll.pk, when_none=WhenNone.SAY, by=actor, at=at)
