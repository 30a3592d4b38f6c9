"""The second factor: a code that changes every thirty seconds (TOTP, RFC 6238), and ten codes on paper for a lost phone.

Asked of everybody who holds one of the roles of `settings.SECOND_FACTOR_ROLES` at a body that sits above the communes,
in whichever role one acts at the moment. The secrets are ciphertext in the database, under a key of the data folder.
"""

import base64
import hashlib
from typing import cast
from urllib.parse import quote, urlencode

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.fernet import Fernet
from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.crypto import constant_time_compare
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

from giaoban.registry import demonstration
from giaoban.registry.actor import Actor
from giaoban.registry.enums import UnitKind
from giaoban.registry.models import UnitVersion, User
from giaoban.registry.requests import Request

PERIOD = 30
# Whose clock is half a minute off, or who types slowly, is let in too.
TOLERANCE = 1
SESSION = "registry.second_factor"
COMMUNES_AND_BELOW = (
    UnitKind.COMMUNE_RURAL,
    UnitKind.COMMUNE_TOWNSHIP,
    UnitKind.COMMUNE_WARD,
    UnitKind.COMMUNE_SPECIAL_ZONE,
    UnitKind.VILLAGE,
)


class Adapter(DefaultMFAAdapter):
    """Where allauth keeps the secrets of second factors, they are ciphertext."""

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises cryptography.fernet.InvalidToken where the key is another than it was."""
        return cipher().decrypt(encrypted_text.encode()).decode()


def cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(settings.SECOND_FACTOR_KEY.encode()).digest()))


def is_asked_of(actor: Actor) -> bool:
    """Whether a role that the actor holds now, in use at this moment or not, asks for a second factor. One query at most."""
    if is_demonstrated(actor.user):
        return False
    units = {one.unit_id for one in actor.held if one.role in settings.SECOND_FACTOR_ROLES}
    if not units:
        return False
    here = UnitVersion.objects.on(actor.on)
    low = here.filter(kind__in=COMMUNES_AND_BELOW).values("unit")
    seated_low = here.filter(unit__in=units).annotate(land=Coalesce(F("seat"), F("unit"))).filter(land__in=low)
    # A body that the map of the day does not show is asked too: no gap in the data leads around it.
    return bool(units - set(seated_low.values_list("unit", flat=True)))


def is_demonstrated(user: User) -> bool:
    """Somebody fictional of a running demonstration: signed in by one click, without anything that one could know."""
    return settings.DEMONSTRATION and user.username.startswith(demonstration.PREFIX)


def is_set(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def was_shown(request: Request) -> bool:
    """Whether this very session was entered with a second factor of this very account."""
    return bool(request.session.get(SESSION) == str(request.user.pk))


def note_shown(request: Request, user: User) -> None:
    request.session[SESSION] = str(user.pk)


def accepted_step(secret: str, code: str, *, at: float, after: int = -1) -> int | None:
    """The time step whose code this is, around the instant `at` (seconds) and later than `after`; None for no such step.

    A code is good once: whoever looked over the shoulder comes too late.
    """
    typed, now = "".join(code.split()), int(at) // PERIOD
    for step in range(max(now - TOLERANCE, after + 1), now + TOLERANCE + 1):
        if constant_time_compare(typed, format_hotp_value(hotp_value(secret, step))):
            return step
    return None


def recovery_codes(user: User) -> list[str]:
    """The codes on paper that are still unused, in their order; empty where there are none."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return cast(list[str], RecoveryCodes(kept).get_unused_codes()) if kept else []


def address(user: User, secret: str) -> str:
    """What an authenticator program reads from the picture: whose secret of which site."""
    label = quote(f"Giao Ban:{user.username}")
    return f"otpauth://totp/{label}?" + urlencode({"secret": secret, "issuer": "Giao Ban"}, quote_via=quote)


def picture(text: str) -> SafeString:
    """The text as a QR code: inline SVG without any style, since the policy of the pages allows neither style nor data."""
    made = qrcode.make(text, image_factory=SvgPathImage, border=2)
    return cast(SafeString, mark_safe(made.to_string(encoding="unicode")))  # noqa: S308 - squares, drawn by the library
