"""What people type while a briefing is prepared and held."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.enums import Answer, Choice, Fate
from giaoban.briefing.forms import ImportForm, PeriodField
from giaoban.briefing.linking import Body
from giaoban.kernel.choices import offer


class SeriesForm(forms.Form):
    """A new series: its name, what each meeting begins with, who is invited."""

    name = forms.CharField(label=_("Name of the series"), max_length=300)
    agenda = forms.CharField(
        label=_("Standing items"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line. Tasks left open come onto each agenda by themselves."),
    )
    invited = forms.MultipleChoiceField(label=_("Invited bodies"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, bodies: list[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "invited", [(str(body.id), body.names[0]) for body in bodies if not body.is_group])

    def clean_agenda(self) -> list[str]:
        return [line.strip()[:300] for line in self.cleaned_data["agenda"].splitlines() if line.strip()]


class PrepareForm(forms.Form):
    """The next meeting of a series."""

    held_on = forms.DateField(label=_("Held on"), help_text=_("Day/month/year, for example 13/10/2021."))
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    chair = forms.CharField(
        label=_("Chair"), max_length=300, required=False, help_text=_("Name and posts, as they are to be printed.")
    )
    reviewed = PeriodField(label=_("Period reviewed"), max_length=60, required=False)
    planned = PeriodField(label=_("Period planned"), max_length=60, required=False)


class AgendaItemForm(forms.Form):
    title = forms.CharField(label=_("Another point"), max_length=300)


class PaperForm(forms.Form):
    title = forms.CharField(label=_("Title of the paper"), max_length=300)
    file = forms.FileField(label=_("File"), help_text=_("Everybody invited can open it; you see who has."))


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[choice for choice in Answer.choices if choice[0] != Answer.OPEN],
        widget=forms.RadioSelect,
    )
    substitute = forms.CharField(
        label=_("Who comes instead"), max_length=200, required=False, help_text=_("Name and post.")
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("answer") == Answer.SUBSTITUTE and not told.get("substitute", "").strip():
            self.add_error("substitute", _("Say who comes instead."))
        return told


class MinuteForm(forms.Form):
    """One sentence of the minutes."""

    text = forms.CharField(
        label=_("Next sentence"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 2, "autofocus": True})
    )
    fate = forms.ChoiceField(
        label=_("What it is"),
        required=False,
        choices=[
            ("", _("Let the draft say")),
            (Fate.TASK, Fate.TASK.label),
            (Fate.INFORMATION, Fate.INFORMATION.label),
            (Fate.COMMENDATION, Fate.COMMENDATION.label),
        ],
    )


class FurtherTextForm(ImportForm):
    """The signed notice, or another text of the same briefing."""


class AdoptForm(forms.Form):
    """The paper that carries the further text."""

    number = forms.CharField(label=_("Number of the signed paper"), max_length=60, help_text=_("For example 45-TB/TU."))
    issued_on = forms.DateField(label=_("Signed on"))
    signer = forms.CharField(label=_("Signed by"), max_length=200)


class DifferenceForm(forms.Form):
    choice = forms.ChoiceField(choices=[(Choice.TAKE, Choice.TAKE.label), (Choice.KEEP, Choice.KEEP.label)])
    reason = forms.CharField(max_length=500, required=False)
