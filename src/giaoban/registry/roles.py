"""Who may do what: every permission, every role, and how far a role reaches. Read it over coffee.

A role is held *at a unit* (`RoleAssignment`). Its reach says over which other units it works, on the map of the day:
OWN the unit alone · LINE the unit and all below it in its tree · TERRITORY the land where the unit sits, and every body that sits there.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What can be allowed; `room.act`."""

    BRIEFING_VIEW = "briefing.view_briefing"
    BRIEFING_IMPORT = "briefing.import_text"
    BRIEFING_CONFIRM = "briefing.confirm_briefing"
    BRIEFING_REVOKE = "briefing.revoke_briefing"
    BRIEFING_PUBLISH = "briefing.publish_sentence"
    TASK_VIEW = "briefing.view_task"
    TASK_REPORT = "briefing.report_task"
    TASK_ACCEPT = "briefing.accept_task"
    TASK_AMEND = "briefing.amend_task"
    TASK_PASS = "briefing.pass_task"  # noqa: S105 - passing on, no password
    TASK_EXTEND = "briefing.extend_task"
    PAPER_VIEW = "documents.view_paper"
    PAPER_DRAFT = "documents.draft_paper"
    PAPER_SIGN = "documents.sign_paper"
    PAPER_SERVE = "documents.serve_other_bodies"
    LIBRARY_PUBLISH = "documents.publish_document"
    UNIT_VIEW = "registry.view_unit"
    UNIT_MANAGE = "registry.manage_units"
    ACCOUNT_MANAGE = "registry.manage_accounts"
    EVENT_VIEW = "registry.view_events"
    OPERATION_VIEW = "site.view_operation"
    ACTIVITY_VIEW = "activities.view_activity"
    ACTIVITY_RECORD = "activities.record_activity"
    RETURN_VIEW = "reporting.view_return"
    RETURN_FILL = "reporting.fill_return"
    RETURN_ACCEPT = "reporting.accept_return"
    RETURN_CALL = "reporting.call_returns"
    TARGET_SET = "reporting.set_target"
    INDICATOR_MANAGE = "reporting.manage_indicators"
    FORM_WRITE = "reporting.write_form"
    VISITS_BALANCE = "visits.enter_balance"
    VOICE_VIEW = "voices.view_voice"
    VOICE_HANDLE = "voices.handle_voice"
    VOICE_ANSWER = "voices.answer_voice"
    POLL_MANAGE = "voices.manage_poll"
    NEWS_VIEW = "news.view_article"
    NEWS_WRITE = "news.write_article"
    NEWS_APPROVE = "news.approve_article"
    NEWS_ARRANGE = "news.arrange_sections"
    SCHEDULE_WRITE = "news.write_schedule"
    SCHEDULE_PUBLISH = "news.publish_schedule"
    IMPRINT_EDIT = "portal.edit_imprint"
    NOTICE_SET = "portal.set_notice"


class Reach(StrEnum):
    """From the narrowest to the widest."""

    OWN = "own"
    LINE = "line"
    TERRITORY = "territory"

    def is_wider_than(self, other: "Reach") -> bool:
        order = list(Reach)
        return order.index(self) > order.index(other)


@dataclass(frozen=True)
class Role:
    code: str
    name: str | Promise
    description: str | Promise
    reach: Reach
    permissions: frozenset[Permission]
    # Whoever runs the server gives it (`giaoban account`), nobody on a screen.
    by_server_alone: bool = False


_READ = {
    Permission.BRIEFING_VIEW,
    Permission.TASK_VIEW,
    Permission.UNIT_VIEW,
    Permission.ACTIVITY_VIEW,
    Permission.PAPER_VIEW,
    Permission.RETURN_VIEW,
}
# Returns of the own body are filled in; those of the bodies below it accepted.
_RETURNS = {Permission.RETURN_FILL, Permission.RETURN_ACCEPT}
# Papers of the own body: drafted, submitted, their signature recorded. Who serves other bodies does so for those reached.
# Voices of citizens that were handed to the own body.
_VOICES = {Permission.VOICE_VIEW, Permission.VOICE_ANSWER}
# The schedule of the own body; whoever publishes it does so for those reached.
_SCHEDULE = {Permission.SCHEDULE_WRITE, Permission.SCHEDULE_PUBLISH}
_PAPERS = {Permission.PAPER_DRAFT, Permission.PAPER_SIGN}

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(
            "secretariat",
            _("Secretariat of briefings"),
            _("Prepares briefings, imports and confirms their conclusions, follows the tasks and records acceptance."),
            Reach.TERRITORY,
            frozenset(
                {
                    *_READ,
                    *_PAPERS,
                    *_VOICES,
                    Permission.PAPER_SERVE,
                    Permission.BRIEFING_IMPORT,
                    Permission.BRIEFING_CONFIRM,
                    Permission.BRIEFING_REVOKE,
                    Permission.BRIEFING_PUBLISH,
                    Permission.TASK_ACCEPT,
                    Permission.TASK_AMEND,
                    Permission.TASK_EXTEND,
                    Permission.ACTIVITY_RECORD,
                    Permission.EVENT_VIEW,
                    Permission.VISITS_BALANCE,
                    Permission.LIBRARY_PUBLISH,
                    *_SCHEDULE,
                }
            ),
        ),
        Role(
            "leader",
            _("Leader"),
            _("Chairs; sees everything of the territory and accepts results."),
            Reach.TERRITORY,
            frozenset({*_READ, Permission.TASK_ACCEPT, Permission.TASK_EXTEND, Permission.EVENT_VIEW}),
        ),
        Role(
            "coordinator",
            _("Coordinator of the coalition"),
            _("Sees the tasks of all bodies of the territory and reports for the own body."),
            Reach.TERRITORY,
            frozenset(
                {
                    *_READ,
                    *_PAPERS,
                    *_VOICES,
                    *_RETURNS,
                    Permission.RETURN_CALL,
                    Permission.TARGET_SET,
                    Permission.INDICATOR_MANAGE,
                    Permission.FORM_WRITE,
                    Permission.TASK_REPORT,
                    Permission.TASK_PASS,
                    Permission.ACTIVITY_RECORD,
                    Permission.EVENT_VIEW,
                    Permission.VISITS_BALANCE,
                    Permission.SCHEDULE_WRITE,
                }
            ),
        ),
        Role(
            "officer",
            _("Officer of a body"),
            _("Sees the tasks of the own body and of its line below, and reports for the own body."),
            Reach.LINE,
            frozenset(
                {
                    *_READ,
                    *_PAPERS,
                    *_VOICES,
                    *_RETURNS,
                    # Down its own line: an association asks its own bodies, at the province on forms of its own.
                    Permission.RETURN_CALL,
                    Permission.FORM_WRITE,
                    Permission.TASK_REPORT,
                    Permission.TASK_PASS,
                    Permission.ACTIVITY_RECORD,
                    Permission.SCHEDULE_WRITE,
                }
            ),
        ),
        Role(
            "clerk",
            _("Clerk"),
            _("Sees the tasks of the own body and reports for it."),
            Reach.OWN,
            frozenset({*_READ, *_VOICES, Permission.RETURN_FILL, Permission.TASK_REPORT, Permission.ACTIVITY_RECORD}),
        ),
        Role(
            "voice_handler",
            _("Handler of citizens' voices"),
            _(
                "Reads what citizens of the territory send, hands it to a body, joins, masks and publishes; points to the law."
            ),
            Reach.TERRITORY,
            frozenset({Permission.UNIT_VIEW, *_VOICES, Permission.VOICE_HANDLE, Permission.EVENT_VIEW}),
        ),
        Role(
            "editor",
            _("Editor of the portal"),
            _("Writes articles for the own body and lays them before a second person; publishes nothing alone."),
            Reach.TERRITORY,
            frozenset({*_READ, Permission.NEWS_VIEW, Permission.NEWS_WRITE, Permission.SCHEDULE_WRITE}),
        ),
        Role(
            "approver",
            _("Approver of the portal"),
            _("Approves, corrects and withdraws articles of the territory that others wrote; arranges the sections."),
            Reach.TERRITORY,
            frozenset(
                {
                    *_READ,
                    Permission.NEWS_VIEW,
                    Permission.NEWS_WRITE,
                    Permission.NEWS_APPROVE,
                    Permission.NEWS_ARRANGE,
                    Permission.IMPRINT_EDIT,
                    Permission.NOTICE_SET,
                    Permission.LIBRARY_PUBLISH,
                    Permission.EVENT_VIEW,
                    *_SCHEDULE,
                }
            ),
        ),
        Role(
            "poll_editor",
            _("Editor of polls"),
            _(
                "Makes, opens and closes polls for the bodies of the territory, and chooses what the front page shows of them."
            ),
            Reach.TERRITORY,
            frozenset({Permission.UNIT_VIEW, Permission.POLL_MANAGE, Permission.EVENT_VIEW}),
        ),
        Role(
            "account_manager",
            _("Manager of accounts"),
            _("Gives and takes back roles and resets passwords for the own body and its line."),
            Reach.LINE,
            frozenset({Permission.UNIT_VIEW, Permission.ACCOUNT_MANAGE, Permission.EVENT_VIEW}),
        ),
        Role(
            "territory_account_manager",
            _("Manager of bodies and accounts of the territory"),
            _(
                "Makes, changes and ends the bodies of the territory; gives and takes back roles there, also those that reach over it, and resets passwords."
            ),
            Reach.TERRITORY,
            frozenset({Permission.UNIT_VIEW, Permission.UNIT_MANAGE, Permission.ACCOUNT_MANAGE, Permission.EVENT_VIEW}),
        ),
        Role(
            "operator",
            _("Operator of the installation"),
            _(
                "Sees whether the installation works: jobs, backups, drills, space. Sees no content; given at the server."
            ),
            Reach.OWN,
            frozenset({Permission.OPERATION_VIEW}),
            by_server_alone=True,
        ),
    )
}

CHOICES = [(role.code, role.name) for role in ROLES.values()]
