from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation
from giaoban.kernel.publication import addresses
from giaoban.kernel.resolvers import resolvers
from giaoban.kernel.search import sources


class DocumentsConfig(AppConfig):
    name = "giaoban.documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from giaoban.documents import library, pointers, rules, searching  # noqa: F401, PLC0415 - the app registry must be full first
        from giaoban.registry.events import EventType, declare  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415

        declare(
            EventType("documents.paper_drafted", _("%(by)s drafted the paper “%(title)s”"), ("title",)),
            EventType("documents.paper_revised", _("%(by)s wrote version %(version)s")),
            EventType("documents.paper_submitted", _("%(by)s submitted the paper for signature")),
            EventType("documents.paper_sent_back", _("%(by)s sent the paper back: %(reason)s"), ("reason",)),
            EventType("documents.paper_numbered", _("%(by)s gave it the number: %(number)s")),
            EventType(
                "documents.paper_signed", _("%(by)s recorded that %(signer)s signed it: %(number)s"), ("signer",)
            ),
            EventType("documents.scan_added", _("%(by)s added the scan of the signed sheet")),
            EventType(
                "documents.signature_undone",
                _("%(by)s took the record of the signature back (%(number)s): %(reason)s"),
                ("reason",),
            ),
            EventType("documents.paper_withdrawn", _("%(by)s withdrew the paper: %(reason)s"), ("reason",)),
            EventType("documents.library_published", _("%(by)s made “%(title)s” public")),
            EventType(
                "documents.library_withdrawn",
                _("%(by)s withdrew “%(title)s” from the public library: %(reason)s"),
                ("reason",),
            ),
        )
        addresses.register("library", library.public_addresses)
        addresses.withdrawn_by("documents.library_withdrawn")
        resolvers.register("documents.paper", pointers.papers)
        resolvers.register(pointers.LIBRARY, pointers.library)
        for source in searching.sources():
            sources.register(source)
        navigation.add(navigation.Place(_("Papers"), "documents:papers", Permission.PAPER_VIEW, 50, "v"))
        navigation.add(
            navigation.Place(_("Public documents"), "documents:library-desk", Permission.LIBRARY_PUBLISH, 62)
        )
