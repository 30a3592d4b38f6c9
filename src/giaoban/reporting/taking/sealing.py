"""Which return a workbook is of: call, unit, period and version of the form, under a seal that nobody else can make."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from giaoban.reporting.models import Call

MARK = "giaoban.reporting.return"


def keys(call: Call, unit_id: UUID) -> dict[str, str]:
    """What the hidden sheet says of its return, in the order in which it stands there."""
    told = {
        "form": call.form.code,
        "version": str(call.form_id),
        "period": call.period,
        "unit": str(unit_id),
        "call": str(call.pk),
    }
    return {**told, "seal": _seal(told)}


def is_sealed(told: Mapping[str, str]) -> bool:
    """Whether these keys are as this installation wrote them."""
    rest = {name: told.get(name, "") for name in ("form", "version", "period", "unit", "call")}
    return constant_time_compare(told.get("seal", ""), _seal(rest))


def _seal(told: Mapping[str, str]) -> str:
    return salted_hmac(MARK, "\n".join(told.values()), algorithm="sha256").hexdigest()
