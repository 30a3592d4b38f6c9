"""What pages show of polls: results as far as they may be seen, the log, the receipt, the block of the front page."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Func, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from giaoban.registry import settled
from giaoban.registry.actor import Actor
from giaoban.voices import recount
from giaoban.voices.enums import PollStatus, Refusal, WhenNone
from giaoban.voices.models import Ballot, Poll, PollBlock, RefusalCount, Turnout, Urn


@dataclass(frozen=True)
class Bar:
    """One answer of a result: `share` is of the ballots, in percent; with several choices the shares do not sum up."""

    number: int
    text: str
    count: int
    share: float
    leads: bool

    @property
    def width(self) -> str:
        """Its share as an attribute of a drawing: with a point, whatever the language."""
        return f"{self.share:.1f}"


@dataclass(frozen=True)
class Result:
    """A result as far as it is known: `ballots` were counted, `logged` of them stand in the log already."""

    bars: list[Bar]
    ballots: int
    logged: int

    @property
    def point(self) -> str:
        """What the picture says, in a sentence."""
        first = [bar for bar in self.bars if bar.leads]
        if not first:
            return _("Nobody has answered yet.")
        share = number_format(first[0].share, decimal_pos=0 if first[0].share == int(first[0].share) else 1)
        if len(first) > 1:
            names = ", ".join(f"“{bar.text}”" for bar in first)
            return _("%(answers)s lead with %(share)s %% each") % {"answers": names, "share": share}
        return _("“%(answer)s” leads with %(share)s %%") % {"answer": first[0].text, "share": share}


def phase(poll: Poll, *, on: dt.date) -> str:
    """Where the poll stands on a day: draft, dropped, coming, running, ended (to be counted within the hour), closed."""
    if poll.status != PollStatus.OPEN:
        return poll.status
    if on < poll.opens_on:
        return "coming"
    return "running" if on < poll.closes_on else "ended"


def result(poll: Poll) -> Result:
    """The count so far. Of a members' poll only what is in the log: a single vote never shows by itself."""
    counts = _counts(Ballot.objects.filter(poll=poll))
    logged = ballots = Ballot.objects.filter(poll=poll).count()
    if not poll.is_for_members:
        for number, count in _counts(Urn.objects.filter(poll=poll)).items():
            counts[number] = counts.get(number, 0) + count
        ballots += Urn.objects.filter(poll=poll).count()
    most = max(counts.values(), default=0)
    bars = [
        Bar(
            one.number,
            one.text,
            counts.get(one.number, 0),
            round(100 * counts.get(one.number, 0) / ballots, 1) if ballots else 0.0,
            bool(most) and counts.get(one.number, 0) == most,
        )
        for one in poll.options.order_by("number")
    ]
    return Result(bars, ballots, logged)


def _counts(rows: "QuerySet[Ballot] | QuerySet[Urn]") -> dict[int, int]:
    chosen = rows.annotate(choice=Func(F("choices"), function="unnest")).values("choice")
    return {row["choice"]: row["count"] for row in chosen.annotate(count=Count("pk")).order_by("choice")}


@dataclass(frozen=True)
class NotCounted:
    """What was sent and not counted: in all, of how many sent, and by reason."""

    count: int
    sent: int
    reasons: list[tuple[str, int]]

    @property
    def share(self) -> float:
        return round(100 * self.count / self.sent, 1) if self.sent else 0.0


def not_counted(poll: Poll) -> NotCounted:
    rows = RefusalCount.objects.filter(poll=poll, count__gt=0).order_by("-count", "reason")
    reasons = [(str(Refusal(row.reason).label), row.count) for row in rows]
    count = sum(one for _reason, one in reasons)
    return NotCounted(count, count + cast_ballots(poll), reasons)


def cast_ballots(poll: Poll) -> int:
    """How many ballots were cast, in the log or on the way there."""
    return Ballot.objects.filter(poll=poll).count() + Urn.objects.filter(poll=poll).count()


def has_voted(poll: Poll, actor: Actor) -> bool:
    return bool(actor) and poll.is_for_members and Turnout.objects.filter(poll=poll, user=actor.user).exists()


# --- The log ----------------------------------------------------------------------------------------------------------


def log(poll: Poll) -> Iterator[list[str]]:
    """The lines of the public log, as `recount` reads them; choices only once they may be seen."""
    told = poll.statement
    first = recount.sha256(told)
    yield ["0", "", "", "", told, first, first]
    for one in Ballot.objects.filter(poll=poll).order_by("number").iterator(chunk_size=2000):
        yield line(one, shown=poll.shows_results)


def line(one: Ballot, *, shown: bool) -> list[str]:
    nonce, content = (one.nonce, recount.content(one.choices)) if shown else ("", "")
    return [str(one.number), str(one.batch), one.digest, nonce, content, one.commitment, one.hash]


@dataclass(frozen=True)
class Found:
    """What became of a receipt: `ballot` None while it lies in the urn; `choices` as texts once they may be seen."""

    ballot: Ballot | None
    choices: list[str]


def find(poll: Poll, receipt: str) -> Found | None:
    """The ballot of a receipt; None where there is none in this poll."""
    digest = recount.digest(receipt)
    ballot = Ballot.objects.filter(poll=poll, digest=digest).first()
    if ballot is None:
        return Found(None, []) if Urn.objects.filter(poll=poll, digest=digest).exists() else None
    texts = dict(poll.options.values_list("number", "text")) if poll.shows_results else {}
    return Found(ballot, [texts[number] for number in ballot.choices if number in texts])


# --- The front page ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """The block of the front page: a running poll, or the sentence that none runs (`says_none`), or neither."""

    poll: Poll | None
    says_none: bool


def block(*, on: dt.date) -> Block:
    """Worked out once after each event of a day, with the answers of the poll."""
    return settled.once(("voices.block", on), lambda: _block(on))


def _block(on: dt.date) -> Block:
    preferred, when_none = PollBlock.objects.filter(pk=1).values_list("poll", "when_none").first() or ("", WhenNone.SAY)
    shown = ("question", "electorate", "closes_on")
    running = list(Poll.objects.running(on).only(*shown).prefetch_related("options").order_by("closes_on", "pk"))
    poll = next((one for one in running if one.pk == preferred), running[0] if running else None)
    return Block(poll, says_none=poll is None and when_none == WhenNone.SAY)
