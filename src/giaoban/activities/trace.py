"""What an activity's page shows: for whose sake it was done, what proves it, what became of the record."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.activities import queries
from giaoban.activities.models import Activity, Attachment
from giaoban.kernel.components import Step
from giaoban.kernel.resolvers import Resolved, Sight, resolvers
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

LABEL = 60  # what a step of the strip has room for


def activity_page(activity: Activity, *, actor: Actor) -> dict[str, Any]:
    """Context of an activity's page for one reader."""
    (row,) = queries.rows(Activity.objects.filter(pk=activity.pk), on=activity.first_day)
    files = list(activity.attachments.standing().select_related("file").order_by("added_at", "pk"))
    subject = _subject(activity, actor)
    own = actor.has_perm(Permission.ACTIVITY_RECORD, activity)
    return {
        "activity": activity,
        "row": row,
        "people": queries.people(activity),
        "subject": subject,
        "steps": steps(activity, subject=subject, files=len(files)),
        "photos": [_shown(one) for one in files if one.file.media_type.startswith("image/")],
        "files": [_shown(one) for one in files if not one.file.media_type.startswith("image/")],
        "moments": queries.history(activity),
        "twins": list(queries.likely_twins(activity)[:3]) if own and not activity.is_cancelled else [],
        "may_change": own and not activity.is_cancelled,
        "again_url": again_url(activity) if own else "",
    }


def _subject(activity: Activity, actor: Actor) -> Resolved | None:
    """What it serves, as this reader sees it; None where it serves nothing, or what no room knows any more."""
    if activity.serves is None or activity.serves.kind not in resolvers.kinds:
        return None
    return resolvers.resolve([activity.serves], reader=actor)[activity.serves]


def again_url(activity: Activity) -> str:
    """The quick form for the next one of its kind, for the same thing."""
    told = {"kind": activity.kind}
    if activity.serves:
        told["serves"] = f"{activity.serves.kind}:{activity.serves.id}"
    if activity.act_id:
        told["act"] = str(activity.act_id)
    return f"{reverse('activities:record')}?{urlencode(told)}"


def _shown(one: Attachment) -> dict[str, Any]:
    url = reverse("activities:evidence", args=[one.activity_id, one.file_id])
    return {"name": one.file.name, "url": url, "size": one.file.size}


def steps(activity: Activity, *, subject: Resolved | None, files: int) -> list[Step]:
    """The trace: act → what it serves → activity → evidence. A step that is missing has no address."""
    seen = subject is not None and subject.sight is Sight.LINK
    told = str(subject.label) if subject is not None and subject.sight is not Sight.MISSING else ""
    here = activity.get_absolute_url()
    proof = ngettext("%(count)s file", "%(count)s files", files) % {"count": files}
    spread = reverse("activities:activities", query={"act": str(activity.act_id)}) if activity.act_id else ""
    return [
        Step("law", _("Act that it spreads"), str(activity.act or _("none named")), spread),
        Step(
            "task",
            _("Done for"),
            Truncator(told).chars(LABEL) if told else _("nothing named"),
            str(subject.url) if subject and seen else "",
        ),
        Step("result", _("Activity"), str(activity.get_kind_display()), here, current=True),
        Step("document", _("Evidence"), proof if files else _("none yet"), f"{here}#evidence" if files else ""),
    ]
