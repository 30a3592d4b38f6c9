"""Numbers of papers: given here one after the other, or taken over from an office's own book; never two the same.

Both act on a paper that the caller has locked, and hold the lock of the series until the transaction ends.
"""

import datetime as dt

from django.db import transaction

from giaoban.documents.enums import Book
from giaoban.documents.models import IssuedPaper, NumberSeries
from giaoban.kernel.problems import Problem
from giaoban.registry import events
from giaoban.registry.actor import Actor


class NumberIsGiven(Problem):
    """The paper has this number already: `number`."""

    code = "number_is_given"
    sentence_vi = "Văn bản đã được cấp số {number}."


class KeptHere(Problem):
    """The numbers of this series are given here; one cannot be typed: `following`."""

    code = "kept_here"
    sentence_vi = "Số của loại văn bản này do hệ thống cấp; số kế tiếp là {following}. Hãy để trống ô số."


class KeptElsewhere(Problem):
    """The numbers of this series come from the office's own book and have to be typed: `last`."""

    code = "kept_elsewhere"
    sentence_vi = "Số của loại văn bản này lấy từ sổ văn thư (số lớn nhất đã ghi: {last}). Hãy nhập số trên bản giấy."


class Taken(Problem):
    """Another paper of the body, kind and year has the number: `number`, `year`."""

    code = "taken"
    sentence_vi = "Số {number} năm {year} đã thuộc một văn bản khác."


class NotANumber(Problem):
    """Numbers begin with 1 and have their place in a book: `number`."""

    code = "not_a_number"
    sentence_vi = "Số văn bản phải từ 1 đến 99999."


LARGEST = 99_999


@transaction.atomic
def give_number(*, paper: IssuedPaper, year: int, begin_after: int, by: Actor, at: dt.datetime) -> int:
    """The next number of the paper's series, written on the paper. Raises NumberIsGiven, KeptElsewhere, NotANumber."""
    if paper.number is not None:
        raise NumberIsGiven(number=paper.number)
    if not 0 <= begin_after < LARGEST:
        raise NotANumber(number=begin_after)
    series = _locked(paper, year, book=Book.HERE, first=begin_after + 1, last=begin_after)
    if series.book == Book.ELSEWHERE:
        raise KeptElsewhere(last=series.last)
    series.last += 1
    series.save(update_fields=["last"])
    return _write(paper, series.last, year, by, at)


@transaction.atomic
def take_number(*, paper: IssuedPaper, number: int, year: int, by: Actor, at: dt.datetime) -> int:
    """A number that was written on the paper elsewhere. Raises KeptHere, Taken, NotANumber."""
    if not 1 <= number <= LARGEST:
        raise NotANumber(number=number)
    series = _locked(paper, year, book=Book.ELSEWHERE, first=1, last=0)
    if series.book == Book.HERE:
        raise KeptHere(following=series.last + 1)
    if IssuedPaper.objects.filter(unit=paper.unit_id, kind=paper.kind, year=year, number=number).exists():
        raise Taken(number=number, year=year)
    if number > series.last:
        series.last = number
        series.save(update_fields=["last"])
    return _write(paper, number, year, by, at)


def _locked(paper: IssuedPaper, year: int, *, book: Book, first: int, last: int) -> NumberSeries:
    """The series, made with these values where this is its first number, locked until the transaction ends."""
    made, _ = NumberSeries.objects.get_or_create(
        unit_id=paper.unit_id, kind=paper.kind, year=year, defaults={"book": book, "first": first, "last": last}
    )
    return NumberSeries.objects.select_for_update().get(pk=made.pk)


def _write(paper: IssuedPaper, number: int, year: int, by: Actor, at: dt.datetime) -> int:
    paper.number, paper.year = number, year
    paper.save(update_fields=["number", "year"])
    events.record("documents.paper_numbered", paper, by=by, at=at, unit=paper.unit_id, number=paper.label)
    return number
