"""Who may read a paper, write it, record that it was signed, and take what is public back."""

import rules

from giaoban.documents.enums import PaperStatus
from giaoban.documents.models import IssuedPaper
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.registry.rules import reaching


@rules.predicate
def is_of_own_body(actor: Actor, paper: IssuedPaper | None) -> bool:
    return paper is not None and actor.unit_id is not None and paper.unit_id == actor.unit_id


@rules.predicate
def serves_its_body(actor: Actor, paper: IssuedPaper | None) -> bool:
    """An office that works for other bodies does so for those that its role reaches."""
    return paper is not None and access.reaches(actor, Permission.PAPER_SERVE, paper.unit_id)


@rules.predicate
def is_signed(actor: Actor, paper: IssuedPaper | None) -> bool:  # noqa: ARG001 - predicates take both
    return paper is not None and paper.status == PaperStatus.SIGNED


@rules.predicate
def drafts(actor: Actor, paper: IssuedPaper | None) -> bool:  # noqa: ARG001 - predicates take both
    return actor.may(Permission.PAPER_DRAFT)


@rules.predicate
def records(actor: Actor, paper: IssuedPaper | None) -> bool:  # noqa: ARG001 - predicates take both
    return actor.may(Permission.PAPER_SIGN)


works_on_it = is_of_own_body | serves_its_body

rules.add_perm(Permission.PAPER_VIEW, reaching(Permission.PAPER_VIEW, "unit_id") & (is_signed | works_on_it))
rules.add_perm(Permission.PAPER_DRAFT, drafts & works_on_it)
rules.add_perm(Permission.PAPER_SIGN, records & works_on_it)
rules.add_perm(Permission.PAPER_SERVE, reaching(Permission.PAPER_SERVE, "unit_id"))
rules.add_perm(Permission.LIBRARY_PUBLISH, reaching(Permission.LIBRARY_PUBLISH, "unit_id"))
