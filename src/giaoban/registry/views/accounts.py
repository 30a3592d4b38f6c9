"""Accounts of a unit, for whoever looks after them: opened, closed, unlocked, given roles and new passwords."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from giaoban.kernel import clock
from giaoban.registry import access, columns, lockout, operations, second_factor
from giaoban.registry.actor import Actor
from giaoban.registry.forms import AccountForm, RoleForm
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.models import RoleAssignment, Unit, User
from giaoban.registry.queries import names, organisation
from giaoban.registry.requests import Request
from giaoban.registry.roles import ROLES, Permission
from giaoban.registry.session_life import confirmed

# Under this name the session keeps a fresh password until the page after the form has shown it.
HANDED_OVER = "registry.password_to_hand_over"


def _unit(request: Request, unit_id: UUID) -> tuple[Unit, str]:
    """A unit whose accounts the actor manages, with its name."""
    unit = get_object_or_404(access.units(request.actor, Permission.ACCOUNT_MANAGE), pk=unit_id)
    return unit, names([unit.pk], on=request.today).get(unit.pk, "")


def _account(request: Request, user_id: UUID) -> User:
    return get_object_or_404(User.objects.visible_to(request.actor), pk=user_id)


def _managed(request: Request, user_id: UUID) -> User:
    """An account that the actor sees (else 404) and may change (else 403)."""
    user = _account(request, user_id)
    if not request.actor.has_perm(Permission.ACCOUNT_MANAGE, user):
        raise PermissionDenied
    return user


def _hand_over(request: Request, user: User, password: str) -> HttpResponse:
    request.session[HANDED_OVER] = [str(user.pk), password]
    return redirect("registry:account-password-shown", user.pk)


@needs(Permission.ACCOUNT_MANAGE)
@require_safe
def accounts(request: Request, unit_id: UUID) -> HttpResponse:
    unit, name = _unit(request, unit_id)
    context = {
        "unit": unit,
        "unit_name": name,
        "columns": columns.ACCOUNTS,
        "rows": [
            (user, [role.get_role_display() for role in roles])
            for user, roles in organisation.accounts(unit.pk, on=request.today)
        ],
    }
    return render(request, "registry/accounts.html", context)


@confirmed
@once
@needs(Permission.ACCOUNT_MANAGE)
def open_account(request: Request, unit_id: UUID) -> HttpResponse:
    unit, name = _unit(request, unit_id)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        try:
            user = operations.make_account(**form.cleaned_data, unit_id=unit.pk, by=request.actor, at=at)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _hand_over(request, user, operations.reset_password(user_id=user.pk, by=request.actor, at=at))
    return render(request, "registry/account_open.html", {"unit": unit, "unit_name": name, "form": form})


@needs(Permission.ACCOUNT_MANAGE)
@never_cache
@require_safe
def account(request: Request, user_id: UUID) -> HttpResponse:
    user = _account(request, user_id)
    manages = request.actor.has_perm(Permission.ACCOUNT_MANAGE, user)
    context = {
        "account": user,
        "unit_name": names([user.unit_id], on=request.today).get(user.unit_id, ""),
        "columns": columns.ROLES,
        "roles": _roles(request.actor, user),
        "manages": manages,
        "has_second_factor": second_factor.is_set(user),
        "locked_until": lockout.locked_until(user, at=clock.now()),
    }
    return render(request, "registry/account.html", context)


def _roles(actor: Actor, user: User) -> list[dict[str, Any]]:
    """The account's roles, each with whether the actor may take it back."""
    roles = organisation.roles_of(user, on=actor.on)
    running = access.to_take_back(actor, [told["row"] for told in roles if not told["is_over"]])
    return [told | {"may_take_back": told["row"] in running} for told in roles]


@needs(Permission.ACCOUNT_MANAGE)
@never_cache
@require_safe
def password_shown(request: Request, user_id: UUID) -> HttpResponse:
    """The new password, once: whoever opens this page again is told to reset it again."""
    user = _account(request, user_id)
    whose, password = request.session.pop(HANDED_OVER, ("", ""))
    return render(
        request,
        "registry/password_shown.html",
        {"account": user, "password": password if whose == str(user.pk) else ""},
    )


@confirmed
@once
@needs(Permission.ACCOUNT_MANAGE)
def reset_password(request: Request, user_id: UUID) -> HttpResponse:
    user = _managed(request, user_id)
    if request.method == "POST":
        return _hand_over(request, user, operations.reset_password(user_id=user.pk, by=request.actor, at=clock.now()))
    return render(request, "registry/account_reset.html", {"account": user})


@once
@needs(Permission.ACCOUNT_MANAGE)
def close(request: Request, user_id: UUID) -> HttpResponse:
    user = _managed(request, user_id)
    if request.method == "POST":
        operations.close_account(user_id=user.pk, by=request.actor, at=clock.now())
        messages.success(request, _("The account is closed."))
        return redirect("registry:account-of", user.pk)
    return render(request, "registry/account_close.html", {"account": user})


def _act(act: Callable[..., None], request: Request, user_id: UUID, done: str) -> HttpResponse:
    user = _managed(request, user_id)
    act(user_id=user.pk, by=request.actor, at=clock.now())
    messages.success(request, done)
    return redirect("registry:account-of", user.pk)


@once
@needs(Permission.ACCOUNT_MANAGE)
@require_POST
def reopen(request: Request, user_id: UUID) -> HttpResponse:
    return _act(operations.reopen_account, request, user_id, _("The account is open again."))


@once
@needs(Permission.ACCOUNT_MANAGE)
@require_POST
def unlock(request: Request, user_id: UUID) -> HttpResponse:
    return _act(operations.unlock_account, request, user_id, _("The lock is lifted; one can sign in again at once."))


@confirmed
@once
@needs(Permission.ACCOUNT_MANAGE)
def give_role(request: Request, user_id: UUID) -> HttpResponse:
    """A role at the unit that looks after the account."""
    user = _managed(request, user_id)
    form = RoleForm(request.POST or None, actor=request.actor, initial={"valid_from": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            operations.grant_role(
                user=user,
                role=form.cleaned_data["role"],
                unit_id=user.unit_id,
                valid_from=form.cleaned_data["valid_from"],
                valid_until=form.valid_until,
                by=request.actor,
                at=clock.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The role is given."))
            return redirect("registry:account-of", user.pk)
    context = {
        "account": user,
        "unit_name": names([user.unit_id], on=request.today).get(user.unit_id, ""),
        "form": form,
        "explained": [ROLES[code] for code in form.offered],
    }
    return render(request, "registry/role_give.html", context)


@once
@needs(Permission.ACCOUNT_MANAGE)
def take_role_back(request: Request, user_id: UUID, assignment_id: UUID) -> HttpResponse:
    user = _account(request, user_id)
    assignment = get_object_or_404(RoleAssignment.objects.select_related("delegated_from"), pk=assignment_id, user=user)
    if not access.to_take_back(request.actor, [assignment]):
        raise PermissionDenied
    if request.method == "POST":
        operations.revoke_role(assignment_id=assignment.pk, by=request.actor, at=clock.now())
        messages.success(request, _("The role is taken back; the next request in it is refused."))
        return redirect("registry:account-of", user.pk)
    unit_name = names([assignment.unit_id], on=request.today).get(assignment.unit_id, "")
    return render(
        request, "registry/role_take_back.html", {"account": user, "assignment": assignment, "unit_name": unit_name}
    )
