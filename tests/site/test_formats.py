"""What a date and a number mean in a form, for ever."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.template import engines
from django.utils import formats, translation


class Entry(forms.Form):
    day = forms.DateField(localize=True)
    amount = forms.DecimalField(localize=True)


def entered(day, amount="1"):
    form = Entry({"day": day, "amount": amount})
    return form.cleaned_data if form.is_valid() else form.errors


def render(template, **values):
    return engines["django"].from_string(template).render(values)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("05/03/2026", dt.date(2026, 3, 5)),
        ("5/3/2026", dt.date(2026, 3, 5)),
        ("25/03/2026", dt.date(2026, 3, 25)),
        ("13-10-2021", dt.date(2021, 10, 13)),
        ("13.10.2021", dt.date(2021, 10, 13)),
        ("2026-03-05", dt.date(2026, 3, 5)),
    ],
)
def test_the_day_comes_first_in_either_language(language, written, day):
    with translation.override(language):
        assert entered(written)["day"] == day


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("written", ["03/25/2026", "31/02/2026", "05/03/26", "May 3, 2026"])
def test_a_date_in_another_order_is_refused_rather_than_guessed(language, written):
    with translation.override(language):
        assert list(entered(written)) == ["day"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_dates_and_times_are_entered_day_first(language):
    with translation.override(language):
        assert forms.DateTimeField().clean("05/03/2026 14:30").replace(tzinfo=None) == dt.datetime(2026, 3, 5, 14, 30)


@pytest.mark.parametrize(("language", "written"), [("vi", "1.234.567,5"), ("vi", "1234567,5"), ("en", "1,234,567.5")])
def test_numbers_are_read_with_the_separators_of_the_language(language, written):
    with translation.override(language):
        assert entered("01/01/2026", written)["amount"] == Decimal("1234567.5")


@pytest.mark.parametrize(
    ("language", "day", "short", "amount"),
    [("vi", "13/10/2021", "13/10/2021", "1.234.567,5"), ("en", "13 October 2021", "13/10/2021", "1,234,567.5")],
)
def test_pages_show_dates_and_numbers_of_the_language(language, day, short, amount):
    with translation.override(language):
        values = {"day": dt.date(2021, 10, 13), "amount": Decimal("1234567.5")}

        assert (
            render("{{ day }}|{{ day|date:'SHORT_DATE_FORMAT' }}|{{ amount }}", **values) == f"{day}|{short}|{amount}"
        )


@pytest.mark.parametrize(
    ("language", "month", "moment"),
    [("vi", "tháng 10/2021", "09:30 13/10/2021"), ("en", "October 2021", "13 October 2021, 09:30")],
)
def test_months_and_moments_are_shown_in_the_language(language, month, moment):
    with translation.override(language):
        at = dt.datetime(2021, 10, 13, 9, 30)

        assert formats.date_format(at, "YEAR_MONTH_FORMAT") == month
        assert formats.date_format(at, "DATETIME_FORMAT") == moment


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_week_begins_on_monday(language):
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
