"""The daily round of reminders."""

import datetime as dt

from django.db import transaction

from giaoban.briefing import reminding
from giaoban.briefing.models import Reminder
from giaoban.briefing.reminding import Letter
from giaoban.registry import letters as post


@transaction.atomic
def remind(*, on: dt.date, at: dt.datetime) -> list[Letter]:
    """Says on a day what is to be said, once: marks every word as said and hands the letters to the post after commit.

    Runs twice without saying anything twice; on a quiet day it says nothing. Returns the letters.
    """
    found = reminding.words(on=on)
    Reminder.objects.bulk_create(
        Reminder(line=word.line, kind=word.kind, due_end=word.due_end, on=on, sent_at=at) for word in found
    )
    letters = reminding.letters(found, on=on)
    for letter in letters:
        post.send(letter.user, subject=reminding.subject(letter), text=reminding.body(letter))
    return letters
