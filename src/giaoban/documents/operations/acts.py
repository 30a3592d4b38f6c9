"""Legal acts come in by being cited."""

import datetime as dt

from django.db import transaction

from giaoban.documents.citations import act_key
from giaoban.documents.models import LegalAct


@transaction.atomic
def cite(
    *, kind: str, number: str = "", issued_on: dt.date | None = None, issuer: str = "", title: str = ""
) -> LegalAct:
    """The act that the citation means: the known row, with blanks filled from this citation, or a new one.

    What is known is never overwritten by a later citation: a differing date or title is for a person to settle.
    """
    key = act_key(kind=kind, number=number, issued_on=issued_on, issuer=issuer, title=title)
    told = {"kind": kind, "number": number, "issued_on": issued_on, "issuer": issuer, "title": title}
    act, fresh = LegalAct.objects.get_or_create(key=key, defaults=told)
    if not fresh:
        filled = [name for name, value in told.items() if value and not getattr(act, name)]
        for name in filled:
            setattr(act, name, told[name])
        if filled:
            act.save(update_fields=filled)
    return act
