from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation
from giaoban.kernel.grounds import grounds
from giaoban.kernel.resolvers import resolvers
from giaoban.kernel.same_period import same_period


class ReportingConfig(AppConfig):
    name = "giaoban.reporting"
    verbose_name = _("Reports")

    def ready(self) -> None:
        # The app registry must be full first.
        from giaoban.documents import onward  # noqa: PLC0415
        from giaoban.registry.events import EventType, declare  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415
        from giaoban.reporting import grounds as beside  # noqa: PLC0415
        from giaoban.reporting import pointers, queries, rules, signed_reports  # noqa: F401, PLC0415

        declare(
            EventType("reporting.form_taken_up", _("%(by)s took up the form “%(form)s”")),
            EventType("reporting.form_begun", _("%(by)s began to write the form “%(form)s”")),
            EventType("reporting.form_kept", _("%(by)s changed the draft of the form “%(form)s”")),
            EventType("reporting.form_in_force", _("%(by)s put the form “%(form)s” in force from %(since)s")),
            EventType("reporting.form_thrown_away", _("%(by)s threw away the draft of the form “%(form)s”")),
            EventType("reporting.called", _("%(by)s called for returns: %(form)s, %(period)s")),
            EventType("reporting.saved", _("%(by)s kept a draft: %(report)s")),
            EventType("reporting.submitted", _("%(by)s submitted a return: %(report)s")),
            EventType("reporting.taken_in", _("%(by)s took in %(count)s returns at once: %(report)s")),
            EventType("reporting.judged_at_once", _("%(by)s accepted %(count)s returns at once: %(report)s")),
            EventType("reporting.endorsed", _("%(by)s accepted a return for the level above: %(report)s")),
            EventType("reporting.accepted", _("%(by)s accepted a return: %(report)s")),
            EventType("reporting.sent_back", _("%(by)s sent a return back: %(reason)s"), ("reason",)),
            EventType("reporting.indicator_defined", _("%(by)s wrote the indicator “%(indicator)s”: %(formula)s")),
            EventType(
                "reporting.formula_revised",
                _("%(by)s revised the indicator “%(indicator)s” from %(since)s: %(formula)s"),
            ),
            EventType("reporting.indicator_retired", _("%(by)s retired the indicator “%(indicator)s” from %(since)s")),
            EventType("reporting.dimension_added", _("%(by)s added the dimension “%(dimension)s”")),
            EventType("reporting.category_added", _("%(by)s added the category “%(category)s” to “%(dimension)s”")),
            EventType("reporting.targets_set", _("%(by)s set %(count)s targets for %(period)s")),
            EventType("reporting.reopened", _("%(by)s reopened a return: %(reason)s"), ("reason",)),
            EventType(
                "reporting.more_time_asked", _("%(by)s asked for more time, until %(due)s: %(reason)s"), ("reason",)
            ),
            EventType("reporting.more_time_granted", _("%(by)s granted more time, until %(due)s")),
            EventType("reporting.more_time_refused", _("%(by)s refused more time: %(reason)s"), ("reason",)),
            EventType("reporting.report_begun", _("%(by)s began to write: %(report)s")),
            EventType("reporting.passages_picked", _("%(by)s took over %(count)s paragraphs: %(section)s")),
            EventType("reporting.passage_written", _("%(by)s wrote a paragraph: %(section)s")),
            EventType("reporting.passage_edited", _("%(by)s edited a paragraph: %(section)s")),
            EventType("reporting.passage_moved", _("%(by)s moved a paragraph: %(section)s")),
            EventType("reporting.passage_taken_out", _("%(by)s took a paragraph out: %(section)s")),
            EventType("reporting.passage_put_back", _("%(by)s put a paragraph back: %(section)s")),
            EventType("reporting.chart_added", _("%(by)s added a chart of %(name)s: %(section)s")),
            EventType("reporting.chart_removed", _("%(by)s took a chart of %(name)s out: %(section)s")),
            EventType(
                "reporting.grounds_set", _("%(by)s laid figures beside the conclusion “%(conclusion)s”: %(figures)s")
            ),
            EventType("reporting.report_frozen", _("%(by)s froze the report for signature: %(report)s")),
            EventType(
                "reporting.signed_compared",
                _("%(by)s compared the signed paper with the frozen report; differences: %(count)s"),
            ),
        )
        resolvers.register(queries.RETURN, pointers.returns)
        resolvers.register(pointers.REPORT, pointers.reports)
        grounds.register_figures(beside.behind, beside.chooser)
        same_period.register(pointers.REPORT, pointers.on_period)
        onward.register(pointers.REPORT, signed_reports.onward)
        navigation.add(navigation.Place(_("Periodic reports"), "reporting:calls", Permission.RETURN_VIEW, 42))
