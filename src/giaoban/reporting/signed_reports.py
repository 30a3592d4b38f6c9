"""Where the paper of a report leads: to the frozen report, once it is signed to the comparison with it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from giaoban.documents.enums import PaperStatus
from giaoban.documents.models import IssuedPaper
from giaoban.documents.onward import Onward
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting.models import Freeze, PeriodReport


def onward(paper: IssuedPaper, actor: Actor) -> Onward | None:
    """From the paper to the frozen report that it is; a signed one is first compared with it."""
    visible = PeriodReport.objects.visible_to(actor)
    freeze = Freeze.objects.filter(paper=paper, report__in=visible).select_related("report").order_by("-number").first()
    if freeze is None:
        return None
    waits = paper.status == PaperStatus.SIGNED and not freeze.signed_texts.exists()
    if waits and actor.has_perm(Permission.RETURN_CALL, freeze.report):
        return Onward(
            gettext_lazy("Compare with the frozen report"),
            reverse("reporting:compare-signed", args=[freeze.report_id, freeze.number]),
            gettext_lazy("The text of the signed paper is laid beside the frozen one; every difference is named."),
        )
    return Onward(
        gettext_lazy("See the frozen report"),
        freeze.get_absolute_url(),
        gettext_lazy("Every figure of this paper opens there, with what has changed since."),
        is_main=False,
    )
