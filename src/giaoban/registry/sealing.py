"""Personal columns that are ciphertext in the database: who reads a dump, a backup or the log of changes reads nothing.

The key is one of the data folder's secrets, kept apart from the data as all of them are. Sealed columns cannot be searched.
"""

import base64
import hashlib
from functools import cache
from typing import Any

from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings
from django.db import models


def cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(settings.PERSONAL_KEY.encode()).digest()))


def seal(text: str) -> str:
    """Ciphertext; of nothing, nothing."""
    return cipher().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """Raises cryptography.fernet.InvalidToken where the key is another than it was."""
    return cipher().decrypt(sealed.encode()).decode() if sealed else ""


class SealedField(models.TextField):  # type: ignore[type-arg]  # at run time Django's field takes none
    """Text that rows hold in the clear and the database as ciphertext."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return None if text is None else seal(text)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:  # noqa: ARG002
        return None if value is None else unseal(value)


@cache
def sealed_columns(table: str) -> frozenset[str]:
    """The columns of a table that are sealed."""
    options = [model._meta for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001 - Django's documented interface
    return frozenset(
        field.name
        for one in options
        if one.db_table == table
        for field in one.concrete_fields
        if isinstance(field, SealedField)
    )
