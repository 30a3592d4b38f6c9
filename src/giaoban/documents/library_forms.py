"""What people type about the public library: what they look for, and what they make public."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.documents.letterheads import KINDS
from giaoban.documents.library import Choices
from giaoban.documents.models.library import LONGEST_ISSUER, LONGEST_NUMBER, LONGEST_PERMISSION, LONGEST_SUBJECT
from giaoban.documents.operations import Named, Word
from giaoban.documents.uploads import SeveralFilesField
from giaoban.kernel.choices import offer
from giaoban.registry.forms import DayInput

# What the law calls its papers, then what offices call theirs; a kind is a word of the record and is not translated.
OF_THE_LAW = ("Luật", "Pháp lệnh", "Nghị định", "Thông tư", "Chỉ thị", "Quy định", "Quy chế", "Điều lệ")
KINDS_OFFERED = [(name, name) for name in (*OF_THE_LAW, *(kind.name_vi for kind in KINDS.values() if kind.is_numbered))]


class LibraryFilter(forms.Form):
    q = forms.CharField(
        label=_("Words"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    issuer = forms.ChoiceField(label=_("Issued by"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, values in (("kind", choices.kinds), ("issuer", choices.issuers), ("year", choices.years)):
            offer(self, name, [("", _("All")), *((str(one), str(one)) for one in values)])


class WordForm(forms.Form):
    """On whose word, with which files; common to acts and to papers of a body."""

    permitted_by = forms.CharField(
        label=_("Permitted by"), max_length=LONGEST_PERMISSION, help_text=_("Name and post; everybody reads it.")
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=LONGEST_PERMISSION,
        help_text=_("The paper or rule that permits it, with number and day; everybody reads it."),
    )
    attached = SeveralFilesField(
        label=_("Files"), required=False, help_text=_("PDF, Word, Excel or pictures, up to 20 MB each, at most ten.")
    )
    is_read = forms.BooleanField(
        label=_("I have read every page: nothing in it is secret, and nothing tells of a person what may not be told.")
    )

    @property
    def word(self) -> Word:
        return Word(self.cleaned_data["permitted_by"], self.cleaned_data["basis"])


class ActForm(WordForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS_OFFERED)
    number = forms.CharField(
        label=_("Number"), max_length=LONGEST_NUMBER, required=False, help_text=_("In full, as it stands on the paper.")
    )
    issued_on = forms.DateField(label=_("Issued on"), widget=DayInput())
    issuer = forms.CharField(label=_("Issued by"), max_length=LONGEST_ISSUER)
    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT, widget=forms.Textarea(attrs={"rows": 3}))

    field_order = ("kind", "number", "issued_on", "issuer", "subject", "attached", "permitted_by", "basis", "is_read")

    @property
    def named(self) -> Named:
        return Named(**{name: self.cleaned_data[name] for name in ("kind", "number", "issued_on", "issuer", "subject")})


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who opens its address reads it."),
    )
