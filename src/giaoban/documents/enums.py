"""Codes of the documents room, and the life of a paper as a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.workflow import Workflow


class PaperStatus(models.TextChoices):
    DRAFT = "draft", _("Draft of a paper")
    SUBMITTED = "submitted", _("Submitted for signature")
    SIGNED = "signed", _("Signed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PAPER_FLOW = Workflow(
    "documents_paper",
    (
        ("submit", PaperStatus.DRAFT, PaperStatus.SUBMITTED),
        ("send_back", PaperStatus.SUBMITTED, PaperStatus.DRAFT),
        ("sign", PaperStatus.SUBMITTED, PaperStatus.SIGNED),
        ("undo_signature", PaperStatus.SIGNED, PaperStatus.SUBMITTED),
        ("withdraw", PaperStatus.DRAFT, PaperStatus.WITHDRAWN),
        ("withdraw", PaperStatus.SUBMITTED, PaperStatus.WITHDRAWN),
    ),
)


class Book(models.TextChoices):
    """Where the numbers of a series come from: they are given here, without a gap, or typed from an office's own book."""

    HERE = "here", _("Numbers are given here")
    ELSEWHERE = "elsewhere", _("Numbers come from the office's book")
