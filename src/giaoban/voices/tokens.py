"""Forms that can be sent once, made for one purpose, and the code that follows from each.

A token is signed and carries a random number and its instant. The code (a receipt, or the code of a voice) is derived from
that number under the installation's key: the same form sent twice has the same code, and nothing is kept to know that.
"""

import base64
import datetime as dt
import secrets
from dataclasses import dataclass

from django.core import signing
from django.utils.crypto import salted_hmac

from giaoban.voices.enums import Refusal

SALT = "giaoban.voices.form"
CODE_LENGTH = 20  # of 32 signs: 100 bits
GROUP = 4


class BadToken(ValueError):
    """Not one that may be used; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class Token:
    nonce: str
    made_at: dt.datetime

    @property
    def code(self) -> str:
        """Five groups of four signs."""
        raw = salted_hmac("giaoban.voices.code", self.nonce, algorithm="sha256").digest()
        signs = base64.b32encode(raw).decode()[:CODE_LENGTH]
        return "-".join(signs[at : at + GROUP] for at in range(0, CODE_LENGTH, GROUP))


def make(purpose: str, *, at: dt.datetime) -> str:
    """A new token for a purpose such as "poll <id>"."""
    told = {"for": purpose, "nonce": secrets.token_urlsafe(18), "at": at.timestamp()}
    return signing.dumps(told, salt=SALT, compress=False)


def read(written: str, purpose: str, *, at: dt.datetime, least: dt.timedelta, most: dt.timedelta) -> Token:
    """The token of a form that was sent `least` to `most` after it was made; raises BadToken."""
    try:
        told = signing.loads(written[:1000], salt=SALT)
        made = dt.datetime.fromtimestamp(told["at"], tz=dt.UTC)
        token, meant = Token(str(told["nonce"]), made), told["for"]
    except (signing.BadSignature, KeyError, TypeError, ValueError) as problem:
        raise BadToken(Refusal.FORGED) from problem
    if meant != purpose:
        raise BadToken(Refusal.FORGED)
    if at - made > most:
        raise BadToken(Refusal.EXPIRED)
    if at - made < least:
        raise BadToken(Refusal.HASTE)
    return token
