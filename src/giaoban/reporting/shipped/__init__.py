"""Forms that come with the program, in our own words. An installation takes one up with its first call for returns."""

from giaoban.reporting.shipped.asking import Ask, Form, Line, Section
from giaoban.reporting.shipped.commune_month import COMMUNE_MONTH
from giaoban.reporting.shipped.commune_nine_months import COMMUNE_NINE_MONTHS

FORMS: dict[str, Form] = {form.code: form for form in (COMMUNE_MONTH, COMMUNE_NINE_MONTHS)}

__all__ = ["FORMS", "Ask", "Form", "Line", "Section"]
