"""Signing in and out, and in whose name one acts."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from giaoban.registry import demonstration, gate
from giaoban.registry.idempotency import stateless
from giaoban.registry.models import User
from giaoban.registry.requests import Request


def back(request: Request) -> HttpResponse:
    """To where one came from, if that is one of our pages, else to where one begins."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(target)
    return redirect(settings.LOGIN_REDIRECT_URL)


class SignIn(LoginView):
    """Password sign-in; the page also offers the one-click roles of a demonstration."""

    template_name = "registry/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roles = demonstration.roles() if settings.DEMONSTRATION else []
        return super().get_context_data(**kwargs) | {"demonstration_roles": roles}


# Sending a sign-in twice signs in once: harmless by nature, and its password is no part of any kept key.
sign_in = stateless(gate.public(sensitive_post_parameters()(SignIn.as_view())))


def locked_out(request: Request, credentials: Any, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG001
    """After five wrong passwords, also for a name that nobody has; says how long, and who can help."""
    minutes = settings.AXES_COOLOFF_TIME.seconds // 60
    return render(request, "registry/locked_out.html", {"minutes": minutes}, status=429)


@stateless
@gate.open_before_new_password
@gate.signed_in
@require_POST
def sign_out(request: Request) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@stateless
@gate.signed_in
@require_POST
def act_as(request: Request) -> HttpResponse:
    """From now on one acts in another of one's own assignments."""
    chosen = request.POST.get("assignment", "")
    if chosen not in {str(one.pk) for one in request.actor.held}:
        raise Http404
    request.session["assignment"] = chosen
    return back(request)


@stateless
@gate.public
@require_POST
def demonstration_sign_in(request: Request) -> HttpResponse:
    """One click and one is somebody fictional; exists only while the demonstration runs."""
    if not settings.DEMONSTRATION:
        raise Http404
    offered = {role.username for role in demonstration.roles()}
    user = get_object_or_404(User, username=request.POST.get("username", ""), username__in=offered)
    logout(request)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return back(request)
