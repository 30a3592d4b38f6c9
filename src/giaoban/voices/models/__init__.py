"""Tables of the voices room, one file a subject."""

from giaoban.voices.models.brakes import Hits, Salt
from giaoban.voices.models.polls import Ballot, Browser, Option, Poll, PollBlock, RefusalCount, Turnout, Urn

__all__ = ["Ballot", "Browser", "Hits", "Option", "Poll", "PollBlock", "RefusalCount", "Salt", "Turnout", "Urn"]
