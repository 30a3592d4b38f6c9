from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giaoban.kernel import navigation
from giaoban.kernel.agenda import agenda
from giaoban.kernel.grounds import grounds
from giaoban.kernel.measures import measures
from giaoban.kernel.publication import addresses
from giaoban.kernel.resolvers import resolvers
from giaoban.kernel.same_period import same_period
from giaoban.kernel.search import sources


class BriefingConfig(AppConfig):
    name = "giaoban.briefing"
    verbose_name = _("Briefing")

    def ready(self) -> None:
        from giaoban.briefing import counting, planning, pointers, rules, searching, signed  # noqa: F401, PLC0415 - the app registry must be full first
        from giaoban.documents import onward  # noqa: PLC0415
        from giaoban.registry.events import EventType, declare  # noqa: PLC0415
        from giaoban.registry.roles import Permission  # noqa: PLC0415

        addresses.withdrawn_by(
            "briefing.revoked",
            "briefing.sentences_withdrawn",
            "briefing.task_withdrawn",
            "briefing.text_adopted",
            "briefing.verdict_reopen",
        )
        declare(
            EventType("briefing.text_imported", _("%(by)s imported a text with %(tasks)s proposed tasks")),
            EventType("briefing.import_discarded", _("%(by)s discarded an imported text")),
            EventType("briefing.confirmed", _("%(by)s confirmed the briefing with %(tasks)s tasks")),
            EventType("briefing.revoked", _("%(by)s revoked the briefing: %(reason)s"), ("reason",)),
            EventType(
                "briefing.sentences_published",
                _("%(by)s made sentences %(numbers)s public, permitted by %(permitted_by)s, %(paper)s"),
            ),
            EventType(
                "briefing.sentences_withdrawn",
                _("%(by)s closed sentences %(numbers)s again: %(reason)s"),
                ("reason",),
            ),
            EventType("briefing.reported_progress", _("%(by)s reported progress")),
            EventType("briefing.reported_done", _("%(by)s reported the task done")),
            EventType("briefing.reported_none_occurred", _("%(by)s reported that nothing occurred")),
            EventType("briefing.verdict_accept", _("%(by)s accepted the result")),
            EventType("briefing.verdict_return", _("%(by)s returned the report: %(reason)s"), ("reason",)),
            EventType("briefing.verdict_reopen", _("%(by)s withdrew the acceptance: %(reason)s"), ("reason",)),
            EventType(
                "briefing.due_set",
                _("%(by)s set the due date from “%(before)s” to “%(after)s”: %(reason)s"),
                ("reason",),
            ),
            EventType("briefing.basis_added", _("%(by)s added the legal basis %(act)s")),
            EventType("briefing.lead_named", _("%(by)s named who leads")),
            EventType("briefing.passed_down", _("%(by)s passed the task down to %(bodies)s bodies")),
            EventType("briefing.extension_asked", _("%(by)s asked for more time: %(reason)s"), ("reason",)),
            EventType("briefing.extension_granted", _("%(by)s gave more time until %(until)s")),
            EventType("briefing.extension_refused", _("%(by)s refused more time until %(until)s")),
            EventType("briefing.commented", _("%(by)s said something about the task")),
            EventType("briefing.text_adopted", _("%(by)s adopted version %(version)s of the conclusion")),
            EventType("briefing.task_withdrawn", _("%(by)s gave the task up: %(reason)s"), ("reason",)),
            EventType("briefing.old_list_read", _("%(by)s read an old list with %(rows)s rows")),
            EventType("briefing.old_list_taken", _("%(by)s took in the old list %(title)s with %(tasks)s tasks")),
            EventType(
                "briefing.old_list_handed_over", _("%(by)s confirmed an old list; it is taken in with %(rows)s rows")
            ),
            EventType("briefing.old_list_stopped", _("%(by)s stopped an old list before it was taken in")),
            EventType("briefing.old_list_discarded", _("%(by)s discarded an old list")),
            EventType("briefing.series_made", _("%(by)s set up the series %(name)s")),
            EventType("briefing.meeting_prepared", _("%(by)s prepared a meeting with %(items)s items")),
            EventType("briefing.agenda_changed", _("%(by)s changed the agenda")),
            EventType("briefing.attendance_marked", _("%(by)s noted %(present)s bodies present")),
            EventType("briefing.paper_sent", _("%(by)s sent the paper %(title)s")),
            EventType("briefing.meeting_opened", _("%(by)s opened the meeting")),
            EventType("briefing.meeting_cancelled", _("%(by)s cancelled the meeting")),
            EventType("briefing.meeting_closed", _("%(by)s closed the minutes with %(sentences)s sentences")),
            EventType("briefing.meeting_reopened", _("%(by)s reopened the minutes")),
        )
        agenda.register("briefing", planning.meetings)
        resolvers.register(pointers.TASK, pointers.tasks)
        resolvers.register(pointers.MEETING, pointers.meetings)
        resolvers.register(pointers.BRIEFING, pointers.briefings)
        grounds.register_conclusions(pointers.concluded)
        same_period.register(pointers.BRIEFING, pointers.reviewing)
        onward.register(pointers.BRIEFING, signed.onward)
        for measure in counting.measures():
            measures.register(measure)
        for source in searching.sources():
            sources.register(source)
        navigation.add(navigation.Place(_("Briefings"), "briefing:briefings", Permission.BRIEFING_VIEW, 20, "b"))
        navigation.add(navigation.Place(_("Meetings"), "briefing:meetings", Permission.BRIEFING_VIEW, 15, "h"))
        navigation.add(navigation.Place(_("Tasks"), "briefing:tasks", Permission.TASK_VIEW, 30, "t"))
        navigation.add(navigation.Place(_("Texts to review"), "briefing:imports", Permission.BRIEFING_IMPORT, 40, "i"))
