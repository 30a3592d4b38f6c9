"""What is looked at before anything is published: one rule a file, pure. Hard ones refuse; soft ones ask for a reason."""

from collections.abc import Sequence

from giaoban.news.checks import (
    citizen_ids,
    internal_links,
    long_title,
    missing_alt,
    missing_summary,
    phone_numbers,
)
from giaoban.news.checks.base import Content, Finding

RULES = (missing_alt, internal_links, long_title, missing_summary, phone_numbers, citizen_ids)


def run(content: Content) -> Sequence[Finding]:
    """Everything found, hard ones first."""
    found = [finding for rule in RULES for finding in rule.find(content)]
    return sorted(found, key=lambda one: not one.is_hard)


__all__ = ["RULES", "Content", "Finding", "run"]
