"""Forms that come with the program, in our own words. An installation takes one up with its first call for returns."""

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
ASKS: dict[str, Ask] = {
    line.ask.code: line.ask for form in FORMS.values() for section in form.sections for line in section.lines
}

__all__ = ["ASKS", "FORMS", "Ask", "Form", "Line", "Section"]
