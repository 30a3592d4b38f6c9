import pytest

from giaoban.kernel.ids import uuid7
from giaoban.kernel.resolvers import MISSING, Pointer, Resolved, Resolvers, Sight

OPEN, HIDDEN, GONE = uuid7(), uuid7(), uuid7()


@pytest.fixture
def asked():
    return []


@pytest.fixture
def resolvers(asked):
    def tasks(ids, reader):
        asked.append(("task", list(ids), reader))
        known = {OPEN: Resolved.link("Nhiệm vụ 7", "/tasks/7/"), HIDDEN: Resolved.masked("Nhiệm vụ")}
        return {id_: known[id_] for id_ in ids if id_ in known}

    def files(ids, reader):
        asked.append(("file", list(ids), reader))
        return {}

    registry = Resolvers()
    registry.register("briefing.task", tasks)
    registry.register("documents.file", files)
    return registry


def test_a_pointer_becomes_a_link_a_masked_name_or_nothing(resolvers):
    pointers = [Pointer("briefing.task", id_) for id_ in (OPEN, HIDDEN, GONE)]

    resolved = resolvers.resolve(pointers, reader="Lan")

    assert list(resolved) == pointers
    assert [each.sight for each in resolved.values()] == [Sight.LINK, Sight.MASKED, Sight.MISSING]
    assert resolved[pointers[0]].url == "/tasks/7/"
    assert resolved[pointers[1]].url is None
    assert resolved[pointers[2]] is MISSING


def test_many_pointers_cost_one_call_per_kind(resolvers, asked):
    pointers = [Pointer("briefing.task", OPEN), Pointer("documents.file", GONE), Pointer("briefing.task", HIDDEN)]

    resolvers.resolve([*pointers, *pointers], reader="Lan")

    assert asked == [("task", [OPEN, HIDDEN], "Lan"), ("file", [GONE], "Lan")]


def test_nothing_to_resolve_asks_nobody(resolvers, asked):
    assert resolvers.resolve([], reader="Lan") == {}
    assert asked == []


def test_a_kind_can_be_taken_only_once(resolvers):
    assert resolvers.kinds == ("briefing.task", "documents.file")
    with pytest.raises(ValueError, match=r"briefing\.task"):
        resolvers.register("briefing.task", lambda *_: {})


def test_a_kind_that_nobody_resolves_is_refused(resolvers):
    with pytest.raises(LookupError, match=r"funds\.gift"):
        resolvers.resolve([Pointer("funds.gift", OPEN)], reader="Lan")
