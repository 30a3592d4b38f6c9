"""The commands, what each needs, and its line in the help: known without importing any of them."""

from dataclasses import dataclass

from giaoban.site.language import gettext_noop


@dataclass(frozen=True)
class Command:
    name: str
    help: str
    # Whether Django is set up before the module is imported.
    django: bool = False
    # Whose connection it has, `app` or `owner`; None starts and opens no database.
    database: str | None = None
    # Whether it needs the data folder.
    home: bool = True
    # False: everything after the name is handed on as it is.
    parses: bool = True

    @property
    def module(self) -> str:
        return "giaoban.site.cli." + self.name.replace("-", "_")


COMMANDS = {
    command.name: command
    for command in (
        Command("serve", gettext_noop("start everything: database, web pages, background jobs")),
        Command("demo", gettext_noop("load the demonstration province"), django=True, database="app"),
        Command("draft", gettext_noop("read texts of meetings and draft their tasks; needs no database"), home=False),
        Command(
            "load-units",
            gettext_noop("load administrative units from a folder of CSV files"),
            django=True,
            database="app",
        ),
        Command(
            "migrate",
            gettext_noop("bring the database's tables and privileges up to date"),
            django=True,
            database="owner",
        ),
        Command("doctor", gettext_noop("examine this installation and say what to mend"), django=True),
        Command("status", gettext_noop("say what runs, without starting anything")),
        Command("stop", gettext_noop("stop what `giaoban serve` started in this home")),
        Command("worker", gettext_noop("run background jobs only"), django=True, database="app"),
        Command("manage", gettext_noop("Django's own management commands"), parses=False),
    )
}
