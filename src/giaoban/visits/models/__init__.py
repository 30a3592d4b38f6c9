"""Tables of the visits room: what stays, and what is gone with the day."""

from giaoban.visits.models.balances import OpeningBalance
from giaoban.visits.models.days import Day, PageDay
from giaoban.visits.models.passing import Presence, Rank, Salt, Teller

__all__ = ["Day", "OpeningBalance", "PageDay", "Presence", "Rank", "Salt", "Teller"]
