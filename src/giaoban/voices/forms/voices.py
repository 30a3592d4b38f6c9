"""Forms of voices: what a citizen sends, and what the office does with it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.documents.uploads import PICTURES, SeveralFilesField, SeveralFilesInput
from giaoban.kernel.choices import offer
from giaoban.registry.forms import DayInput
from giaoban.voices.enums import Category, VoiceKind, VoiceStatus
from giaoban.voices.forms.fields import LineField, WordsField
from giaoban.voices.models.voices import LONGEST_TEXT, LONGEST_TOPIC
from giaoban.voices.operations import Said

Choices = Sequence[tuple[Any, Any]]
ALL = ("", _("All"))


class VoiceForm(forms.Form):
    """What a citizen sends; who they are is theirs to tell."""

    kind = forms.ChoiceField(
        label=_("What do you send?"),
        choices=VoiceKind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "An opinion says what could be done better; a report names something that is not in order; "
            "a request asks an office to do something."
        ),
    )
    category = forms.ChoiceField(label=_("What is it about?"), choices=[("", _("Choose")), *Category.choices])
    place = forms.ChoiceField(label=_("Commune, district or province"))
    place_words = LineField(label=_("Where exactly"), required=False, max_length=200)
    topic = LineField(label=_("In one line"), max_length=LONGEST_TOPIC)
    text = WordsField(label=_("What happened, or what do you propose?"), max_length=LONGEST_TEXT, rows=7)
    photos = SeveralFilesField(
        label=_("Photos, up to three"),
        required=False,
        widget=SeveralFilesInput(attrs={"accept": PICTURES, "multiple": True}),
        help_text=_("Where and when a photo was taken is removed from it. Photos are for the office, never public."),
    )
    name = LineField(label=_("Your name"), required=False, max_length=120)
    phone = LineField(
        label=_("Telephone"), required=False, max_length=30, widget=forms.TextInput(attrs={"type": "tel"})
    )
    address = LineField(label=_("Address"), required=False, max_length=200)
    # People never see it; machines fill in whatever there is.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=1000)

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "place", places)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("A field that people leave empty was filled in. Empty it and send again."))
        return ""

    def said(self) -> Said:
        told = self.cleaned_data
        return Said(
            kind=VoiceKind(told["kind"]),
            category=told["category"],
            place_id=UUID(told["place"]),
            place_words=told["place_words"],
            topic=told["topic"],
            text=told["text"],
            name=told["name"],
            phone=told["phone"],
            address=told["address"],
        )


class CodeForm(forms.Form):
    code = LineField(
        label=_("Code"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Twenty signs, as the page showed them after you sent it."),
    )


class PublishedFilter(forms.Form):
    q = LineField(label=_("Words"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    category = forms.ChoiceField(label=_("Field of life"), required=False, choices=[ALL, *Category.choices])


class InboxFilter(forms.Form):
    """Filters of the inbox; all of them stand in the address."""

    q = LineField(label=_("Words"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    status = forms.ChoiceField(
        label=_("State"), required=False, choices=[ALL, ("late", _("Late")), *VoiceStatus.choices]
    )
    kind = forms.ChoiceField(
        label=_("What was sent"), required=False, choices=[ALL, ("unsure", _("To be looked at")), *VoiceKind.choices]
    )
    category = forms.ChoiceField(label=_("Field of life"), required=False, choices=[ALL, *Category.choices])
    unit = forms.ChoiceField(label=_("Handed to"), required=False)
    since = forms.DateField(label=_("From day"), required=False, widget=DayInput())
    until = forms.DateField(label=_("To day"), required=False, widget=DayInput())

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "unit", [ALL, *units])


# --- What the office does ---------------------------------------------------------------------------------------------


class JudgeForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it?"), choices=VoiceKind.choices, widget=forms.RadioSelect)

    def told(self) -> dict[str, Any]:
        return {"kind": VoiceKind(self.cleaned_data["kind"])}


class RouteForm(forms.Form):
    unit = forms.ChoiceField(label=_("Which body answers?"))

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "unit", units)

    def told(self) -> dict[str, Any]:
        return {"unit_id": UUID(self.cleaned_data["unit"])}


class AnswerForm(forms.Form):
    text = WordsField(
        label=_("Answer"),
        max_length=LONGEST_TEXT,
        rows=8,
        help_text=_("The sender reads it by the code; with the voice it may become public: name nobody in it."),
    )

    def told(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class ReasonForm(forms.Form):
    reason = LineField(label=_("Why"), max_length=500)

    def told(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class MergeForm(forms.Form):
    into = forms.ChoiceField(label=_("Which voice says the same?"))

    def __init__(self, *args: Any, voices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "into", voices)

    def told(self) -> dict[str, Any]:
        return {"into_id": UUID(self.cleaned_data["into"])}


class PublishForm(forms.Form):
    topic = LineField(label=_("In one line"), max_length=LONGEST_TOPIC + 80)
    text = WordsField(
        label=_("Words of the voice"),
        max_length=LONGEST_TEXT + 1_000,
        rows=10,
        help_text=_("Put [[ and ]] around what must not be public: names, numbers, houses. Change nothing else."),
    )

    def told(self) -> dict[str, Any]:
        return {"topic": self.cleaned_data["topic"], "text": self.cleaned_data["text"]}


class NothingForm(forms.Form):
    """An act that needs no more than to be done."""

    def told(self) -> dict[str, Any]:
        return {}
