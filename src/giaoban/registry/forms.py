"""Forms of the registry: what was typed, judged; what it means is for the operations."""

import datetime as dt
from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import clock
from giaoban.kernel.choices import offer
from giaoban.registry import access, second_factor
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


class CodeField(forms.CharField):
    """Six figures from the phone, or eight from paper; the keyboard of a phone shows figures."""

    def __init__(self, **options: Any) -> None:
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        super().__init__(label=_("Code"), max_length=20, widget=forms.TextInput(attrs=attributes), **options)


WRONG_CODE = _("This code is not right, or it was used already. Wait for the next one and type that.")


class FirstCodeForm(forms.Form):
    """Proves that the phone knows the new secret; `step` is the time step of its code."""

    code = CodeField(help_text=_("The six figures that the app shows now."))
    step: int

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._secret = secret

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        step = second_factor.accepted_step(self._secret, code, at=clock.now().timestamp())
        if step is None:
            raise forms.ValidationError(WRONG_CODE)
        self.step = step
        return code


def judged_code(request: HttpRequest, user: User, code: str) -> str:
    """The code if it is good, and used up. Wrong codes count like wrong passwords: five lock the account for a while."""
    if authenticate(request, username=user.username, code=code) is None:
        raise forms.ValidationError(WRONG_CODE)
    return code


class SignInCodeForm(forms.Form):
    """At sign-in, after the right password; allauth's view hands the account over."""

    code = CodeField(help_text=_("The six figures that the app on your phone shows now, or a code on paper."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_code(self) -> str:
        return judged_code(context.request, self._user, self.cleaned_data["code"])

    def save(self) -> None:
        second_factor.note_shown(context.request, self._user)


class ConfirmForm(forms.Form):
    """Shows that it is oneself: by a code where the account has a second factor, else by the password."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request = request
        self.by_code = second_factor.is_set(request.user)  # type: ignore[arg-type]
        if self.by_code:
            self.fields["code"] = CodeField()
        else:
            attributes = {"autocomplete": "current-password"}
            self.fields["password"] = forms.CharField(
                label=_("Password"), strip=False, widget=forms.PasswordInput(attrs=attributes)
            )

    def clean_code(self) -> str:
        return judged_code(self._request, self._request.user, self.cleaned_data["code"])  # type: ignore[arg-type]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        user: User = self._request.user  # type: ignore[assignment]
        # Through the sign-in's own door, so that wrong ones count and lock there.
        if authenticate(self._request, username=user.username, password=password) is None:
            raise forms.ValidationError(_("This is not your present password."))
        return password


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
        offer(self, "role", offered)
        self.offered = [code for code, _name in offered]

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
