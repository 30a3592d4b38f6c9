"""What is chosen on the page that explores figures; everything stands in the address."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.choices import offer
from giaoban.registry.forms import DayInput
from giaoban.reporting import dimensions
from giaoban.reporting.restating import Split

ACROSS = (("periods", _("Periods")), ("indicators", _("Indicators")), ("units", _("Lands")))
GRAINS = (("each", _("Each one")), ("quarters", _("By quarters")), ("whole", _("All as one range")))
LEVELS = (("below", _("Right below")), ("lowest", _("The lowest level")), ("itself", _("The land alone")))
SPLITS = (
    (Split.HEIR.value, _("all to the main heir")),
    (Split.PEOPLE.value, _("by inhabitants, where known")),
    (Split.NONE.value, _("not comparable")),
)


class ExploreForm(forms.Form):
    """The pivot's question. An empty choice of indicators is the first one, of periods all of the year."""

    # Long lists first, so that the short fields stand in rows below them.
    field_order = ("indicator", "unit", "q")

    indicator = forms.MultipleChoiceField(
        label=_("Indicators"), required=False, help_text=_("Hold Ctrl to choose several. None chosen: the first.")
    )
    by = forms.ChoiceField(
        label=_("Split by"),
        required=False,
        help_text=_("Where a form asks for the parts."),
    )
    land = forms.ChoiceField(label=_("Land"), required=False)
    level = forms.ChoiceField(label=_("Which units of it"), choices=LEVELS, required=False)
    unit = forms.MultipleChoiceField(
        label=_("Compare these units alone"),
        required=False,
        help_text=_("Hold Ctrl to choose several. None chosen: all of them."),
    )
    q = forms.CharField(
        label=_("Find units by name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text=_("Those found can be chosen in the list before it."),
    )
    first = forms.ChoiceField(label=_("First period"), required=False)
    last = forms.ChoiceField(label=_("Last period"), required=False)
    grain = forms.ChoiceField(label=_("Periods"), choices=GRAINS, required=False)
    across = forms.ChoiceField(label=_("Across"), choices=ACROSS, required=False)
    map = forms.DateField(
        label=_("Map of the day"),
        required=False,
        widget=DayInput(),
        help_text=_("Empty: as reported."),
    )
    split = forms.ChoiceField(label=_("Divided units"), choices=SPLITS, required=False)

    def __init__(
        self,
        *args: Any,
        indicators: Sequence[tuple[str, str]],
        lands: Sequence[tuple[str, str]],
        units: Sequence[tuple[str, str]],
        periods: Sequence[tuple[str, str]],
        has_search: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        by = [("", _("not split")), *dimensions.choices()]
        offered = {"by": by, "indicator": indicators, "land": lands, "unit": units, "first": periods, "last": periods}
        for name, choices in offered.items():
            offer(self, name, choices)
        if not has_search:
            del self.fields["q"]
        for name in ("indicator", "unit"):
            self.fields[name].widget.attrs["size"] = 6
