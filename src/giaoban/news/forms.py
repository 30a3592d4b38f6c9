"""What editors, reviewers and leaders type; the forms judge input, the operations judge meaning."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.documents.uploads import PICTURES, SeveralFilesField, SeveralFilesInput
from giaoban.kernel.choices import offer
from giaoban.kernel.vietnamese import plain_name
from giaoban.news import text
from giaoban.news.checks import Finding
from giaoban.news.enums import ArticleStatus, Verdict
from giaoban.news.models import Article, Revision, Section
from giaoban.news.models.revisions import (
    LONGEST_BODY,
    LONGEST_SUMMARY,
    LONGEST_TAG,
    LONGEST_TITLE,
    MOST_TAGS,
)
from giaoban.news.operations import Told
from giaoban.registry.actor import Actor

Choices = Sequence[tuple[Any, Any]]
MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]
LINK_DAYS = (1, 3, 7, 14)


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a day and an hour; it speaks ISO whatever the language."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class TagsField(forms.CharField):
    """Tags between commas; a tuple."""

    def clean(self, value: Any) -> tuple[str, ...]:
        found = text.tags(super().clean(value) or "")
        if len(found) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in found):
            raise forms.ValidationError(_("At most 10 tags of 40 characters."))
        return found


class ArticleForm(forms.Form):
    """An article in full; what is shown in lists first."""

    title = forms.CharField(label=_("Headline"), max_length=LONGEST_TITLE)
    section = forms.ChoiceField(label=_("Section"))
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=LONGEST_SUMMARY,
        help_text=_("Two or three sentences that lists and shared links show."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST_BODY,
        strip=False,
        help_text=_(
            "An empty line makes a paragraph, ## a heading, **bold**, - a list, [words](address) a link. "
            "What is pasted from Word or a web page is cleaned."
        ),
        widget=forms.Textarea(attrs={"rows": 18, "data-paste": "", "class": "writing"}),
    )
    author = forms.CharField(label=_("Author, as printed"), required=False, max_length=120)
    byline = forms.CharField(
        label=_("Beside the author"), required=False, max_length=120, help_text=_("A body or post, or a source.")
    )
    tags = TagsField(label=_("Tags"), required=False, max_length=2_000, help_text=_("Between commas; ten at most."))
    cover_file = forms.FileField(
        label=_("Cover picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 20 MB. Place and device are taken out of it."),
        widget=forms.FileInput(attrs={"accept": PICTURES}),
    )
    cover = forms.ChoiceField(label=_("Or one that is there"), required=False)
    cover_alt = forms.CharField(
        label=_("What the cover shows"),
        required=False,
        max_length=300,
        help_text=_("For people who cannot see it."),
    )
    cover_credit = forms.CharField(label=_("Who took the picture"), required=False, max_length=120)
    pictures = SeveralFilesField(
        label=_("Pictures for the text"),
        required=False,
        help_text=_("Each is put at the end of the text; say between its square brackets what it shows."),
        widget=SeveralFilesInput(attrs={"accept": PICTURES}),
    )
    attached = SeveralFilesField(label=_("Files"), required=False, help_text=_("PDF, Word, Excel; up to 20 MB each."))
    taken_away = forms.MultipleChoiceField(label=_("Take away"), required=False, widget=forms.CheckboxSelectMultiple)
    base = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def __init__(
        self, *args: Any, sections: Choices, covers: Choices = (), files: Choices = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "section", sections)
        offer(self, "cover", [("", _("none")), *covers])
        offer(self, "taken_away", files)
        if not files:
            del self.fields["taken_away"]
        if not covers:
            del self.fields["cover"]

    @classmethod
    def initial_of(cls, article: Article, revision: Revision) -> dict[str, Any]:
        """The form as a revision stands."""
        names = ("title", "summary", "body", "author", "byline", "cover_alt", "cover_credit")
        return {
            **{name: getattr(revision, name) for name in names},
            "section": article.section.code,
            "tags": ", ".join(revision.tags),
            "cover": str(revision.cover_id or ""),
            "base": revision.number,
        }

    def told(self, *, cover: UUID | None, files: Sequence[UUID], body: str | None = None) -> Told:
        """What the cleaned form tells, with what was stored beside it."""
        said = self.cleaned_data
        return Told(
            title=said["title"],
            summary=said["summary"],
            body=said["body"] if body is None else body,
            author=said["author"],
            byline=said["byline"],
            tags=said["tags"],
            cover_id=cover,
            cover_alt=said["cover_alt"],
            cover_credit=said["cover_credit"],
            files=tuple(files),
        )


class SubmitForm(forms.Form):
    """What goes before a second person: when it is to appear, what readers are told, and why findings may stay."""

    publish_at = forms.DateTimeField(
        label=_("Appears at"),
        required=False,
        input_formats=MOMENTS,
        widget=MomentInput(),
        help_text=_("Empty: as soon as it is approved."),
    )
    expires_at = forms.DateTimeField(
        label=_("Shown until"),
        required=False,
        input_formats=MOMENTS,
        widget=MomentInput(),
        help_text=_("Empty: for good."),
    )
    note = forms.CharField(
        label=_("What readers are told was corrected"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, corrects: bool, soft: Sequence[Finding], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("publish_at", "expires_at") if corrects else ("note",):
            del self.fields[name]
        self.soft = {f"reason_{place}": finding for place, finding in enumerate(soft)}
        for name, finding in self.soft.items():
            self.fields[name] = forms.CharField(
                label=_("Why it may stay: %(finding)s") % {"finding": f"{finding.sentence} {finding.detail}".strip()},
                max_length=500,
            )

    @property
    def reason_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.soft]

    @property
    def reasons(self) -> Mapping[str, str]:
        return {finding.key: self.cleaned_data[name] for name, finding in self.soft.items()}

    @property
    def moments(self) -> Mapping[str, dt.datetime | None]:
        return {name: self.cleaned_data.get(name) for name in ("publish_at", "expires_at")}


class VerdictForm(forms.Form):
    """A second person's word."""

    verdict = forms.ChoiceField(
        label=_("Your decision"),
        choices=[(Verdict.APPROVED, _("Approve: readers get it")), (Verdict.RETURNED, _("Return it to the editors"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Your remark"),
        required=False,
        max_length=1_000,
        help_text=_("Needed where you return it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("verdict") == Verdict.RETURNED and not said.get("reason", "").strip():
            self.add_error("reason", _("Say what the editors should change."))
        return said


class LeaderForm(VerdictForm):
    """The word of a leader who came by a link, with the name that is recorded."""

    name = forms.CharField(label=_("Your name and post"), max_length=120)

    field_order = ("name", "verdict", "reason")


class LinkForm(forms.Form):
    leader = forms.CharField(label=_("For whom"), max_length=120, help_text=_("Name and post of who is to decide."))
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        coerce=int,
        initial=3,
        choices=[(days, _("%(days)s days") % {"days": days}) for days in LINK_DAYS],
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class SectionForm(forms.Form):
    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60)
    place = forms.IntegerField(label=_("Place on the page"), min_value=1, max_value=1_000)
    is_closed = forms.BooleanField(label=_("Closed: takes no new articles"), required=False)


class NewSectionForm(forms.Form):
    name_vi = forms.CharField(label=_("Name in Vietnamese"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60)
    code = forms.SlugField(
        label=_("In addresses"),
        required=False,
        max_length=40,
        help_text=_("Small letters without accents; empty: made of the name. It stays for good."),
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"] or plain_name(self.cleaned_data.get("name_vi", ""))[:40].strip("-")
        if not code and self.cleaned_data.get("name_vi"):
            raise forms.ValidationError(_("No address can be made of this name: write one."))
        return code


class DeskFilter(forms.Form):
    """Filters of the editors' list; all of them stand in the address."""

    q = forms.CharField(
        label=_("Words"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    section = forms.ChoiceField(label=_("Section"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            *ArticleStatus.choices,
            ("scheduled", _("Scheduled")),
            ("correcting", _("Correction in review")),
            ("ended", _("No longer shown")),
        ],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "section", [("", _("All")), *sections_of(None)])


def sections_of(actor: Actor | None, *, also: str = "") -> Choices:
    """Sections by their codes in the order of the page; for an actor who writes only those that take new articles."""
    found = Section.objects.order_by("place", "pk")
    return [(one.code, str(one)) for one in found if actor is None or not one.is_closed or one.code == also]
