"""Tables of the voices room, one file a subject."""

from giaoban.voices.models.brakes import Hits, Salt
from giaoban.voices.models.polls import Ballot, Browser, Option, Poll, PollBlock, RefusalCount, Turnout, Urn
from giaoban.voices.models.voices import Answer, Contact, Photo, Publication, Voice, VoiceReminder

__all__ = [
    "Answer",
    "Ballot",
    "Browser",
    "Contact",
    "Hits",
    "Option",
    "Photo",
    "Poll",
    "PollBlock",
    "Publication",
    "RefusalCount",
    "Salt",
    "Turnout",
    "Urn",
    "Voice",
    "VoiceReminder",
]
