"""Forms that come with the program, in our own words. An installation takes one up with its first call for returns."""

import datetime as dt

from giaoban.reporting.checks.between import Rule
from giaoban.reporting.shipped import associations
from giaoban.reporting.shipped.asking import Ask, Form, Line, Section
from giaoban.reporting.shipped.commune_month import COMMUNE_MONTH
from giaoban.reporting.shipped.commune_nine_months import COMMUNE_NINE_MONTHS

FORMS: dict[str, Form] = {
    form.code: form
    for form in (
        COMMUNE_MONTH,
        COMMUNE_NINE_MONTHS,
        associations.COALITION_QUARTER,
        associations.WOMEN_MONTH,
        associations.YOUTH_MONTH,
        associations.VETERANS_MONTH,
        associations.FARMERS_MONTH,
    )
}


def rules_of(code: str, *, since: dt.date) -> tuple[Rule, ...]:
    """The rules between the lines of a version of a form; none for one that the program ships no more."""
    form = FORMS.get(code)
    return form.rules if form and form.since == since else ()


__all__ = ["FORMS", "Ask", "Form", "Line", "Section", "rules_of"]
