from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation
from giaoban.kernel.measures import measures
from giaoban.kernel.resolvers import resolvers
from giaoban.kernel.search import sources


class ActivitiesConfig(AppConfig):
    name = "giaoban.activities"
    verbose_name = _("Activities")

    def ready(self) -> None:
        # The app registry must be full first.
        from giaoban.activities import counting, pointers, queries, rules, searching  # noqa: F401, PLC0415
        from giaoban.registry.events import EventType, declare  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415

        declare(
            EventType("activities.recorded", _("%(by)s recorded the activity “%(topic)s”")),
            EventType("activities.corrected", _("%(by)s corrected an activity: %(reason)s"), ("reason",)),
            EventType("activities.cancelled", _("%(by)s cancelled an activity: %(reason)s"), ("reason",)),
            EventType("activities.programme_made", _("%(by)s made the action programme “%(title)s”")),
            EventType("activities.goal_added", _("%(by)s added the goal “%(goal)s”")),
            EventType("activities.target_added", _("%(by)s added the yearly target “%(target)s”")),
            EventType("activities.target_reviewed", _("%(by)s reviewed the yearly target “%(target)s”")),
        )
        for measure in counting.measures():
            measures.register(measure)
        resolvers.register(queries.ACTIVITY, pointers.activities)
        resolvers.register(queries.TARGET, pointers.targets)
        for source in searching.sources():
            sources.register(source)
        navigation.add(navigation.Place(_("Activities"), "activities:activities", Permission.ACTIVITY_VIEW, 44))
        navigation.add(navigation.Place(_("Action programmes"), "activities:programmes", Permission.ACTIVITY_VIEW, 45))
