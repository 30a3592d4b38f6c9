"""Operations: every write says who and when, and writes no more than it means."""

import ast

import pytest

from tests.repository.source import called, calls, modules, operations

# room.operation → why nobody in particular does it, or at no instant of its own.
WITHOUT_ACTOR = {
    "briefing.remind": "the system's daily round, called by a job",
    "reporting.remind": "the system's daily round, called by a job",
    "reporting.fold": "the system's own housekeeping, called by a job",
    "reporting.recount": "the system's own housekeeping, called by a job",
    "reporting.differences": "reads: what a recount says",
    "briefing.take_in_handed_over": "called by a job, as whoever handed the list over",
    "registry.deliver": "the system's own housekeeping, called by a job",
    "registry.forget_forms": "the system's own housekeeping, called by a job",
    "registry.set_demonstration_day": "the operator's command line, only in a demonstration",
    "registry.use_code": "at sign-in, before anybody acts",
    "search.reindex": "the index follows what others did",
    "search.learn_words": "the system's own housekeeping, called by a job",
    "documents.cite": "a citation is no act of its own: the operation that cites is",
    "documents.place": "reads: where a file lies",
    "documents.receive_picture": "a citizen sends it, who has no account",
    "visits.add": "counts of a web process, told by its own thread",
    "visits.close_days": "the system's own housekeeping, called by a job",
    "visits.salt_of": "asked for by a web process, for nobody in particular",
    "voices.admit": "a brake for whoever comes: nobody's name is asked",
    "voices.answer_openly": "anybody answers, and nobody's name is asked",
    "voices.close_ended_polls": "the system's own round, called by a job",
    "voices.count_refusal": "a counter: what was refused has no author",
    "voices.forget_days": "the system's own housekeeping, called by a job",
    "news.decide_by_link": "a leader without an account, by the name given and the link's giver",
    "news.tell_hour": "the system's own round, called by a job",
    "news.link_of": "reads: which link a secret address names",
    "voices.forget_senders": "the system's own housekeeping, called by a job",
    "voices.hash_of": "reads: what is kept of a code",
    "voices.remind_of_voices": "the system's daily round, called by a job",
    "voices.send_voice": "a citizen sends, who has no account",
}
WITHOUT_INSTANT = {
    "visits.salt_of": "leaves no row with an instant",
    "briefing.watch": "somebody watches or does not; when it began is nobody's business",
    "registry.set_demonstration_day": "leaves no row with an instant",
    "briefing.amend_meeting": "a proposal under review: only confirming it has an instant",
    "documents.cite": "an act is known or not, whenever it was cited",
    "documents.place": "reads: where a file lies",
    "reporting.fold": "leaves no row with an instant",
    "reporting.recount": "leaves no row with an instant",
    "reporting.differences": "reads: what a recount says",
    "voices.forget_senders": "leaves no row with an instant",
    "voices.answer_openly": "a ballot has no instant: it would lead to its voter",
    "voices.count_refusal": "a counter: when is nobody's business",
}
PUBLIC = [
    pytest.param(room, node, id=f"{room}.{node.name}")
    for room, tree in operations()
    for node in tree.body
    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
]
each = pytest.mark.parametrize(("room", "operation"), PUBLIC)


def _returns_a_value_only(operation: ast.FunctionDef) -> bool:
    """A question beside the operations (such as what is left to decide) writes nothing."""
    return not any(_is_atomic(one) for one in operation.decorator_list)


def _is_atomic(decorator: ast.expr) -> bool:
    return ast.unparse(decorator).startswith("transaction.atomic")


@each
def test_operation_takes_everything_by_name(room, operation):
    if not _returns_a_value_only(operation):
        assert operation.args.args == []
        assert operation.args.posonlyargs == []


@each
def test_operation_says_who_acts(room, operation):
    names = {argument.arg for argument in operation.args.kwonlyargs}

    if not _returns_a_value_only(operation):
        assert ("by" in names) != (f"{room}.{operation.name}" in WITHOUT_ACTOR)


@each
def test_operation_is_told_the_instant(room, operation):
    names = {argument.arg for argument in operation.args.kwonlyargs}

    if not _returns_a_value_only(operation):
        assert ("at" in names) != (f"{room}.{operation.name}" in WITHOUT_INSTANT)


@each
def test_operation_says_what_it_does(room, operation):
    assert ast.get_docstring(operation)


@pytest.mark.parametrize(("room", "tree"), [pytest.param(room, tree, id=room) for room, tree in operations()])
def test_operation_never_saves_whole_rows(room, tree):
    """A row that was loaded to be read is somebody else's by the time it is saved."""
    whole = [
        ast.unparse(call)
        for call in calls(tree)
        if called(call) == "save" and not {word.arg for word in call.keywords} & {"update_fields", "force_insert"}
    ]

    assert whole == []


def test_exemptions_name_operations_that_exist():
    known = {f"{parameter.values[0]}.{parameter.values[1].name}" for parameter in PUBLIC}

    assert set(WITHOUT_ACTOR) | set(WITHOUT_INSTANT) <= known


def test_domain_code_never_reads_the_clock():
    """Operations, queries, models and rules are handed the day and the instant."""
    domain = ("models", "operations", "rules", "checks")
    readers = [
        name
        for name, tree in modules().items()
        if name.partition("/")[2].partition("/")[0].removesuffix(".py") in domain
        for call in calls(tree)
        if ast.unparse(call.func) in {"clock.now", "timezone.now", "date.today", "dt.date.today", "dt.datetime.now"}
    ]

    assert readers == []
