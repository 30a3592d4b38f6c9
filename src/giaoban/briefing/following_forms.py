"""What people type while they follow a task."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.forms import ReasonForm
from giaoban.kernel.choices import offer


class PassDownForm(forms.Form):
    """Which bodies of the own line below are to do it."""

    units = forms.MultipleChoiceField(
        label=_("Pass it down to"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _(
                "A task goes to bodies of the own line below that have no part in it yet, never to oneself. Choose one that is offered."
            )
        },
    )

    def __init__(self, *args: Any, below: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "units", below)


class ExtensionForm(ReasonForm):
    last_day = forms.DateField(label=_("New last day"), help_text=_("Day/month/year, for example 13/10/2021."))
    field_order = ("last_day", "reason")


class ExtensionAnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when you refuse."),
    )  # fmt: skip


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Say something"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 2}))
