"""What citizens send: the words for good, who they are apart and sealed, what was answered, and what was made public."""

import datetime as dt

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import StoredFile
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import within_life
from giaoban.registry.roles import Permission
from giaoban.registry.sealing import SealedField
from giaoban.voices.enums import OF_THE_LAW, VOICE_FLOW, Category, VoiceKind, VoiceStatus

LONGEST_TOPIC, LONGEST_TEXT = 150, 5_000
AT_WORK = (VoiceStatus.ROUTED, VoiceStatus.TAKEN)


class VoiceQuerySet(models.QuerySet["Voice"]):
    def visible_to(self, actor: Actor) -> "VoiceQuerySet":
        """To who handles voices: all of the territory. To who answers for a body: what was handed to it."""
        seen = Q(pk__in=())
        if actor.may(Permission.VOICE_HANDLE):
            seen |= Q(place__in=access.units(actor, Permission.VOICE_HANDLE))
        if actor.may(Permission.VOICE_ANSWER) and actor.unit_id is not None:
            seen |= Q(unit=actor.unit_id, status__in=(*AT_WORK, VoiceStatus.ANSWERED))
        return self.filter(seen)

    def late(self, on: dt.date) -> "VoiceQuerySet":
        """At work, and their last day has passed."""
        return self.filter(status__in=AT_WORK, due_day__lt=on)

    def unsure(self) -> "VoiceQuerySet":
        """Whose words sound like a complaint or a denunciation, and nobody has looked yet."""
        return self.exclude(suspected="").filter(judged_at=None)


KEEP_VOICE = """
    IF (NEW.topic, NEW.text, NEW.declared, NEW.category, NEW.place_id, NEW.place_words, NEW.code_hash, NEW.received_at,
        NEW.received_on) IS DISTINCT FROM (OLD.topic, OLD.text, OLD.declared, OLD.category, OLD.place_id, OLD.place_words,
        OLD.code_hash, OLD.received_at, OLD.received_on) THEN
        RAISE EXCEPTION 'what a citizen sent stays as it was sent' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind IN ('complaint', 'denunciation') AND EXISTS (
        SELECT 1 FROM voices_publication WHERE voice_id = NEW.id AND withdrawn_at IS NULL
    ) THEN
        RAISE EXCEPTION 'complaints and denunciations are never public' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
NEVER_PUBLIC = """
    IF NEW.withdrawn_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM voices_voice WHERE id = NEW.voice_id AND kind IN ('opinion', 'report', 'petition')
            AND (suspected = '' OR judged_at IS NOT NULL) AND status <> 'merged'
    ) THEN
        RAISE EXCEPTION 'complaints and denunciations are never public' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.voice_id, NEW.topic, NEW.text, NEW.answer, NEW.published_at)
        IS DISTINCT FROM (OLD.voice_id, OLD.topic, OLD.text, OLD.answer, OLD.published_at) THEN
        RAISE EXCEPTION 'what was published stays as it was published' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track(exclude=["topic", "text", "folded", "place_words"])
class Voice(models.Model):
    """One thing that one citizen sent. `kind` is what a person of the office says it is, at first what was declared.

    `code_hash` is all that is kept of the code by which its sender follows it.
    """

    id = id_field()
    declared = models.CharField(max_length=12, choices=VoiceKind)
    kind = models.CharField(max_length=12, choices=VoiceKind)
    suspected = models.CharField(max_length=12, choices=[("", "–"), *VoiceKind.choices], blank=True)
    judged_at = models.DateTimeField(null=True, blank=True, help_text=_("When a person said what it is"))
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    category = models.CharField(max_length=11, choices=Category)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place_words = models.CharField(max_length=200, blank=True)
    topic = models.CharField(max_length=LONGEST_TOPIC)
    text = models.TextField()
    folded = models.TextField(editable=False, help_text=_("For search without accents; see kernel.vietnamese.fold"))
    fingerprint = models.CharField(
        max_length=64, help_text=_("Keyed hash of words and place, by which copies are known")
    )
    code_hash = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    status = models.CharField(max_length=9, choices=VoiceStatus, default=VoiceStatus.RECEIVED)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="voices")
    due_day = models.DateField(null=True, blank=True, help_text=_("Last day for the answer"))
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies")
    ended_on = models.DateField(null=True, blank=True, help_text=_("Since when nobody has to do anything any more"))

    objects = VoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(topic="") & ~Q(text=""), name="voice_says_something"),
            models.CheckConstraint(
                condition=Q(status=VoiceStatus.MERGED, same_as__isnull=False)
                | (~Q(status=VoiceStatus.MERGED) & Q(same_as=None)),
                name="voice_merged_into_one",
            ),
            models.CheckConstraint(
                condition=Q(status__in=(*AT_WORK, VoiceStatus.ANSWERED), unit__isnull=False)
                | (~Q(status__in=(*AT_WORK, VoiceStatus.ANSWERED)) & Q(unit=None, due_day=None)),
                name="voice_at_work_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=OF_THE_LAW)
                | Q(status__in=(VoiceStatus.RECEIVED, VoiceStatus.DIRECTED, VoiceStatus.SET_ASIDE)),
                name="voice_of_the_law_goes_its_road",
            ),
            models.CheckConstraint(
                condition=Q(judged_at=None, judged_by=None) | Q(judged_at__isnull=False, judged_by__isnull=False),
                name="voice_judged_when_and_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_day"]),
            models.Index(fields=["place", "-received_at"]),
            models.Index(fields=["fingerprint", "received_at"]),
            GinIndex(OpClass("folded", name="gin_trgm_ops"), name="voice_folded"),
        ]
        triggers = [
            VOICE_FLOW.trigger(field="status"),
            within_life("place", "received_on"),
            pgtrigger.Trigger(name="keep", when=pgtrigger.Before, operation=pgtrigger.Update, func=KEEP_VOICE),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]
        verbose_name = _("Voice")

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return reverse("voices:voice", args=[self.pk])

    @property
    def is_of_the_law(self) -> bool:
        return self.kind in OF_THE_LAW

    @property
    def is_unsure(self) -> bool:
        """Its words sound like one of the law, and no person has said what it is."""
        return bool(self.suspected) and self.judged_at is None


class Contact(models.Model):
    """Who sent it, where that was told: ciphertext in the database, apart from the words, gone when no longer needed."""

    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, primary_key=True, related_name="contact")
    name = SealedField(blank=True)
    phone = SealedField(blank=True)
    address = SealedField(blank=True)

    class Meta:
        verbose_name = _("Sender of a voice")


class Photo(models.Model):
    """A picture that came with a voice; for the office alone, never public."""

    append_only = True

    id = id_field()
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voice", "file"], name="photo_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Photo of a voice")


class Answer(models.Model):
    """What a body answered; a later one stands in its place, and all are kept."""

    append_only = True

    id = id_field()
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    answered_on = models.DateField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="answer_says_something")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Answer to a voice")


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, actor: Actor) -> "PublicationQuerySet":
        """To who handles voices of the place; everybody reads what stands."""
        return self.filter(voice__place__in=access.units(actor, Permission.VOICE_HANDLE))

    def standing(self) -> "PublicationQuerySet":
        return self.filter(withdrawn_at=None)


class Publication(models.Model):
    """What everybody reads of a voice: its words with the spans masked that a person masked, and the answer."""

    id = id_field()
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="publications")
    topic = models.CharField(max_length=LONGEST_TOPIC)
    text = models.TextField()
    answer = models.TextField(blank=True)
    folded = models.TextField(editable=False)
    published_at = models.DateTimeField()
    published_on = models.DateField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voice"], condition=Q(withdrawn_at=None), name="publication_one_stands_a_voice"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="publication_withdrawn_when_by_whom_and_why",
            ),
        ]
        indexes = [models.Index(fields=["-published_at"])]
        triggers = [
            pgtrigger.Trigger(
                name="never_public",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NEVER_PUBLIC,
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]
        verbose_name = _("Published voice")

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return reverse("voices:published", args=[self.voice_id])


class VoiceReminder(models.Model):
    """A body was reminded of a voice on a day."""

    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="reminders")
    on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voice", "on"], name="voicereminder_once_a_day")]
        verbose_name = _("Reminder of a voice")
