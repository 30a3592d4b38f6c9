"""What people type into the briefing room; the forms judge input, the operations judge meaning."""

import datetime as dt
from typing import Any, Self
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.drafting import LONGEST
from giaoban.briefing.enums import Fate, Outcome, TaskKind, Verdict
from giaoban.briefing.linking import Body
from giaoban.briefing.models import ProposedTask, TextImport
from giaoban.documents.models import LegalAct
from giaoban.kernel.choices import offer
from giaoban.kernel.due import Due, DueKind, InvalidDate
from giaoban.kernel.period import Period
from giaoban.kernel.problems import Problem

NOBODY = ""
SEVERAL = "several"


class DueField(forms.CharField):
    """A due date in words: "30/11/2021", "trong tháng 10", "quý IV/2021"; a Due, `Due.none()` for nothing."""

    def __init__(self, *, reference: dt.date, **options: Any) -> None:
        self.reference = reference
        super().__init__(max_length=200, required=False, **options)

    def clean(self, value: Any) -> Due:
        words = super().clean(value)
        if not words:
            return Due.none()
        try:
            return Due.parse(words, self.reference)
        except InvalidDate as problem:
            raise forms.ValidationError(problem.message_vi) from problem


def must_not_precede(due: Due, day: dt.date | None) -> Due:
    """The due date, unless its last day lies before the day on which the task was given."""
    if day and due.last_day and due.last_day < day:
        said = _("The due date lies before the briefing of %(day)s. Write that day or a later one.")
        raise forms.ValidationError(said % {"day": f"{day:%d/%m/%Y}"})
    return due


class PeriodField(forms.CharField):
    """A period in words: "9 tháng đầu năm 2021", "quý IV/2021"; its code, or nothing."""

    def clean(self, value: Any) -> str:
        words = super().clean(value)
        if not words:
            return ""
        try:
            return Period.parse(words).code
        except Problem as problem:
            raise forms.ValidationError(problem.message_vi) from problem

    def prepare_value(self, value: Any) -> Any:
        return period_label(value)


def period_label(code: Any) -> Any:
    """A stored period code in words; what a person is typing stays as it is."""
    try:
        return Period.from_code(code).label() if code else code
    except Problem:
        return code


class TextForm(forms.Form):
    """Somebody brings a text."""

    def emptied(self) -> Self:
        """The form with its errors and without the text: what is secret is not even shown again."""
        self.data = {**self.data, "text": ""}
        return self


class ImportForm(TextForm):
    """A text to draft, pasted or as a file."""

    text = forms.CharField(
        label=_("Text of the briefing"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Paste an article, a notice of conclusions or your notes."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("Word (.docx), PDF with text, a saved web page (.html) or plain text (.txt), up to 20 MB."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("file") and not (told.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError(_("Paste a text or choose a file."))
        return told


class MeetingForm(forms.Form):
    """What the draft says of the meeting, to be put right."""

    title = forms.CharField(label=_("Title"), max_length=500)
    held_on = forms.DateField(label=_("Held on"), help_text=_("Day/month/year, for example 13/10/2021."))
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    convened_by = forms.CharField(label=_("Convened by"), max_length=300, required=False)
    reviewed = PeriodField(label=_("Period reviewed"), max_length=60, required=False)
    planned = PeriodField(label=_("Period planned"), max_length=60, required=False)

    @classmethod
    def of(cls, found: TextImport, data: Any = None) -> "MeetingForm":
        return cls(data, initial={name: getattr(found, name) for name in cls.base_fields})


def _choices(bodies: list[Body], *, places: bool) -> list[tuple[str, str]]:
    return [(str(body.id), body.names[0]) for body in bodies if not body.is_group and body.is_place == places]


class ProposalForm(forms.Form):
    """A proposed task: its kind, who answers, who coordinates, until when; `seen` notices what others change meanwhile."""

    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=TaskKind.choices)
    answers = forms.ChoiceField(label=_("Who answers for it"), required=False)
    coordinating = forms.MultipleChoiceField(
        label=_("Who coordinates"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, task: ProposedTask, bodies: list[Body], held_on: dt.date, **options: Any) -> None:
        self.task, self.held_on = task, held_on
        super().__init__(*args, **options)
        units = _choices(bodies, places=False)
        places = _choices(bodies, places=True)
        coordinating = [str(unit.pk) for unit in task.coordinating.all()]
        groups = [(f"group:{body.id}", body.names[0]) for body in bodies if body.is_group]
        self.several = [member.pk for member in task.members.all()] if not task.addressee_id else []
        several = (SEVERAL, _("Several bodies, each for itself: %s") % "; ".join(task.responsible_text))
        answers = [
            (NOBODY, _("Nobody is named")),
            *([several] if self.several else []),
            (_("All together"), groups),
            (_("One body leads"), units),
            (_("One place leads"), places),
        ]
        offer(self, "answers", answers)
        offer(self, "coordinating", [*units, *(place for place in places if place[0] in coordinating)])
        self.fields["due"] = DueField(
            label=_("Until when"),
            reference=held_on,
            help_text=_("As the text says: “30/11/2021”, “trong tháng 11”, “quý IV/2021”. Empty when it gives none."),
        )
        self.order_fields(["answers", "due", "kind", "coordinating"])
        self.initial = {
            **self.initial,
            "kind": task.kind,
            "answers": self._answers(),
            "coordinating": coordinating,
            "due": task.due_text,
        }

    def clean_due(self) -> Due:
        return must_not_precede(self.cleaned_data["due"], self.held_on)

    def _answers(self) -> str:
        if self.task.lead_id:
            return str(self.task.lead_id)
        if self.task.addressee_id:
            return f"group:{self.task.addressee_id}"
        return SEVERAL if self.several else NOBODY

    def who(self) -> dict[str, Any]:
        """The cleaned choice as arguments of `operations.amend_task`: lead_id, addressee_id, member_ids."""
        answers = self.cleaned_data["answers"]
        if answers.startswith("group:"):
            return {"lead_id": None, "addressee_id": UUID(answers.removeprefix("group:")), "member_ids": None}
        if answers == SEVERAL:
            return {"lead_id": None, "addressee_id": None, "member_ids": self.several}
        return {"lead_id": UUID(answers) if answers else None, "addressee_id": None, "member_ids": []}


class FateForm(forms.Form):
    fate = forms.ChoiceField(choices=[choice for choice in Fate.choices if choice[0] != Fate.NOISE])


class SpanForm(forms.Form):
    """Words of the text by their half-open place."""

    start = forms.IntegerField(min_value=0, max_value=LONGEST)
    end = forms.IntegerField(min_value=0, max_value=LONGEST)


class PlaceForm(forms.Form):
    """A place in the text at which a task is cut."""

    place = forms.IntegerField(min_value=0, max_value=LONGEST)


class NeighbourForm(forms.Form):
    """The task with which another becomes one, as both were seen."""

    other = forms.UUIDField()
    seen = forms.CharField(max_length=16, required=False)
    other_seen = forms.CharField(max_length=16, required=False)


class ReasonForm(forms.Form):
    """Why: for revoking, returning, withdrawing."""

    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class VerdictForm(ReasonForm):
    """The assigner's word on the report that the page showed; accepting needs no reason."""

    report = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, verdict: Verdict, **options: Any) -> None:
        super().__init__(*args, **options)
        if verdict == Verdict.ACCEPT:
            self.fields["reason"].required = False
            self.fields["reason"].label = _("Your word")


class ReportForm(forms.Form):
    """What a body did on its line."""

    outcome = forms.ChoiceField(label=_("How far"), choices=Outcome.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("What was done"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}))
    link = forms.URLField(label=_("Link to proof"), required=False, assume_scheme="https")
    evidence = forms.FileField(label=_("File as proof"), required=False)
    is_restricted = forms.BooleanField(
        label=_("Not for the public"),
        required=False,
        help_text=_("Where this sentence is public, everybody sees that the work is done, but not these words."),
    )

    def __init__(self, *args: Any, none_possible: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not none_possible:
            offer(self, "outcome", [choice for choice in Outcome.choices if choice[0] != Outcome.NONE_OCCURRED])


class DueForm(ReasonForm):
    """`seen` carries the date that stood on the page, so that a later change by somebody else is noticed.

    `given_on` is None where nobody knows on which day the task was given.
    """

    seen = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, held_on: dt.date, given_on: dt.date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.given_on = given_on
        self.fields["due"] = DueField(label=_("Until when"), reference=held_on)
        self.order_fields(["due", "reason"])

    def clean_due(self) -> Due:
        due: Due = self.cleaned_data["due"]
        if due.kind == DueKind.NONE:
            raise forms.ValidationError(_("Write a day or a period, for example 30/11/2021 or “quý IV/2021”."))
        return must_not_precede(due, self.given_on)


class BasisForm(forms.Form):
    kind = forms.CharField(label=_("Kind of act"), max_length=60, help_text=_("Quyết định, Nghị quyết, Kế hoạch…"))
    number = forms.CharField(label=_("Number"), max_length=60, required=False)
    issued_on = forms.DateField(label=_("Issued on"), required=False)
    issuer = forms.CharField(label=_("Issued by"), max_length=200, required=False)
    title = forms.CharField(label=_("About"), max_length=600, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not (told.get("number") or told.get("title")):
            raise forms.ValidationError(_("Give the number or the title of the act."))
        return told


class LeadForm(forms.Form):
    unit = forms.ChoiceField(label=_("Who leads"))

    def __init__(self, *args: Any, bodies: list[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(
            self,
            "unit",
            [
                ("", _("Choose who leads")),
                (_("One body leads"), _choices(bodies, places=False)),
                (_("One place leads"), _choices(bodies, places=True)),
            ],
        )


class TaskFilter(forms.Form):
    """Filters of the task list; all of them stand in the address."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "data-search": ""}),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("open", _("Not done yet")),
            ("late", _("Late")),
            ("running", _("Under way")),
            ("reported", _("Waiting for acceptance")),
            ("returned", _("Returned")),
            ("accepted", _("Accepted")),
            ("standing", _("Standing")),
            ("unassigned", _("No body named")),
            ("not_yet_due", _("Not yet due")),
        ],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *TaskKind.choices])
    unit = forms.ChoiceField(label=_("Body"), required=False)
    briefing = forms.UUIDField(required=False, widget=forms.HiddenInput)
    act = forms.ModelChoiceField(
        LegalAct.objects.all(), label=_("Legal basis"), required=False, widget=forms.HiddenInput
    )
    # What a meeting begins with: the tasks of its series from the briefings before its day.
    series = forms.UUIDField(required=False, widget=forms.HiddenInput)
    before = forms.DateField(required=False, widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "unit", [("", _("All")), *units])
