"""Who runs polls, who handles voices, who answers them."""

import rules

from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.registry.rules import reaching
from giaoban.voices.models import Voice


@rules.predicate
def answers_for_its_body(actor: Actor, voice: Voice | None) -> bool:
    """What was handed to the own body."""
    if voice is None or voice.unit_id is None or voice.is_of_the_law:
        return False
    return actor.may(Permission.VOICE_ANSWER) and voice.unit_id == actor.unit_id


handles = reaching(Permission.VOICE_HANDLE, "place_id")

rules.add_perm(Permission.POLL_MANAGE, reaching(Permission.POLL_MANAGE, "unit_id"))
rules.add_perm(Permission.VOICE_HANDLE, handles)
rules.add_perm(Permission.VOICE_ANSWER, answers_for_its_body)
rules.add_perm(Permission.VOICE_VIEW, handles | answers_for_its_body)
