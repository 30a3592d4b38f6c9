"""Sentences of a conclusion are opened to everybody one by one, each under a permission; closed again with a reason."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from giaoban.briefing.enums import Fate
from giaoban.briefing.models import Briefing, OldList, Sentence, SentencePublication, TextImport
from giaoban.briefing.operations.briefings import AlreadyRevoked, NotAConclusion
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission


@dataclass(frozen=True)
class Permitted:
    """Who allowed that everybody reads it, in which paper of which day."""

    who: str
    number: str
    on: dt.date


class NothingChosen(ValueError):
    """No sentence was named, or the named ones are as they should be already."""


class NotPermitted(ValueError):
    """Nobody, no paper, or a paper of a day that has not come."""


class NoReason(ValueError):
    """What was public is closed only with a reason."""


class NotInTheText(ValueError):
    """A sentence that the text in force does not say, or says no more."""


@transaction.atomic
def publish_sentences(
    *, briefing_id: UUID, sentence_ids: Collection[UUID], permitted: Permitted, by: Actor, at: dt.datetime
) -> list[SentencePublication]:
    """Lets everybody read these sentences, their tasks and what came of them; those public already keep their permission.

    Raises NothingChosen, NotPermitted, NotInTheText, AlreadyRevoked, NotAConclusion; then nothing is opened.
    """
    briefing = _locked(briefing_id, by)
    if briefing.revoked_at is not None:
        raise AlreadyRevoked
    if OldList.objects.filter(briefing=briefing).exists():
        raise NotAConclusion
    who, number = permitted.who.strip(), permitted.number.strip()
    if not who or not number or permitted.on > by.on:
        raise NotPermitted
    open_already = SentencePublication.objects.in_force().filter(sentence__briefing=briefing).values("sentence")
    fresh = list(_said(briefing, sentence_ids).exclude(pk__in=open_already))
    if not fresh:
        raise NothingChosen
    made = [
        SentencePublication(
            sentence=one, permitted_by=who, paper_number=number, paper_on=permitted.on,
            published_at=at, published_by=by.user,
        )
        for one in fresh
    ]  # fmt: skip
    SentencePublication.objects.bulk_create(made)
    events.record(
        "briefing.sentences_published", briefing, by=by, at=at, unit=briefing.owner_id,
        numbers=_numbers(fresh), permitted_by=who, paper=f"{number} ({permitted.on:%d/%m/%Y})",
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_sentences(
    *, briefing_id: UUID, sentence_ids: Collection[UUID], reason: str, by: Actor, at: dt.datetime
) -> int:
    """Closes sentences again, with who and why; returns how many. Raises NothingChosen, NoReason, NotInTheText."""
    briefing = _locked(briefing_id, by)
    if not reason.strip():
        raise NoReason
    chosen = _said(briefing, sentence_ids)
    found = SentencePublication.objects.filter(withdrawn_at=None, sentence__in=chosen)
    closed = list(Sentence.objects.filter(pk__in=found.values("sentence")).order_by("number"))
    if not closed:
        raise NothingChosen
    found.update(withdrawn_at=at, withdrawn_by=by.user, withdrawn_reason=reason.strip())
    events.record(
        "briefing.sentences_withdrawn", briefing, by=by, at=at, unit=briefing.owner_id,
        numbers=_numbers(closed), reason=reason.strip(),
    )  # fmt: skip
    return len(closed)


def carry(briefing: Briefing, *, earlier: TextImport, by: Actor, at: dt.datetime) -> None:
    """After a further text: what it says in the same words stays public under its permission, the rest is closed."""
    said_again: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in briefing.current_sentences.exclude(fate=Fate.NOISE).order_by("-number"):
        said_again[_words(briefing.text_import, sentence)].append(sentence)
    open_before = SentencePublication.objects.filter(withdrawn_at=None, sentence__briefing=briefing)
    for one in open_before.select_related("sentence").order_by("sentence__number"):
        if same := said_again[_words(earlier, one.sentence)]:
            one.sentence = same.pop()
            one.save(update_fields=["sentence"])
        else:
            one.withdrawn_at, one.withdrawn_by = at, by.user
            one.withdrawn_reason = _("The text in force no longer says it in these words.")
            one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])


def _locked(briefing_id: UUID, by: Actor) -> Briefing:
    briefing = Briefing.objects.select_for_update(of=("self",)).get(pk=briefing_id)
    if not by.has_perm(Permission.BRIEFING_PUBLISH, briefing):
        raise PermissionDenied
    return briefing


def _said(briefing: Briefing, sentence_ids: Collection[UUID]) -> QuerySet[Sentence]:
    """The named sentences, all of the text in force."""
    wanted = set(sentence_ids)
    if not wanted:
        raise NothingChosen
    found = briefing.current_sentences.filter(pk__in=wanted).exclude(fate=Fate.NOISE)
    if found.count() != len(wanted):
        raise NotInTheText
    return found


def _words(text: TextImport, sentence: Sentence) -> str:
    return text.source.text[sentence.start : sentence.end]


def _numbers(sentences: Collection[Sentence]) -> str:
    return ", ".join(str(one.number) for one in sentences)
