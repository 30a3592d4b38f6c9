from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation
from giaoban.kernel.publication import addresses
from giaoban.kernel.resolvers import resolvers
from giaoban.kernel.search import sources


class NewsConfig(AppConfig):
    name = "giaoban.news"
    verbose_name = _("News")

    def ready(self) -> None:
        # The app registry must be full first.
        from giaoban.news import pointers, queries, rules, searching  # noqa: F401, PLC0415
        from giaoban.registry.events import EventType, declare  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415

        declare(
            EventType("news.drafted", _("%(by)s began the article “%(title)s”")),
            EventType("news.revised", _("%(by)s saved revision %(number)s")),
            EventType("news.moved", _("%(by)s moved the article to the section “%(section)s”")),
            EventType("news.picture_added", _("%(by)s added the picture %(name)s")),
            EventType("news.given_up", _("%(by)s gave the draft up: %(reason)s"), ("reason",)),
            EventType("news.submitted", _("%(by)s laid “%(title)s” before a second person")),
            EventType("news.taken_back", _("%(by)s took the revision back from review")),
            EventType("news.approved", _("%(by)s approved “%(title)s”")),
            EventType("news.corrected", _("%(by)s approved the correction of “%(title)s”")),
            EventType("news.returned", _("%(by)s returned “%(title)s”: %(reason)s"), ("reason",)),
            EventType(
                "news.approved_by_link",
                _("%(name)s approved “%(title)s” by the link that %(giver)s gave"),
                ("name", "giver"),
            ),
            EventType(
                "news.corrected_by_link",
                _("%(name)s approved the correction of “%(title)s” by the link that %(giver)s gave"),
                ("name", "giver"),
            ),
            EventType(
                "news.returned_by_link",
                _("%(name)s returned “%(title)s” by the link that %(giver)s gave: %(reason)s"),
                ("name", "giver", "reason"),
            ),
            EventType("news.link_given", _("%(by)s made a link for %(leader)s to decide"), ("leader",)),
            EventType("news.link_revoked", _("%(by)s revoked the link of %(leader)s"), ("leader",)),
            EventType("news.withdrawn", _("%(by)s withdrew the article: %(reason)s"), ("reason",)),
            EventType("news.unscheduled", _("%(by)s took the article back before its hour")),
            EventType("news.appeared", _("The article “%(title)s” appeared at its hour")),
            EventType("news.ended", _("The article “%(title)s” is no longer shown")),
            EventType("news.section_made", _("%(by)s opened the section “%(name)s”")),
            EventType("news.section_arranged", _("%(by)s arranged the section “%(name)s”")),
            EventType("news.address_kept", _("%(by)s let the old address %(path)s lead on")),
            EventType("news.taken_over", _("%(by)s took over the article “%(title)s” from an earlier portal")),
            EventType("news.schedule_entered", _("%(by)s entered %(count)s things for the week of %(week)s")),
            EventType("news.schedule_reworded", _("%(by)s changed an entry of the week of %(week)s")),
            EventType("news.schedule_published", _("%(by)s published the week of %(week)s")),
            EventType("news.schedule_changed", _("%(by)s published %(count)s changes of the week of %(week)s")),
            EventType("news.schedule_taken_back", _("%(by)s took the week of %(week)s back: %(reason)s"), ("reason",)),
        )
        addresses.register("news", queries.public_addresses)
        addresses.register("schedule", queries.public_schedule_addresses)
        addresses.withdrawn_by(
            "news.withdrawn",
            "news.unscheduled",
            "news.ended",
            "news.corrected",
            "news.corrected_by_link",
            "news.schedule_taken_back",
            "news.schedule_changed",
        )
        resolvers.register(pointers.ARTICLE, pointers.articles)
        for source in searching.sources():
            sources.register(source)
        navigation.add(navigation.Place(_("Publishing"), "news:desk", Permission.NEWS_VIEW, 60, "x"))
        navigation.add(navigation.Place(_("Weekly schedule"), "news:schedule-desk", Permission.SCHEDULE_WRITE, 61))
