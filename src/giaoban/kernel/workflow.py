"""Life cycles as tables: which action leads from which state to which."""

from dataclasses import dataclass
from typing import Any

import pgtrigger

from giaoban.kernel.problems import Problem


class InvalidTransition(Problem):
    """An action that the state does not allow: `workflow`, `action`, `state`."""

    code = "invalid_transition"
    sentence_vi = "Không thực hiện được thao tác này ({action}) khi đang ở trạng thái “{state}”."


@dataclass(frozen=True)
class Workflow:
    """A frozen table of (action, from, to). States are the stored values; members of a `TextChoices` are welcome."""

    name: str
    steps: tuple[tuple[str, str, str], ...]

    def __post_init__(self) -> None:
        starts = [(action, source) for action, source, _ in self.steps]
        if not starts or len(starts) != len(set(starts)):
            raise ValueError(
                f"workflow {self.name}: an action leads from a state to one state, and there is one at least"
            )

    def target(self, action: str, state: str) -> str:
        """The state that the action leads to; `InvalidTransition` if it may not be done now."""
        for name, source, destination in self.steps:
            if (name, source) == (action, state):
                return destination
        raise InvalidTransition(workflow=self.name, action=action, state=str(state))

    def actions_from(self, state: str) -> tuple[str, ...]:
        """What may be done in a state, in the order of the table; empty for an end state."""
        return tuple(action for action, source, _ in self.steps if source == state)

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, in the order of first mention."""
        return tuple(dict.fromkeys(str(state) for _, *pair in self.steps for state in pair))

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram; states that nothing leads to are where it begins."""
        reached = {destination for _, source, destination in self.steps if destination != source}
        lines = [f"    [*] --> {state}" for state in self.states if state not in reached]
        lines += [f"    {source!s} --> {destination!s}: {action}" for action, source, destination in self.steps]
        lines += [f"    {state} --> [*]" for state in self.states if not self.actions_from(state)]
        return "\n".join(["stateDiagram-v2", *lines, ""])

    def trigger(self, *, field: str = "status") -> Any:
        """The `pgtrigger` for `Meta.triggers` that holds `QuerySet.update` and plain SQL to the table too."""
        pairs = dict.fromkeys((str(source), str(destination)) for _, source, destination in self.steps)
        return pgtrigger.FSM(name=f"{self.name}_{field}", field=field, transitions=list(pairs))
