"""Forms of the registry: what was typed, judged; what it means is for the operations."""

import datetime as dt
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree, UnitKind
from giaoban.registry.models import User
from giaoban.registry.roles import CHOICES


class DayInput(forms.DateInput):
    """The browser's own day field; it speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("login", _("User name")), ("password", _("Password"))):
            self.fields[name].label = label
            self.fields[name].help_text = ""
            del self.fields[name].widget.attrs["placeholder"]
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class NewPasswordForm(forms.Form):
    """The present password, unless it was set by another and must go; the new one twice."""

    present = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least ten characters; a short sentence is good and easy to remember."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_present(self) -> str:
        present: str = self.cleaned_data["present"]
        if not self._user.check_password(present):
            raise forms.ValidationError(_("This is not your present password."))
        return present

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if "new" in told and "again" in told and told["new"] != told["again"]:
            self.add_error("again", _("The two new passwords differ."))
        if told.get("new") and told.get("new") == told.get("present"):
            self.add_error("new", _("Choose another than the present one."))
        return told


class UnitFilter(forms.Form):
    """Which units, on which day; everything optional, everything in the address."""

    q = forms.CharField(label=_("Name"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    tree = forms.ChoiceField(label=_("Tree"), required=False, choices=[("", _("Both")), *Tree.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *UnitKind.choices])
    on = forms.DateField(label=_("As of"), required=False, widget=DayInput())


class AccountForm(forms.Form):
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("Small letters, figures and . - _ @; kept for good."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )


class RoleForm(forms.Form):
    """A role that the manager may give, at the unit, for a time."""

    role = forms.ChoiceField(label=_("Role"))
    valid_from = forms.DateField(label=_("From"), widget=DayInput())
    last_day = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Leave empty where no end is set."), widget=DayInput()
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(code, name) for code, name in CHOICES if access.reaches_enough(actor, code)]
        self.fields["role"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        first, last = told.get("valid_from"), told.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day cannot be before the first."))
        return told

    @property
    def valid_until(self) -> dt.date | None:
        """The day after the last one, as roles are kept (half-open)."""
        last = self.cleaned_data["last_day"]
        return last + dt.timedelta(days=1) if last else None
