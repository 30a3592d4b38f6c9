"""The daily round of words about returns that are due."""

import datetime as dt

from django.db import transaction

from giaoban.registry import letters as post
from giaoban.reporting import reminding
from giaoban.reporting.models import ReturnReminder
from giaoban.reporting.reminding import Letter


@transaction.atomic
def remind(*, on: dt.date, at: dt.datetime) -> list[Letter]:
    """Says on a day what is to be said about returns, once: marks every word as said, hands the letters to the post.

    Runs twice without saying anything twice; on a quiet day it says nothing. Returns the letters.
    """
    found = reminding.words(on=on)
    ReturnReminder.objects.bulk_create(
        ReturnReminder(call=word.call, unit_id=word.unit, kind=word.kind, due=word.due, on=on, at=at) for word in found
    )
    letters = reminding.letters(found, on=on)
    for letter in letters:
        post.send(letter.user, subject=reminding.subject(letter), text=reminding.body(letter))
    return letters
