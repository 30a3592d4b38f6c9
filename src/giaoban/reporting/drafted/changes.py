"""How one version of a form differs from another: lines that came, went, are asked otherwise, and rules."""

from dataclasses import dataclass

from giaoban.reporting.drafted.content import Content, DraftLine, DraftRule


@dataclass(frozen=True)
class Changes:
    """Codes of lines, in the order of the later version (of `gone`: of the earlier), and rules as they are."""

    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rules_added: tuple[DraftRule, ...] = ()
    rules_gone: tuple[DraftRule, ...] = ()

    def __bool__(self) -> bool:
        return any((self.added, self.gone, self.changed, self.rules_added, self.rules_gone))


# What is compared of a line.
COMPARED = ("section", "question", "is_required", "most", "part_of", "adds_up")


def changes(before: Content, after: Content) -> Changes:
    """From one to the other. What was taken out of either is not there; that lines stand in another order is no change."""
    old, new = _lines(before), _lines(after)
    changed = (
        (code, tuple(name for name in COMPARED if old[code][name] != new[code][name])) for code in new if code in old
    )
    rules_old, rules_new = set(before.standing().rules), set(after.standing().rules)
    return Changes(
        added=tuple(code for code in new if code not in old),
        gone=tuple(code for code in old if code not in new),
        changed=tuple(one for one in changed if one[1]),
        rules_added=tuple(one for one in after.standing().rules if one not in rules_old),
        rules_gone=tuple(one for one in before.standing().rules if one not in rules_new),
    )


def _lines(content: Content) -> dict[str, dict[str, object]]:
    return {
        line.code: {"section": section.title, **_compared(line)}
        for section in content.standing().sections
        for line in section.lines
    }


def _compared(line: DraftLine) -> dict[str, object]:
    return {name: getattr(line, name) for name in COMPARED[1:]}
