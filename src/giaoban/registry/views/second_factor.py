"""The second factor: at sign-in, on the page of the own account, and taken away by whoever looks after an account."""

from typing import Any
from uuid import UUID

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from giaoban.kernel import clock
from giaoban.registry import gate, operations, second_factor, session_life
from giaoban.registry.forms import ConfirmForm, FirstCodeForm
from giaoban.registry.idempotency import once, stateless
from giaoban.registry.models import User
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.registry.session_life import confirmed
from giaoban.registry.views.signing_in import back

# Between showing the picture and the first code the new secret waits in the session.
WAITING = "registry.new_secret"


class CodeAtSignIn(AuthenticateView):
    """After the right password: the code, before one is signed in."""

    template_name = "registry/second_factor_asked.html"


# Sent twice, the code is used up the first time: the second sending finds one signed in, or is refused.
code_at_sign_in = stateless(gate.public(never_cache(sensitive_post_parameters("code")(CodeAtSignIn.as_view()))))


@gate.open_before_second_factor
@gate.signed_in
@never_cache
@require_safe
def overview(request: Request) -> HttpResponse:
    context = {
        "is_set": second_factor.is_set(request.user),
        "is_asked": second_factor.is_asked_of(request.actor),
        "left": len(second_factor.recovery_codes(request.user)),
    }
    return render(request, "registry/second_factor.html", context)


# Sent twice it sets up once: an account that has a factor keeps it.
@confirmed
@stateless
@gate.open_before_second_factor
@gate.signed_in
@never_cache
@sensitive_post_parameters("code")
def set_up(request: Request) -> HttpResponse:
    if second_factor.is_set(request.user):
        return redirect("registry:second-factor")
    secret = request.session.get(WAITING) or generate_totp_secret()
    request.session[WAITING] = secret
    form = FirstCodeForm(request.POST or None, secret=secret)
    if request.method == "POST" and form.is_valid():
        user = operations.set_up_second_factor(secret=secret, step=form.step, by=request.actor, at=clock.now())
        del request.session[WAITING]
        _go_on_as(request, user)
        messages.success(request, _("From now on signing in asks for a code. Keep the codes on paper, too."))
        return redirect("registry:recovery-codes")
    context = {
        "form": form,
        "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        "picture": second_factor.picture(second_factor.address(request.user, secret)),
        "is_asked": second_factor.is_asked_of(request.actor),
    }
    return render(request, "registry/second_factor_set_up.html", context)


def _go_on_as(request: Request, user: User) -> None:
    """Other places where one is signed in are signed out; this one stays, as one that has shown the factor."""
    update_session_auth_hash(request, user)
    second_factor.note_shown(request, user)


@confirmed
@once
@gate.open_before_second_factor
@gate.signed_in
@never_cache
def recovery_codes(request: Request) -> HttpResponse:
    """The codes on paper; sending the form makes ten new ones."""
    if request.method == "POST":
        operations.renew_recovery_codes(by=request.actor, at=clock.now())
        messages.success(request, _("Ten new codes; the old ones are void."))
        return redirect("registry:recovery-codes")
    codes = [f"{code[:4]} {code[4:]}" for code in second_factor.recovery_codes(request.user)]
    return render(request, "registry/recovery_codes.html", {"codes": codes})


@confirmed
@once
@gate.open_before_second_factor
@gate.signed_in
def remove(request: Request) -> HttpResponse:
    if request.method == "POST":
        user = operations.remove_second_factor(by=request.actor, at=clock.now())
        update_session_auth_hash(request, user)
        request.session.pop(second_factor.SESSION, None)
        messages.success(request, _("The second factor is removed."))
        return redirect("registry:second-factor")
    return render(request, "registry/second_factor_remove.html")


# Showing twice that it is oneself is harmless.
@stateless
@gate.open_before_second_factor
@gate.signed_in
@never_cache
@sensitive_post_parameters()
def confirm(request: Request) -> HttpResponse:
    """Shows again that it is oneself: with a code where a factor is set, else with the password."""
    form = ConfirmForm(request.POST or None, request=request)
    target = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "POST" and form.is_valid():
        session_life.confirm(request)
        if form.by_code:
            second_factor.note_shown(request, request.user)
        return back(request)
    return render(request, "registry/confirm.html", {"form": form, "next": target})


@confirmed
@once
@gate.needs(Permission.ACCOUNT_MANAGE)
def reset(request: Request, user_id: UUID) -> HttpResponse:
    """For a lost phone: the factor of an account that one looks after is taken away."""
    account: Any = get_object_or_404(User.objects.visible_to(request.actor), pk=user_id)
    if not request.actor.has_perm(Permission.ACCOUNT_MANAGE, account):
        raise PermissionDenied
    if request.method == "POST":
        operations.reset_second_factor(user_id=account.pk, by=request.actor, at=clock.now())
        messages.success(request, _("The second factor is taken away; the next sign-in sets up a new one."))
        return redirect("registry:account-of", account.pk)
    return render(request, "registry/second_factor_reset.html", {"account": account})
