"""Every write of the visits room, one file a subject."""

from giaoban.visits.operations.balances import Refused, enter_balance
from giaoban.visits.operations.counts import add, close_days, salt_of

__all__ = ["Refused", "add", "close_days", "enter_balance", "salt_of"]
