"""Numbers of papers: one after the other without a gap, or from the office's own book; never two the same."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from giaoban.documents import operations
from giaoban.documents.enums import Book
from giaoban.documents.models import IssuedPaper, NumberSeries
from giaoban.kernel.workflow import InvalidTransition
from tests.documents.papers import paper


@pytest.fixture
def papers(province, hoa, at):
    """`papers(3)` drafts three papers, and submits them."""

    def act(count: int, **changes) -> list[IssuedPaper]:
        made = [
            operations.draft_paper(unit_id=province.women.pk, content=paper(**changes), by=hoa, at=at)
            for _ in range(count)
        ]
        return [operations.submit_paper(paper_id=one.pk, seen=1, by=hoa, at=at) for one in made]

    return act


def test_numbers_run_from_one_for_each_kind(papers, hoa, at):
    plans, notices = papers(2), papers(2, kind="TB")

    given = [operations.reserve_number(paper_id=one.pk, by=hoa, at=at).number for one in [*plans, *notices]]

    assert given == [1, 2, 1, 2]


def test_series_may_go_on_after_the_paper_book(papers, hoa, at):
    first, second = papers(2)

    operations.reserve_number(paper_id=first.pk, begin_after=144, by=hoa, at=at)
    operations.reserve_number(paper_id=second.pk, begin_after=9, by=hoa, at=at)

    assert list(IssuedPaper.objects.order_by("number").values_list("number", flat=True)) == [145, 146]


def test_signing_gives_the_next_number_where_none_was_reserved(papers, sign, hoa, at):
    first, second = papers(2)
    operations.reserve_number(paper_id=second.pk, by=hoa, at=at)

    assert (sign(first).number, sign(second).number) == (2, 1)


def test_number_is_given_once(papers, hoa, at):
    (one,) = papers(1)
    operations.reserve_number(paper_id=one.pk, by=hoa, at=at)

    with pytest.raises(operations.NumberIsGiven):
        operations.reserve_number(paper_id=one.pk, by=hoa, at=at)


def test_withdrawn_paper_keeps_its_number_and_the_series_goes_on(papers, hoa, at):
    first, second = papers(2)
    operations.reserve_number(paper_id=first.pk, by=hoa, at=at)
    operations.withdraw_paper(paper_id=first.pk, reason="Không ban hành", by=hoa, at=at)

    operations.reserve_number(paper_id=second.pk, by=hoa, at=at)

    assert [IssuedPaper.objects.get(pk=one.pk).number for one in (first, second)] == [1, 2]
    with pytest.raises(InvalidTransition):
        operations.reserve_number(paper_id=first.pk, by=hoa, at=at)


def test_office_with_its_own_book_types_its_numbers(papers, sign):
    first, second, third = papers(3)

    assert (sign(first, number=145).number, sign(second, number=12).number) == (145, 12)
    with pytest.raises(operations.Taken):
        sign(third, number=145)
    with pytest.raises(operations.KeptElsewhere):
        sign(third)


def test_number_typed_wrongly_goes_with_the_record_of_the_signature(papers, sign, hoa, at):
    (one,) = papers(1)
    sign(one, number=451)

    back = operations.undo_signature(paper_id=one.pk, reason="Gõ nhầm số", by=hoa, at=at)

    assert (back.number, back.year) == (None, None)
    assert sign(back, number=145).number == 145


def test_number_cannot_be_typed_into_a_series_that_is_kept_here(papers, sign, hoa, at):
    first, second = papers(2)
    operations.reserve_number(paper_id=first.pk, by=hoa, at=at)

    with pytest.raises(operations.KeptHere) as refusal:
        sign(second, number=7)

    assert refusal.value.fields == {"following": 2}


def test_reserved_number_is_the_one_on_the_paper(papers, sign, hoa, at):
    (one,) = papers(1)
    operations.reserve_number(paper_id=one.pk, by=hoa, at=at)

    with pytest.raises(operations.NumberIsGiven):
        sign(one, number=2)
    assert sign(one, number=1).number == 1


def test_number_of_one_year_is_not_used_in_the_next(papers, sign, hoa, at):
    import datetime as dt
    from dataclasses import replace

    (one,) = papers(1)
    operations.reserve_number(paper_id=one.pk, by=hoa, at=at)
    in_january = replace(hoa, on=dt.date(2022, 1, 5))

    with pytest.raises(operations.OtherYear):
        sign(one, signed_on=in_january.on, by=in_january)


@pytest.mark.parametrize("number", [0, -1, 100_000])
def test_number_out_of_a_book_is_refused(papers, sign, number):
    (one,) = papers(1)

    with pytest.raises(operations.NotANumber):
        sign(one, number=number)


@pytest.mark.parametrize("columns", [{"last": 0}, {"last": 3}, {"first": 2}, {"year": 2022}, {"book": Book.ELSEWHERE}])
def test_database_lets_a_series_run_only_on_by_one(papers, hoa, at, columns):
    (one,) = papers(1)
    operations.reserve_number(paper_id=one.pk, by=hoa, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        NumberSeries.objects.update(**columns)


def test_database_refuses_the_same_number_twice(papers, sign):
    first, second = papers(2)
    sign(first, number=5)

    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedPaper.objects.filter(pk=second.pk).update(number=5, year=2021)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", [40, pytest.param(200, marks=pytest.mark.faults)])
def test_numbers_in_a_race_have_no_gap_and_no_double(papers, hoa, at, many):
    waiting = [one.pk for one in papers(many)]
    troubles = []

    def reserve(mine):
        try:
            for pk in mine:
                operations.reserve_number(paper_id=pk, by=hoa, at=at)
        except BaseException as problem:
            troubles.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=reserve, args=(waiting[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert troubles == []
    assert sorted(IssuedPaper.objects.values_list("number", flat=True)) == list(range(1, many + 1))
    assert NumberSeries.objects.get().last == many
