"""What is typed of derived indicators: their formulas, and the day from which they hold."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from giaoban.registry.forms import DayInput
from giaoban.reporting.formulas.reading import FUNCTIONS, LONGEST

# What a formula can name: small letters and figures, hyphens inside.
CODE = RegexValidator(
    r"^[a-z][a-z0-9_]*(-[a-z0-9_]+)*\Z",
    _("Small letters without marks, figures and hyphens, for example tien-binh-quan."),
)


def not_a_function(code: str) -> None:
    if code in FUNCTIONS:
        raise forms.ValidationError(_("A function of the language is called so. Choose another code."))


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Name or code"), required=False, max_length=100)


class FormulaForm(forms.Form):
    """A formula and from when it holds."""

    text = forms.CharField(
        label=_("Formula"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "off", "data-formula": ""}),
        help_text=_(
            "Codes of indicators, numbers (1,5), + - * / and brackets; min(a; b), max(a; b), round(a; 1), ifzero(a; b), ifnone(a; b). Put spaces around a minus."
        ),
    )
    since = forms.DateField(
        label=_("For periods that end on this day or later"),
        widget=DayInput(),
    )


class IndicatorForm(FormulaForm):
    """A new derived indicator."""

    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        validators=[CODE, not_a_function],
        help_text=_("As formulas and reports name it; it never changes."),
    )
    name = forms.CharField(label=_("Name"), max_length=300)
    unit = forms.CharField(label=_("Unit of measure"), max_length=30, required=False)

    field_order = ("name", "code", "unit", "text", "since")


class RevisionForm(FormulaForm):
    """Another formula from a day on."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class RetireForm(forms.Form):
    """From which day an indicator is made no more."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    since = forms.DateField(label=_("For periods that end on this day or later"), widget=DayInput())
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
