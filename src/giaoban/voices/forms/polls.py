"""Forms of polls: the answer of a reader, and the poll as its editor writes it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.choices import offer
from giaoban.registry.forms import DayInput
from giaoban.voices import cleaning
from giaoban.voices.enums import Electorate, Mode, PollStatus, WhenNone
from giaoban.voices.forms.fields import LineField, WordsField
from giaoban.voices.models import Poll
from giaoban.voices.models.polls import LONGEST_OPTION, LONGEST_QUESTION, MOST_OPTIONS
from giaoban.voices.operations import Asked


class AnswerForm(forms.Form):
    """The answers of one poll, and the token that makes the form one of its own."""

    choices = forms.MultipleChoiceField(label=_("Your answer"), widget=forms.CheckboxSelectMultiple)
    token = forms.CharField(widget=forms.HiddenInput, max_length=1000)

    def __init__(self, *args: Any, poll: Poll, **options: Any) -> None:
        super().__init__(*args, **options)
        if poll.most:
            self.fields["choices"].help_text = _("At most %(most)s.") % {"most": poll.most}
        offer(self, "choices", [(str(one.number), one.text) for one in poll.options.order_by("number")])
        self.fields["choices"].error_messages |= {"required": _("Choose an answer.")}

    @property
    def chosen(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["choices"]]


class SingleAnswerForm(AnswerForm):
    """One answer: a radio sends one value, which is a list of one."""

    choices = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)  # type: ignore[assignment]

    @property
    def chosen(self) -> list[int]:
        return [int(self.cleaned_data["choices"])]


def answer_form(*args: Any, poll: Poll, **options: Any) -> AnswerForm:
    return (SingleAnswerForm if poll.is_single else AnswerForm)(*args, poll=poll, **options)


class ReceiptForm(forms.Form):
    receipt = LineField(
        label=_("Receipt"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Twenty signs, as the page showed them after you voted."),
    )


class OptionsField(forms.CharField):
    """Answers, one a line; a tuple."""

    widget = forms.Textarea(attrs={"rows": 5})

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = tuple(filter(None, (cleaning.one_line(line) for line in super().clean(value).splitlines())))
        if not 2 <= len(lines) <= MOST_OPTIONS or len({line.casefold() for line in lines}) < len(lines):
            raise forms.ValidationError(_("A poll offers two answers at least and twenty at most, no two alike."))
        if any(len(line) > LONGEST_OPTION for line in lines):
            raise forms.ValidationError(_("An answer has 200 characters at most."))
        return lines


class PollForm(forms.Form):
    question = LineField(label=_("Question"), max_length=LONGEST_QUESTION)
    words = WordsField(label=_("More words"), required=False, max_length=2_000, rows=3)
    options = OptionsField(label=_("Answers"), max_length=6_000, help_text=_("One a line, two to twenty."))
    mode = forms.ChoiceField(label=_("How many choices?"), choices=Mode.choices, widget=forms.RadioSelect)
    most = forms.IntegerField(
        label=_("At most how many"),
        required=False,
        min_value=2,
        max_value=MOST_OPTIONS,
        help_text=_("Only where several may be chosen; empty means all."),
    )
    electorate = forms.ChoiceField(label=_("Who answers?"), choices=Electorate.choices, widget=forms.RadioSelect)
    first_day = forms.DateField(label=_("Takes answers from"), widget=DayInput())
    last_day = forms.DateField(label=_("Last day on which one can answer"), widget=DayInput())
    hides_results = forms.BooleanField(label=_("Show no result before the poll is closed"), required=False)
    unit = forms.ChoiceField(label=_("Body that asks"))

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "unit", units)
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()

    @classmethod
    def initial_of(cls, poll: Poll) -> dict[str, Any]:
        return {
            "question": poll.question,
            "words": poll.words,
            "options": "\n".join(poll.options.order_by("number").values_list("text", flat=True)),
            "mode": poll.mode,
            "most": poll.most,
            "electorate": poll.electorate,
            "first_day": poll.opens_on,
            "last_day": poll.last_day,
            "hides_results": poll.hides_results,
            "unit": str(poll.unit_id),
        }

    @classmethod
    def fresh(cls, *, today: dt.date, unit_id: UUID) -> dict[str, Any]:
        """A new poll: for a fortnight, one choice, results after the close."""
        return {
            "mode": Mode.SINGLE,
            "electorate": Electorate.ANYBODY,
            "first_day": today,
            "last_day": today + dt.timedelta(days=13),
            "hides_results": True,
            "unit": str(unit_id),
        }

    def asked(self) -> Asked:
        told = self.cleaned_data
        return Asked(
            unit_id=UUID(told["unit"]),
            question=told["question"],
            words=told["words"],
            options=told["options"],
            mode=Mode(told["mode"]),
            most=told["most"],
            electorate=Electorate(told["electorate"]),
            first_day=told["first_day"],
            last_day=told["last_day"],
            hides_results=told["hides_results"],
        )


class PollFilter(forms.Form):
    q = LineField(label=_("Words"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    status = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *PollStatus.choices])


class BlockForm(forms.Form):
    poll = forms.ChoiceField(label=_("Poll to show first"), required=False)
    when_none = forms.ChoiceField(
        label=_("While no poll is running, the front page shows"), choices=WhenNone.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, polls: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "poll", [("", _("The one that closes first")), *polls])
