from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation
from giaoban.kernel.resolvers import resolvers


class ReportingConfig(AppConfig):
    name = "giaoban.reporting"
    verbose_name = _("Reports")

    def ready(self) -> None:
        # The app registry must be full first.
        from giaoban.registry.events import EventType, declare  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415
        from giaoban.reporting import pointers, queries, rules  # noqa: F401, PLC0415

        declare(
            EventType("reporting.form_taken_up", _("%(by)s took up the form “%(form)s”")),
            EventType("reporting.called", _("%(by)s called for returns: %(form)s, %(period)s")),
            EventType("reporting.saved", _("%(by)s kept a draft: %(report)s")),
            EventType("reporting.submitted", _("%(by)s submitted a return: %(report)s")),
            EventType("reporting.endorsed", _("%(by)s accepted a return for the level above: %(report)s")),
            EventType("reporting.accepted", _("%(by)s accepted a return: %(report)s")),
            EventType("reporting.sent_back", _("%(by)s sent a return back: %(reason)s"), ("reason",)),
            EventType("reporting.reopened", _("%(by)s reopened a return: %(reason)s"), ("reason",)),
            EventType(
                "reporting.more_time_asked", _("%(by)s asked for more time, until %(due)s: %(reason)s"), ("reason",)
            ),
            EventType("reporting.more_time_granted", _("%(by)s granted more time, until %(due)s")),
            EventType("reporting.more_time_refused", _("%(by)s refused more time: %(reason)s"), ("reason",)),
        )
        resolvers.register(queries.RETURN, pointers.returns)
        navigation.add(navigation.Place(_("Periodic reports"), "reporting:calls", Permission.RETURN_VIEW, 42))
