"""What people type into the activities room; the forms judge input, the operations judge meaning."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from giaoban.activities.enums import ActivityKind, Counted, Verdict
from giaoban.activities.models import Activity
from giaoban.activities.models.activities import MOST_PARTICIPANTS
from giaoban.activities.operations import Told
from giaoban.documents.models import LegalAct
from giaoban.documents.uploads import PICTURES, SeveralFilesField, SeveralFilesInput
from giaoban.kernel.choices import offer
from giaoban.kernel.period import Period
from giaoban.kernel.problems import Problem
from giaoban.kernel.resolvers import Pointer
from giaoban.registry.forms import DayInput

Choices = Sequence[tuple[Any, Any]]
CITATION = re.compile(r"^(?P<kind>[^\d]+?)(?:\s+số)?\s+(?P<number>\d\S*)$", re.IGNORECASE)
POINTER = re.compile(r"^(?P<kind>[a-z_]+\.[a-z_]+):(?P<id>[0-9a-f-]{36})$")


class PointerField(forms.CharField):
    """What it serves, as addresses write it: "briefing.task:<uuid>"; a Pointer or None."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> Pointer | None:
        written = super().clean(value)
        if not written:
            return None
        found = read_pointer(written)
        if found is None:
            raise forms.ValidationError(_("What this activity is to serve does not exist, or you may not see it."))
        return found


def read_pointer(written: str) -> Pointer | None:
    """A pointer from an address; None where it is none."""
    match = POINTER.match(written)
    try:
        return Pointer(match["kind"], UUID(match["id"])) if match else None
    except ValueError:
        return None


class CitationField(forms.CharField):
    """An act by kind and number: "Nghị quyết 25-NQ/TW"; a (kind, number) or None."""

    def clean(self, value: Any) -> tuple[str, str] | None:
        written = super().clean(value)
        if not written:
            return None
        match = CITATION.match(" ".join(written.split()))
        if match is None:
            raise forms.ValidationError(_("Write kind and number, for example “Kế hoạch 15-KH/MTTQ”."))
        return match["kind"].strip(), match["number"]


class LinksField(forms.CharField):
    """Addresses, one a line; a tuple."""

    def clean(self, value: Any) -> tuple[str, ...]:
        found = tuple(super().clean(value).split())
        if len(found) > 10:
            raise forms.ValidationError(_("Ten links at most."))
        for link in found:
            URLValidator(schemes=["http", "https"], message=_("“%(value)s” is no address of a page."))(link)
        return found


class ActivityForm(forms.Form):
    """The quick form: what, when, where, how many, a photo; everything else below “More”."""

    MORE: ClassVar[tuple[str, ...]] = ("unit", "last_day", "words", "act", "other_act", "attached", "links")

    kind = forms.ChoiceField(
        label=_("What was it?"), choices=ActivityKind.choices, widget=forms.RadioSelect(attrs={"class": "tiles"})
    )
    topic = forms.CharField(label=_("Topic"), max_length=300)
    first_day = forms.DateField(label=_("Day of the activity"), widget=DayInput())
    unit = forms.ChoiceField(label=_("Done by"))
    place = forms.ChoiceField(label=_("Place on the map"), required=False)
    place_words = forms.CharField(
        label=_("Where exactly"), required=False, max_length=200, widget=forms.TextInput(attrs={"list": "place-words"})
    )
    participants = forms.IntegerField(label=_("Participants"), required=False, min_value=0, max_value=MOST_PARTICIPANTS)
    women = forms.IntegerField(label=_("Of them women"), required=False, min_value=0, max_value=MOST_PARTICIPANTS)
    photo = SeveralFilesField(
        label=_("Photo"),
        required=False,
        widget=SeveralFilesInput(attrs={"accept": PICTURES, "capture": "environment", "multiple": False}),
    )
    last_day = forms.DateField(
        label=_("Last day"), required=False, widget=DayInput(), help_text=_("Where it took several days.")
    )
    words = forms.CharField(
        label=_("More words"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    act = forms.ModelChoiceField(
        LegalAct.objects.none(), label=_("Act that it spreads"), required=False, empty_label=_("none")
    )
    other_act = CitationField(
        label=_("Or another act"),
        required=False,
        max_length=120,
        help_text=_("Kind and number, for example “Kế hoạch 15-KH/MTTQ”."),
    )
    attached = SeveralFilesField(
        label=_("More photos or files"),
        required=False,
        help_text=_("Photos, PDF, Word, Excel; up to 20 MB each. Place and device are taken out of photos."),
    )
    links = LinksField(
        label=_("Links"),
        required=False,
        max_length=5_000,
        help_text=_("Articles, posts; one a line."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    serves = PointerField(required=False, max_length=80)

    def __init__(self, *args: Any, units: Choices, places: Choices, acts: Any, today: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "unit", units)
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        offer(self, "place", [("", _("elsewhere")), *places])
        act = self.fields["act"]
        assert isinstance(act, forms.ModelChoiceField)
        act.queryset = acts
        for name in ("first_day", "last_day"):
            self.fields[name].widget.attrs["max"] = today.isoformat()
        for name in ("participants", "women"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def is_more_open(self) -> bool:
        """Something stands there that was not offered beforehand, or is wrong there."""
        typed = (name for name in self.MORE if name not in ("unit", "attached"))
        return any(self[name].errors for name in self.MORE) or any(self[name].value() for name in typed)

    def told(self, *, act: LegalAct | None) -> Told:
        """What the cleaned form tells; `act` is the one that was chosen or cited."""
        said = self.cleaned_data
        return Told(
            kind=said["kind"],
            unit_id=UUID(said["unit"]),
            first_day=said["first_day"],
            last_day=said["last_day"] or said["first_day"],
            topic=said["topic"],
            place_id=UUID(said["place"]) if said["place"] else None,
            place_words=said["place_words"],
            participants=said["participants"],
            women=said["women"],
            act_id=act.pk if act else None,
            serves=said["serves"],
            words=said["words"],
            links=said["links"],
        )

    @property
    def sent_files(self) -> list[tuple[str, Any]]:
        """(field, file) of everything that was sent."""
        return [(name, file) for name in ("photo", "attached") for file in self.cleaned_data.get(name) or []]


class CorrectionForm(ActivityForm):
    """The record told anew, with the reason, and the version that one has before one's eyes."""

    MORE: ClassVar[tuple[str, ...]] = ()

    reason = forms.CharField(label=_("Why is it corrected?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput)
    taken_away = forms.MultipleChoiceField(label=_("Take away"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, attachments: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "taken_away", attachments)
        if not attachments:
            del self.fields["taken_away"]
        del self.fields["photo"]

    @classmethod
    def initial_of(cls, activity: Activity) -> dict[str, Any]:
        """The form as the record stands now."""
        several = activity.last_day != activity.first_day
        return {
            "kind": activity.kind,
            "topic": activity.topic,
            "first_day": activity.first_day,
            "last_day": activity.last_day if several else None,
            "unit": str(activity.unit_id),
            "place": str(activity.place_id or ""),
            "place_words": activity.place_words,
            "participants": activity.participants,
            "women": activity.women,
            "words": activity.words,
            "act": activity.act_id,
            "links": "\n".join(activity.links),
            "serves": f"{activity.serves_kind}:{activity.serves_id}" if activity.serves_id else "",
            "version": activity.version,
        }


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ActivityFilter(forms.Form):
    """Filters of the list; all of them stand in the address."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(
        label=_("Kind of activity"), required=False, choices=[("", _("All")), *ActivityKind.choices]
    )
    unit = forms.ChoiceField(label=_("Done by"), required=False)
    since = forms.DateField(label=_("From day"), required=False, widget=DayInput())
    until = forms.DateField(label=_("To day"), required=False, widget=DayInput())
    act = forms.ChoiceField(label=_("Act that it spreads"), required=False)
    state = forms.ChoiceField(
        label=_("State of the record"),
        required=False,
        choices=[("", _("In force")), ("cancelled", _("Cancelled")), ("all", _("All"))],
    )
    serves = PointerField(required=False, max_length=80)

    def __init__(self, *args: Any, units: Choices, acts: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "unit", [("", _("All")), *units])
        offer(self, "act", [("", _("All")), *acts])


# --- Programmes -------------------------------------------------------------------------------------------------------


class PeriodField(forms.CharField):
    """A period in words: "giai đoạn 2021-2025", "nhiệm kỳ 2021-2026", "năm 2021"; a Period."""

    def clean(self, value: Any) -> Period:
        try:
            return Period.parse(super().clean(value))
        except Problem as problem:
            raise forms.ValidationError(problem.message_vi) from problem


class ProgrammeForm(forms.Form):
    title = forms.CharField(label=_("What is the programme called?"), max_length=300)
    period = PeriodField(
        label=_("Period"), max_length=60, help_text=_("For example “giai đoạn 2021-2025” or “nhiệm kỳ 2021-2026”.")
    )
    unit = forms.ChoiceField(label=_("Done by"))
    act = CitationField(
        label=_("Act that decided it"),
        required=False,
        max_length=120,
        help_text=_("Kind and number, for example “Kế hoạch 15-KH/MTTQ”."),
    )

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "unit", units)
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()


class GoalForm(forms.Form):
    text = forms.CharField(label=_("Goal"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))


class TargetForm(forms.Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    text = forms.CharField(label=_("Yearly target"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    counted = forms.ChoiceField(label=_("What is counted"), choices=Counted.choices, widget=forms.RadioSelect)
    planned = forms.IntegerField(
        label=_("To reach"),
        required=False,
        min_value=1,
        max_value=1_000_000_000,
        help_text=_("The figure for the year."),
    )

    def __init__(self, *args: Any, years: range, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "year", [(year, str(year)) for year in years])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("counted") == Counted.JUDGED:
            told["planned"] = None
        return told


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(label=_("How far was it reached?"), choices=Verdict.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What was reached, what not, and why"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 4})
    )
