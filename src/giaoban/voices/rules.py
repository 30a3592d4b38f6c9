"""Who runs polls."""

import rules

from giaoban.registry.roles import Permission
from giaoban.registry.rules import reaching

rules.add_perm(Permission.POLL_MANAGE, reaching(Permission.POLL_MANAGE, "unit_id"))
