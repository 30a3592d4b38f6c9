"""`giaoban draft FILE…`: reads texts of meetings and drafts their tasks. No database, no Django."""

import argparse
import json
import sys
from pathlib import Path

from giaoban.briefing.extraction import Draft, extract
from giaoban.briefing.extraction.draft import ActProposal, Meeting, PersonProposal, TaskKind, TaskProposal
from giaoban.briefing.extraction.exchange import to_gold
from giaoban.briefing.extraction.legacy import legacy_encoding
from giaoban.documents.reading import ReadText, UnreadableFile, read_bytes, read_file
from giaoban.documents.reading.secrecy import secret_mark
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from giaoban.site.language import chosen, gettext_noop
from giaoban.site.language import gettext as _

EPILOG = gettext_noop("""\
Reads .txt, .docx, .pdf with text and saved web pages; “-” reads standard input. Nothing is decided: a person confirms.
A text that bears the mark of a state secret is refused and nothing of it is kept.
Exit code 1 if a file was refused; the others are drafted all the same.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("files", metavar="FILE", nargs="+", help=_("text to read; “-” for standard input"))
    parser.add_argument("--json", metavar="DIR", type=Path, help=_("also write DIR/NAME.json for each file"))


def run(options: argparse.Namespace) -> int:
    if options.json:
        try:
            options.json.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise Refused(
                _("Cannot write to {folder}: {problem}").format(folder=options.json, problem=problem)
            ) from problem
    refused = [name for name in options.files if not _draft_one(name, options.json)]
    return FAILED if refused else DONE


def _draft_one(name: str, folder: Path | None) -> bool:
    """Draft one file, print it, write its JSON; whether it could be read."""
    try:
        read = _read(name)
    except OSError as problem:
        return _refuse(name, problem.strerror or str(problem))
    except UnreadableFile as problem:
        return _refuse(name, problem.message_vi)
    if mark := secret_mark(read.text):
        return _refuse(
            name,
            _("it is marked “{mark}”: a state secret is not read, and nothing of it was kept.").format(mark=mark.words),
        )
    if encoding := legacy_encoding(read.text):
        advice = _("it is written in {encoding}, not in Unicode. Convert it (UniKey: Ctrl+Shift+F6) and try again.")
        return _refuse(name, advice.format(encoding=encoding))
    draft = extract(read.text, noise=read.noise)
    stem = "stdin" if name == "-" else Path(name).stem
    if folder:
        gold = to_gold(draft, identifier=stem, file=Path(name).name if name != "-" else "-")
        target = folder / f"{stem}.json"
        target.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print("\n".join(describe(draft, name)))
    return True


def _read(name: str) -> ReadText:
    return read_bytes(sys.stdin.buffer.read(), name="stdin.txt") if name == "-" else read_file(name)


def _refuse(name: str, why: str) -> bool:
    print(f"giaoban: {name}: {why}", file=sys.stderr)
    return False


# -- in words ----------------------------------------------------------------------------------------------------------


def describe(draft: Draft, name: str) -> list[str]:
    """The draft as lines for a reader."""
    lines = [f"== {name}"]
    if not draft.is_meeting:
        lines.append(_("No meeting is reported here; nothing is proposed."))
    for meeting in draft.meetings:
        lines += _meeting(meeting)
    if draft.tasks:
        lines += ["", _("Tasks ({count})").format(count=len(draft.tasks))]
        numbers = {act.key: act.number or _mention(act) for act in draft.acts}
        for number, task in enumerate(draft.tasks, 1):
            lines += _task(number, task, numbers, several=len(draft.meetings) > 1)
    if draft.unassigned:
        lines += ["", _("Sounds like an order, but given to nobody ({count})").format(count=len(draft.unassigned))]
        lines += [f"   · {one.span.text}" for one in draft.unassigned]
    if draft.warnings:
        lines += ["", *(f"! {warning.vi if chosen() == 'vi' else warning.en}" for warning in draft.warnings)]
    return [*lines, ""]


def _meeting(meeting: Meeting) -> list[str]:
    date = meeting.date
    day = (f"{date.day:%d/%m/%Y}" if date.day else date.span.text) if date else None
    facts = [
        (_("Day"), day + (" " + _("(year inferred)") if date and date.year_inferred else "") if day else None),
        (_("Place"), meeting.place and meeting.place.span.text),
        (_("Convened by"), ", ".join(one.span.text for one in meeting.convened_by)),
        (_("Chair"), "; ".join(map(_person, meeting.chair)) or _("not said")),
        (_("Concluded by"), "; ".join(map(_person, meeting.concluded_by))),
        (_("Reviewed"), meeting.period_reviewed and meeting.period_reviewed.label),
        (_("Planned"), meeting.period_planned and meeting.period_planned.label),
        (
            _("Present"),
            "; ".join([*map(_person, meeting.attendees), *(one.span.text for one in meeting.attending_groups)]),
        ),
    ]
    title = [meeting.title.span.text] if meeting.title else []
    return ["", *title, *(f"   {label}: {value}" for label, value in facts if value)]


def _person(person: PersonProposal) -> str:
    return ", ".join((person.name, *person.posts))


def _mention(act: ActProposal) -> str:
    """An act without a number, in the words of its first mention."""
    return " ".join(act.mentions[0].text.split()) if act.mentions else act.kind


def _task(number: int, task: TaskProposal, acts: dict[str, str], *, several: bool) -> list[str]:
    who = "; ".join(task.responsible) or _("nobody named")
    if task.kind is TaskKind.COLLECTIVE:
        who += " " + _("(each of them; no lead)")
    due = task.due_span.text if task.due_span else _("no date set")
    basis = ", ".join(acts[key] for key in task.acts) or _("none cited")
    facts = [(_("Who"), who), (_("With"), "; ".join(task.coordinating)), (_("Due"), due), (_("Basis"), basis)]
    if several:
        facts.append((_("Meeting"), str(task.meeting)))
    return [
        f"{number:3}. {task.span.text}",
        "     " + " · ".join(f"{label}: {value}" for label, value in facts if value),
    ]
