"""How a command ends."""

DONE = 0
FAILED = 1
USAGE = 2
ENVIRONMENT = 3
INTERRUPTED = 130


class Refused(Exception):
    """A command cannot do what was asked; the message says why, and the way out, in the reader's language."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = exit_code
