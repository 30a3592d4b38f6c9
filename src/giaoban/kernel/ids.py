"""Row ids."""

import uuid

from uuid_utils import compat


def uuid7() -> uuid.UUID:
    """A new UUID of version 7: made in Python, ordered by the time of making, unique across installations."""
    return compat.uuid7()
