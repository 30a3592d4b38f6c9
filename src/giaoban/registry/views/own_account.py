"""The page of one's own account, and the own password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from giaoban.kernel import clock
from giaoban.registry import gate, operations
from giaoban.registry.forms import NewPasswordForm
from giaoban.registry.idempotency import once
from giaoban.registry.queries import organisation
from giaoban.registry.requests import Request


@gate.signed_in
@require_safe
def account(request: Request) -> HttpResponse:
    roles = organisation.roles_of(request.user, on=request.today)
    return render(request, "registry/own_account.html", {"roles": roles})


@once
@gate.open_before_new_password
@gate.signed_in
@never_cache
@sensitive_post_parameters()
def change_password(request: Request) -> HttpResponse:
    form = NewPasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = operations.change_password(password=form.cleaned_data["new"], by=request.actor, at=clock.now())
        except ValidationError as weak:
            form.add_error("new", weak)
        else:
            # Other places where one is signed in are signed out; this one stays.
            update_session_auth_hash(request, user)
            messages.success(
                request, _("Your password is changed. Other places where you were signed in are signed out.")
            )
            return redirect("registry:account")
    return render(request, "registry/change_password.html", {"form": form})
