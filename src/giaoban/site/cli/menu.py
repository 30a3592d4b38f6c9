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
    # The module's name, where Python takes the command's own name for something else.
    file: str = ""

    @property
    def module(self) -> str:
        return "giaoban.site.cli." + (self.file or self.name.replace("-", "_"))


COMMANDS = {
    command.name: command
    for command in (
        Command("serve", gettext_noop("start everything: database, web pages, background jobs")),
        Command("demo", gettext_noop("load the demonstration province"), django=True, database="app"),
        Command("draft", gettext_noop("read texts of meetings and draft their tasks; needs no database"), home=False),
        Command(
            "recount-poll",
            gettext_noop("verify and count the downloaded log of a poll; needs no database"),
            home=False,
        ),
        Command(
            "load-units",
            gettext_noop("load administrative units from a folder of CSV files"),
            django=True,
            database="app",
        ),
        Command(
            "bodies",
            gettext_noop("make the bodies that a place usually has: Front, unions, committees"),
            django=True,
            database="app",
        ),
        Command(
            "migrate",
            gettext_noop("bring the database's tables and privileges up to date"),
            django=True,
            database="owner",
        ),
        Command(
            "account",
            gettext_noop("open or recover an account at the server, such as the first one"),
            django=True,
            database="app",
        ),
        Command(
            "backup", gettext_noop("back up database and files, while they are used"), django=True, database="owner"
        ),
        Command("restore", gettext_noop("put a backup back into an empty data folder")),
        Command("drill", gettext_noop("prove a backup by restoring it into a throw-away database")),
        Command(
            "upgrade",
            gettext_noop("after installing a new version: backup, tables, examination"),
            django=True,
            database="owner",
        ),
        Command(
            "export",
            gettext_noop("write everything as JSON Lines, for another installation"),
            django=True,
            database="owner",
        ),
        Command(
            "import",
            gettext_noop("take in what `giaoban export` wrote elsewhere"),
            django=True,
            database="owner",
            file="take_in",
        ),
        Command(
            "reindex",
            gettext_noop("compare the search index with what it is of, and mend it"),
            django=True,
            database="app",
        ),
        Command(
            "take-tasks",
            gettext_noop("take in an office's old list of tasks from Excel or CSV"),
            django=True,
            database="app",
        ),
        Command(
            "import-returns",
            gettext_noop("take in returns of many bodies and periods at once from Excel or CSV"),
            django=True,
            database="app",
        ),
        Command(
            "export-form",
            gettext_noop("print a version of a form, for another installation"),
            django=True,
            database="app",
        ),
        Command(
            "import-form",
            gettext_noop("take in a form from a file as a draft"),
            django=True,
            database="app",
        ),
        Command(
            "check-sums",
            gettext_noop("compare the sums of accepted returns with a full recount, and mend them"),
            django=True,
            database="app",
        ),
        Command(
            "import-articles",
            gettext_noop("take over articles from a folder of saved pages"),
            django=True,
            database="app",
        ),
        Command(
            "publish-static",
            gettext_noop("write the whole public site as files that any web server can serve"),
            django=True,
            database="app",
        ),
        Command("systemd", gettext_noop("print units for systemd, for a server of one's own"), home=False),
        Command("doctor", gettext_noop("examine this installation and say what to mend"), django=True),
        Command("status", gettext_noop("say what runs, without starting anything")),
        Command("stop", gettext_noop("stop what `giaoban serve` started in this home")),
        Command("worker", gettext_noop("run background jobs only"), django=True, database="app"),
        Command("manage", gettext_noop("Django's own management commands"), parses=False),
    )
}
