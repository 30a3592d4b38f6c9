"""What each table holds about people, and what becomes of it: the page that a data protection officer reads.

A table or a text column that is not listed here fails the tests. `THING` says that somebody looked and found no person.
"""

from collections.abc import Mapping
from enum import StrEnum


class Keeping(StrEnum):
    """How long, and why."""

    THING = "names a body, a place, a rule or a machine: no person"
    IN_OFFICE = "what somebody is or did in a public post: part of the record, kept as long as the record"
    AS_WRITTEN = "words of a document or a report, which may name people: kept with the text, and gone with it"
    ACCOUNT = "of an account: kept while what was done with it is kept; put right by whoever looks after it"
    POINTER = "which account: says nothing once the account's name is gone"
    SIGNING_IN = "of a failed or a running sign-in: gone with the lock, with signing out or with the session's end"
    SEALED = "who wrote to the office: ciphertext; deleted a year after the matter ended (norm voices.sender_days)"
    UNUSED = "the column of a library that this installation leaves empty"


Columns = Mapping[Keeping, str]
NOBODY: Columns = {}

HANDLING: Mapping[str, Columns] = {
    # registry
    "registry.Unit": {Keeping.THING: "code edition"},
    "registry.UnitVersion": {Keeping.THING: "name short_name name_sort aliases folded act"},
    "registry.Succession": {Keeping.THING: "act"},
    "registry.UnitGroup": {Keeping.THING: "code name aliases"},
    "registry.GroupMembership": NOBODY,
    "registry.Post": {Keeping.THING: "title"},
    "registry.Official": {Keeping.IN_OFFICE: "full_name name_sort"},
    "registry.Appointment": {Keeping.IN_OFFICE: "official document"},
    "registry.User": {Keeping.ACCOUNT: "username full_name email official password"},
    "registry.RoleAssignment": {Keeping.POINTER: "user granted_by revoked_by"},
    "registry.IncompatibleRoles": {Keeping.THING: "reason"},
    # Each type of event says which of its data are personal (`registry.events.EventType`).
    "registry.Event": {
        Keeping.IN_OFFICE: "by_name by_role data",
        Keeping.THING: "type subject_kind",
    },
    "registry.Delivery": {Keeping.THING: "subscriber"},
    # Only keyed hashes of who sent what; dropped after thirty days.
    "registry.FormSubmission": {Keeping.THING: "sender route fingerprint location"},
    "registry.Norm": {Keeping.THING: "code scope unit legal_basis"},
    "registry.Holiday": {Keeping.THING: "name legal_basis"},
    "registry.DemonstrationClock": NOBODY,
    "registry.SavedView": {Keeping.POINTER: "user", Keeping.THING: "page name query"},
    # documents
    "documents.LegalAct": {Keeping.THING: "key kind number issuer title"},
    "documents.StoredFile": {
        Keeping.AS_WRITTEN: "name",
        Keeping.POINTER: "stored_by",
        Keeping.THING: "sha256 media_type",
    },
    "documents.NumberSeries": {Keeping.THING: "kind"},
    "documents.IssuedPaper": {
        Keeping.AS_WRITTEN: "subject subject_folded withdrawn_reason",
        Keeping.IN_OFFICE: "signer_name signer_post",
        Keeping.POINTER: "drafted_by submitted_by recorded_by withdrawn_by",
        Keeping.THING: "profile kind sign about_kind",
    },
    "documents.LibraryEntry": {
        Keeping.AS_WRITTEN: "subject folded withdrawn_reason",
        Keeping.IN_OFFICE: "permitted_by",
        Keeping.POINTER: "published_by withdrawn_by",
        Keeping.THING: "kind number issuer basis",
    },
    "documents.LibraryFile": {Keeping.THING: "name"},
    "documents.Picture": NOBODY,
    "documents.PictureSize": NOBODY,
    "documents.PaperVersion": {Keeping.AS_WRITTEN: "content", Keeping.POINTER: "made_by"},
    # briefing
    "briefing.SourceText": {
        Keeping.AS_WRITTEN: "text",
        Keeping.POINTER: "imported_by",
        Keeping.THING: "sha256 kind noise",
    },
    "briefing.TextImport": {
        Keeping.AS_WRITTEN: "title place convened_by people",
        Keeping.POINTER: "created_by closed_by",
        Keeping.THING: "drafter reviewed planned warnings",
    },
    "briefing.ProposedSentence": {Keeping.THING: "reason"},
    "briefing.ProposedAct": {Keeping.THING: "key kind number issuer about mentions"},
    "briefing.ProposedTask": {
        Keeping.AS_WRITTEN: "responsible_text coordinating_text",
        Keeping.POINTER: "decided_by",
        Keeping.THING: "due_kind due_text period reason",
    },
    "briefing.ReviewStep": {Keeping.AS_WRITTEN: "before after", Keeping.POINTER: "by undone_by"},
    "briefing.ProposedTask_members": NOBODY,
    "briefing.ProposedTask_coordinating": NOBODY,
    "briefing.ProposedTask_acts": NOBODY,
    "briefing.Series": {Keeping.THING: "name"},
    "briefing.Briefing": {
        Keeping.AS_WRITTEN: "title place convened_by revoked_reason",
        Keeping.POINTER: "confirmed_by revoked_by",
        Keeping.THING: "reviewed planned",
    },
    "briefing.Attendee": {Keeping.IN_OFFICE: "name posts official"},
    "briefing.Sentence": NOBODY,
    "briefing.SentencePublication": {
        Keeping.AS_WRITTEN: "withdrawn_reason",
        Keeping.IN_OFFICE: "permitted_by",
        Keeping.POINTER: "published_by withdrawn_by",
        Keeping.THING: "paper_number",
    },
    "briefing.Task": {
        Keeping.AS_WRITTEN: "text text_folded responsible_text withdrawn_reason",
        Keeping.POINTER: "due_added_by withdrawn_by",
        Keeping.THING: "due_kind due_text",
    },
    "briefing.TaskLine": {Keeping.POINTER: "added_by"},
    "briefing.TaskAct": {Keeping.POINTER: "added_by"},
    "briefing.Report": {Keeping.AS_WRITTEN: "text link", Keeping.POINTER: "reported_by"},
    "briefing.Report_evidence": NOBODY,
    "briefing.Decision": {Keeping.AS_WRITTEN: "reason", Keeping.POINTER: "decided_by"},
    "briefing.BriefingText": {
        Keeping.IN_OFFICE: "signer",
        Keeping.POINTER: "adopted_by",
        Keeping.THING: "number",
    },
    "briefing.Difference": {Keeping.AS_WRITTEN: "before after reason", Keeping.POINTER: "decided_by"},
    "briefing.SeriesAgenda": {Keeping.THING: "title"},
    "briefing.SeriesInvitation": {Keeping.THING: "post"},
    "briefing.Meeting": {
        Keeping.IN_OFFICE: "chair",
        Keeping.POINTER: "created_by",
        Keeping.THING: "place reviewed planned",
    },
    "briefing.AgendaItem": {Keeping.AS_WRITTEN: "title"},
    "briefing.MeetingPaper": {Keeping.AS_WRITTEN: "title", Keeping.POINTER: "sent_by"},
    "briefing.PaperReading": {Keeping.POINTER: "reader"},
    "briefing.Invitation": {Keeping.IN_OFFICE: "substitute", Keeping.POINTER: "answered_by", Keeping.THING: "post"},
    "briefing.MinuteSentence": {Keeping.AS_WRITTEN: "text", Keeping.POINTER: "written_by"},
    "briefing.Extension": {Keeping.AS_WRITTEN: "reason answer", Keeping.POINTER: "asked_by decided_by"},
    "briefing.Comment": {Keeping.AS_WRITTEN: "text", Keeping.POINTER: "said_by"},
    "briefing.WorkedWith": NOBODY,
    "briefing.Watch": {Keeping.POINTER: "user"},
    "briefing.Reminder": NOBODY,
    # Only the hash of the secret address; a person ends it, and with the account it is gone.
    "briefing.CalendarFeed": {Keeping.POINTER: "user", Keeping.THING: "secret_hash"},
    "briefing.Snapshot": {Keeping.THING: "status"},
    "briefing.OldList": {
        Keeping.AS_WRITTEN: "title sheets headings",
        Keeping.POINTER: "created_by closed_by taking_by taking_as",
        Keeping.THING: "sheet columns order chosen notes",
    },
    "briefing.OldListProgress": NOBODY,
    "briefing.OldRow": {Keeping.AS_WRITTEN: "text told cells problems", Keeping.THING: "joined"},
    # activities
    "activities.Activity": {
        Keeping.AS_WRITTEN: "topic place_words words links folded version_reason",
        Keeping.POINTER: "made_by version_by",
        Keeping.THING: "serves_kind",
    },
    "activities.Attachment": {Keeping.AS_WRITTEN: "withdrawn_reason", Keeping.POINTER: "added_by withdrawn_by"},
    "activities.ActionProgramme": {Keeping.POINTER: "made_by", Keeping.THING: "title period"},
    "activities.Goal": {Keeping.THING: "text"},
    "activities.Target": {Keeping.THING: "text"},
    "activities.Review": {Keeping.AS_WRITTEN: "words", Keeping.POINTER: "made_by"},
    "activities.Review_evidence": NOBODY,
    # reporting: figures and words of bodies; the forms ask that no citizen is named.
    "reporting.Indicator": {Keeping.THING: "code name unit measure choices dimension category"},
    "reporting.Formula": {Keeping.AS_WRITTEN: "reason", Keeping.POINTER: "by", Keeping.THING: "text"},
    "reporting.FormulaOperand": NOBODY,
    "reporting.GatheredPart": NOBODY,
    "reporting.FormTemplate": {Keeping.THING: "code name also_kinds"},
    "reporting.Dimension": {Keeping.POINTER: "by", Keeping.THING: "code name"},
    "reporting.Category": {Keeping.POINTER: "by", Keeping.THING: "dimension code name"},
    "reporting.FormRule": {Keeping.THING: "line others says"},
    "reporting.FormDraft": {
        Keeping.POINTER: "by closed_by",
        Keeping.THING: "code name also_kinds content",
    },
    "reporting.FormSection": {Keeping.THING: "title guidance"},
    "reporting.FormItem": {Keeping.THING: "question"},
    "reporting.Call": {Keeping.POINTER: "opened_by", Keeping.THING: "period"},
    "reporting.Return": NOBODY,
    "reporting.Value": {Keeping.AS_WRITTEN: "text reason written", Keeping.POINTER: "by"},
    "reporting.HandedIn": {Keeping.THING: "numbers"},
    "reporting.Tally": {Keeping.THING: "sums"},
    "reporting.PendingTally": {Keeping.THING: "lands sums"},
    "reporting.ReturnStep": {Keeping.AS_WRITTEN: "reason", Keeping.POINTER: "by"},
    "reporting.MoreTime": {Keeping.AS_WRITTEN: "reason", Keeping.POINTER: "by"},
    "reporting.MoreTimeAnswer": {Keeping.AS_WRITTEN: "words", Keeping.POINTER: "by"},
    "reporting.ReturnReminder": NOBODY,
    "reporting.PeriodReport": {Keeping.POINTER: "began_by", Keeping.THING: "outline"},
    "reporting.ConclusionFigure": {Keeping.POINTER: "by", Keeping.THING: "kind conclusion"},
    "reporting.ReportChart": {Keeping.POINTER: "by", Keeping.THING: "section over"},
    "reporting.Passage": {Keeping.THING: "section"},
    "reporting.PassageText": {Keeping.AS_WRITTEN: "text", Keeping.POINTER: "by"},
    "reporting.PassageSource": NOBODY,
    "reporting.Freeze": {Keeping.POINTER: "by", Keeping.THING: "digest"},
    "reporting.FrozenFigure": {Keeping.THING: "key label unit said measure"},
    "reporting.FrozenReturn": NOBODY,
    "reporting.FrozenCount": NOBODY,
    "reporting.SignedText": {
        Keeping.AS_WRITTEN: "differences outside missing",
        Keeping.POINTER: "by",
        Keeping.THING: "sha256",
    },
    "reporting.CellComment": {Keeping.AS_WRITTEN: "text", Keeping.POINTER: "by"},
    "reporting.Target": {Keeping.AS_WRITTEN: "reason", Keeping.POINTER: "by", Keeping.THING: "period"},
    # visits: of readers numbers alone. A key is a hash under a salt that is destroyed with its day, and gone with it.
    "visits.Day": NOBODY,
    "visits.PageDay": {Keeping.THING: "kind"},
    "visits.OpeningBalance": {
        Keeping.AS_WRITTEN: "reason",
        Keeping.POINTER: "entered_by",
        Keeping.THING: "source",
    },
    "visits.Salt": NOBODY,
    "visits.Presence": NOBODY,
    "visits.Rank": {Keeping.THING: "kind"},
    "visits.Teller": NOBODY,
    # voices: who voted is never tied to what was voted. Addresses only as keyed hashes under a salt of the day.
    "voices.Poll": {Keeping.AS_WRITTEN: "question words", Keeping.POINTER: "made_by opened_by closed_by"},
    "voices.Option": {Keeping.THING: "text"},
    "voices.Turnout": {Keeping.POINTER: "user"},
    "voices.Browser": {Keeping.THING: "key"},
    "voices.Urn": {Keeping.THING: "digest nonce choices"},
    "voices.Ballot": {Keeping.THING: "digest nonce choices commitment hash"},
    "voices.RefusalCount": NOBODY,
    "voices.PollBlock": NOBODY,
    # A citizen's words stay as they were sent, for the office; everybody reads only what a person has masked.
    "voices.Voice": {
        Keeping.AS_WRITTEN: "place_words topic text folded",
        Keeping.POINTER: "judged_by",
        Keeping.THING: "suspected fingerprint code_hash",
    },
    "voices.Contact": {Keeping.SEALED: "name phone address"},
    "voices.Photo": NOBODY,
    "voices.Answer": {Keeping.AS_WRITTEN: "text", Keeping.POINTER: "answered_by"},
    "voices.Publication": {
        Keeping.AS_WRITTEN: "topic text answer folded withdrawn_reason",
        Keeping.POINTER: "published_by withdrawn_by",
    },
    "voices.VoiceReminder": NOBODY,
    "voices.Salt": NOBODY,
    "voices.Hits": {Keeping.THING: "scope key"},
    # search: a copy of what the rooms above keep, gone in the transaction in which they take it away. The words are single
    # ones, without where they stand, compared each night with what is still there.
    "search.IndexEntry": {
        Keeping.AS_WRITTEN: "title text context",
        Keeping.POINTER: "own",
        Keeping.THING: "kind section permission units own_permission digest",
    },
    "search.KnownWord": {Keeping.AS_WRITTEN: "word"},
    "search.IndexState": NOBODY,
    # news
    "portal.Imprint": {
        Keeping.IN_OFFICE: "editor",
        Keeping.THING: "governing_body licence_number licence_issuer address phone email",
        Keeping.POINTER: "made_by",
    },
    "portal.Notice": {
        Keeping.AS_WRITTEN: "text link_words ended_reason",
        Keeping.THING: "link",
        Keeping.POINTER: "made_by ended_by",
    },
    "news.ScheduleWeek": {Keeping.POINTER: "published_by made_by"},
    "news.ScheduleEntry": {Keeping.POINTER: "made_by", Keeping.THING: "source_kind"},
    "news.EntryWording": {
        Keeping.AS_WRITTEN: "content takes_part place",
        Keeping.IN_OFFICE: "presides",
        Keeping.POINTER: "made_by",
    },
    "news.Section": {Keeping.THING: "code name_vi name_en"},
    "news.Article": {
        Keeping.AS_WRITTEN: "title folded withdrawn_reason",
        Keeping.POINTER: "made_by withdrawn_by",
        Keeping.THING: "code about_kind origin",
    },
    "news.ArticlePicture": {Keeping.POINTER: "added_by"},
    "news.Correction": {Keeping.AS_WRITTEN: "note"},
    # Whose name stands above an article wants it there.
    "news.Revision": {
        Keeping.AS_WRITTEN: "title summary body author byline tags cover_alt cover_credit",
        Keeping.POINTER: "made_by",
    },
    "news.RevisionPicture": NOBODY,
    "news.RevisionFile": NOBODY,
    "news.Review": {
        Keeping.AS_WRITTEN: "note reason",
        Keeping.IN_OFFICE: "decided_name",
        Keeping.POINTER: "asked_by decided_by",
    },
    # Only the hash of the secret address.
    "news.ReviewLink": {
        Keeping.IN_OFFICE: "leader",
        Keeping.POINTER: "made_by revoked_by",
        Keeping.THING: "secret_hash",
    },
    "news.WaivedCheck": {Keeping.AS_WRITTEN: "found reason", Keeping.THING: "check_code"},
    "news.OldAddress": {Keeping.THING: "path target", Keeping.POINTER: "made_by"},
    # libraries
    "auth.Permission": {Keeping.THING: "name codename"},
    "auth.Group": {Keeping.THING: "name"},
    "auth.Group_permissions": NOBODY,
    "contenttypes.ContentType": {Keeping.THING: "app_label model"},
    "sessions.Session": {Keeping.SIGNING_IN: "session_key session_data"},
    # Who changed a row, by account, name and body: part of the history of the row.
    "pghistory.Context": {Keeping.IN_OFFICE: "metadata"},
    "account.EmailAddress": {Keeping.UNUSED: "user email"},
    "account.EmailConfirmation": {Keeping.UNUSED: "key"},
    # Ciphertext under a key of the data folder; gone when the factor is removed.
    "mfa.Authenticator": {Keeping.ACCOUNT: "user data"},
    "axes.AccessAttempt": {
        Keeping.SIGNING_IN: "username ip_address user_agent get_data post_data",
        Keeping.THING: "http_accept path_info",
    },
    "axes.AccessAttemptExpiration": NOBODY,
    "axes.AccessFailureLog": {Keeping.UNUSED: "username ip_address user_agent http_accept path_info"},
    "axes.AccessLog": {Keeping.UNUSED: "username ip_address user_agent http_accept path_info session_hash"},
}


def keeping(label: str) -> dict[str, Keeping]:
    """Column → how it is kept, for one table ("registry.User")."""
    return {column: rule for rule, columns in HANDLING[label].items() for column in columns.split()}
