"""Polls, and ballots that no row ties to whoever cast them.

`Turnout` knows who voted and not what; `Urn` and `Ballot` know what was voted and not who or when. An urn is emptied into
the log in mixed batches (see `operations.voting`), so that not even the order of writing pairs the two.
"""

import datetime as dt
import uuid

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import within_life
from giaoban.registry.roles import Permission
from giaoban.voices import recount
from giaoban.voices.enums import POLL_FLOW, Electorate, Mode, PollStatus, Refusal, WhenNone

LONGEST_QUESTION = 300
LONGEST_OPTION = 200
MOST_OPTIONS = 20


class PollQuerySet(models.QuerySet["Poll"]):
    def visible_to(self, actor: Actor) -> "PollQuerySet":
        """Those that one makes and runs: of the bodies that the role reaches."""
        return self.filter(unit__in=access.units(actor, Permission.POLL_MANAGE))

    def public(self) -> "PollQuerySet":
        """What everybody may read: whatever was opened."""
        return self.filter(status__in=(PollStatus.OPEN, PollStatus.CLOSED))

    def running(self, on: dt.date) -> "PollQuerySet":
        """Those that take answers on this day."""
        return self.filter(status=PollStatus.OPEN, opens_on__lte=on, closes_on__gt=on)

    def over(self, on: dt.date) -> "PollQuerySet":
        """Opened ones whose days have passed: still to be closed and counted."""
        return self.filter(status=PollStatus.OPEN, closes_on__lte=on)


# What is being asked stays what it was from the first answer on.
KEEP_POLL = """
    IF OLD.status <> 'draft' AND (NEW.unit_id, NEW.question, NEW.words, NEW.mode, NEW.most, NEW.electorate, NEW.opens_on,
        NEW.closes_on, NEW.hides_results) IS DISTINCT FROM (OLD.unit_id, OLD.question, OLD.words, OLD.mode, OLD.most,
        OLD.electorate, OLD.opens_on, OLD.closes_on, OLD.hides_results) THEN
        RAISE EXCEPTION 'a poll that was opened keeps its question and its rules' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'open' AND OLD.status = 'draft'
        AND (SELECT count(*) FROM voices_option WHERE poll_id = NEW.id) < 2 THEN
        RAISE EXCEPTION 'a poll offers two answers at least' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status = 'closed' AND EXISTS (SELECT 1 FROM voices_urn WHERE poll_id = NEW.id) THEN
        RAISE EXCEPTION 'a poll is closed when its urn is empty' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
KEEP_OPTION = """
    IF (SELECT status FROM voices_poll WHERE id = coalesce(NEW.poll_id, OLD.poll_id)) <> 'draft' THEN
        RAISE EXCEPTION 'a poll that was opened keeps its answers' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""
# One rule for what goes into the urn and what is counted: an opened poll, its own answers, as many as it allows, each once.
ADMISSIBLE = """
    IF NOT EXISTS (
        SELECT 1 FROM voices_poll poll WHERE poll.id = NEW.poll_id AND poll.status = 'open'
            AND cardinality(NEW.choices) BETWEEN 1 AND CASE poll.mode WHEN 'single' THEN 1 ELSE coalesce(poll.most, 20) END
            AND cardinality(NEW.choices) = (
                SELECT count(*) FROM voices_option WHERE poll_id = poll.id AND number = ANY (NEW.choices)
            )
    ) THEN
        RAISE EXCEPTION 'a ballot says what its poll allows while that takes answers' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_TABLE_NAME = 'voices_urn' AND EXISTS (
        SELECT 1 FROM voices_ballot WHERE poll_id = NEW.poll_id AND digest = NEW.digest
    ) THEN
        RAISE EXCEPTION 'a receipt stands for one ballot' USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class Poll(models.Model):
    """A question with its answers, for days that are half-open, to members or to anybody."""

    id = id_field()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="polls")
    question = models.CharField(max_length=LONGEST_QUESTION)
    words = models.TextField(blank=True)
    mode = models.CharField(max_length=7, choices=Mode, default=Mode.SINGLE)
    most = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("How many choices at most"))
    electorate = models.CharField(max_length=7, choices=Electorate)
    opens_on = models.DateField()
    closes_on = models.DateField(help_text=_("The day after the last day"))
    hides_results = models.BooleanField(default=True, help_text=_("Until the poll is closed"))
    status = models.CharField(max_length=7, choices=PollStatus, default=PollStatus.DRAFT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PollQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="poll_asks_something"),
            models.CheckConstraint(
                condition=Q(opens_on__lt=models.F("closes_on")),
                name="poll_a_day_or_more",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(most=None) | Q(mode=Mode.SEVERAL, most__gte=2), name="poll_most_of_several"
            ),
            models.CheckConstraint(
                condition=Q(status__in=(PollStatus.DRAFT, PollStatus.DROPPED), opened_at=None, closed_at=None)
                | Q(status=PollStatus.OPEN, opened_at__isnull=False, opened_by__isnull=False, closed_at=None)
                | Q(status=PollStatus.CLOSED, opened_at__isnull=False, closed_at__isnull=False),
                name="poll_status_when_and_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["status", "closes_on"])]
        triggers = [
            POLL_FLOW.trigger(field="status"),
            within_life("unit", "opens_on"),
            pgtrigger.Trigger(name="keep", when=pgtrigger.Before, operation=pgtrigger.Update, func=KEEP_POLL),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]
        verbose_name = _("Poll")

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("voices:poll", args=[self.pk])

    @property
    def last_day(self) -> dt.date:
        return self.closes_on - dt.timedelta(days=1)

    @property
    def is_for_members(self) -> bool:
        return self.electorate == Electorate.MEMBERS

    @property
    def is_single(self) -> bool:
        return self.mode == Mode.SINGLE

    @property
    def shows_results(self) -> bool:
        return self.status == PollStatus.CLOSED or not self.hides_results

    @property
    def statement(self) -> str:
        """The poll as line 0 of its log holds it."""
        return recount.statement(
            poll=str(self.pk),
            question=self.question,
            mode=self.mode,
            most=self.most,
            electorate=self.electorate,
            options=list(self.options.order_by("number").values_list("number", "text")),
        )

    def runs(self, on: dt.date) -> bool:
        return self.status == PollStatus.OPEN and self.opens_on <= on < self.closes_on


class Option(models.Model):
    """One answer that a poll offers; its number is what ballots say."""

    id = id_field()
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="options")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=LONGEST_OPTION)

    class Meta:
        ordering = ["poll", "number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="option_number_once"),
            models.UniqueConstraint(fields=["poll", "text"], name="option_text_once"),
            models.CheckConstraint(condition=Q(number__range=(1, MOST_OPTIONS)), name="option_numbered_from_one"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keep",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=KEEP_OPTION,
            )
        ]
        verbose_name = _("Answer of a poll")

    def __str__(self) -> str:
        return self.text


class Turnout(models.Model):
    """A member has voted: the one vote that each has. What was voted is nowhere near."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="turnout")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "user"], name="turnout_one_vote_each")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Who has voted")


class Browser(models.Model):
    """A browser has answered an open poll: a keyed hash of its form cookie, kept while the poll runs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="browsers")
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "key"], name="browser_once")]
        verbose_name = _("Browser that has answered")


class Urn(models.Model):
    """A ballot that waits to be mixed into the log; ids are random, and there is no instant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="urn")
    digest = models.CharField(max_length=64, help_text=_("Hash of the receipt that its voter holds"))
    nonce = models.CharField(max_length=64)
    choices = ArrayField(models.PositiveSmallIntegerField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "digest"], name="urn_receipt_once")]
        triggers = [
            pgtrigger.Trigger(name="admissible", when=pgtrigger.Before, operation=pgtrigger.Insert, func=ADMISSIBLE),
            pgtrigger.Protect(name="unchanged", operation=pgtrigger.Update),
        ]
        verbose_name = _("Ballot in the urn")


class Ballot(models.Model):
    """One line of the public log: chained by hash to the line before, and binding its choices before they are shown."""

    append_only = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="ballots")
    number = models.PositiveIntegerField()
    batch = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64)
    choices = ArrayField(models.PositiveSmallIntegerField())
    commitment = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="ballot_number_once"),
            models.UniqueConstraint(fields=["poll", "digest"], name="ballot_receipt_once"),
            models.CheckConstraint(condition=Q(number__gte=1, batch__gte=1), name="ballot_numbered_from_one"),
        ]
        triggers = [
            pgtrigger.Trigger(name="admissible", when=pgtrigger.Before, operation=pgtrigger.Insert, func=ADMISSIBLE),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        verbose_name = _("Line of the log")


class RefusalCount(models.Model):
    """How many answers to a poll were not counted, for each reason."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="refusals")
    reason = models.CharField(max_length=11, choices=Refusal)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "reason"], name="refusalcount_once")]
        verbose_name = _("Answers that were not counted")


class PollBlock(models.Model):
    """The one block on the front page: which poll it prefers, and what it says while none runs."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    when_none = models.CharField(max_length=6, choices=WhenNone, default=WhenNone.SAY)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="pollblock_is_one")]
        verbose_name = _("Poll on the front page")
