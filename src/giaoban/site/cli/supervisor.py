"""Keeps child processes running: a dead one starts again after a growing pause, a hopeless one ends all."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from giaoban.site.cli import lifeline
from giaoban.site.language import gettext as _

STOP_SECONDS = 8.0
LONGEST_PAUSE = 30.0
# So many deaths within so many seconds mean that starting again does not help.
HOPELESS_DEATHS, HOPELESS_SECONDS = 5, 60.0


@dataclass
class Child:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    starts_at: float = 0.0
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=HOPELESS_DEATHS))


class Supervisor:
    """Run children until SIGINT or SIGTERM; `each_round` is called about five times a second in between."""

    def __init__(self, children: Sequence[Child], each_round: Callable[[], None]) -> None:
        self.children = children
        self.each_round = each_round
        self.asked_to_stop = False

    def run(self) -> bool:
        """True when asked to stop; False when a child was hopeless. Either way no child is left."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        try:
            while not self.asked_to_stop:
                for child in self.children:
                    if not self._tend(child):
                        return False
                self.each_round()
                time.sleep(0.2)
        finally:
            self._stop_all()
        return True

    def _ask_to_stop(self, *_details: object) -> None:
        self.asked_to_stop = True

    def _tend(self, child: Child) -> bool:
        now = time.monotonic()
        if child.process is None:
            if now >= child.starts_at:
                self._start(child)
            return True
        code = child.process.poll()
        if code is None:
            return True
        # What the dead one had started would keep its port.
        _kill_group(child.process.pid)
        child.process = None
        child.deaths.append(now)
        if len(child.deaths) == HOPELESS_DEATHS and now - child.deaths[0] < HOPELESS_SECONDS:
            say(
                _("{name} ended {count} times within a minute (code {code}); giving up.").format(
                    name=child.name, count=HOPELESS_DEATHS, code=code
                )
            )
            return False
        recent = sum(now - death < HOPELESS_SECONDS for death in child.deaths)
        pause = min(0.5 * 2**recent, LONGEST_PAUSE)
        child.starts_at = now + pause
        say(
            _("{name} ended (code {code}); it starts again in {pause:.0f} s.").format(
                name=child.name, code=code, pause=pause
            )
        )
        return True

    def _start(self, child: Child) -> None:
        child.process = subprocess.Popen(  # noqa: S603 - our own command
            child.command,
            env={**os.environ, **child.environment, **lifeline.for_children()},
            stdin=subprocess.DEVNULL,
            # Ctrl-C in the terminal is for the supervisor, which ends the children in order.
            start_new_session=True,
        )

    def _stop_all(self) -> None:
        living = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in living:
            process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in living:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _kill_group(process.pid)
                process.wait()


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def say(sentence: str) -> None:
    print(f"giaoban: {sentence}", file=sys.stderr, flush=True)
