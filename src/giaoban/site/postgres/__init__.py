"""The embedded database server: PostgreSQL's own programs, started by us in the data folder.

    server = postgres.start(home)     # starts, or attaches to the one that runs; others may do the same
    server.url_app, server.url_owner  # libpq addresses of the two roles; the password is in server.passfile
    server.release()                  # the last one to release stops the server

`databases()` gives Django its DATABASES from the environment and starts nothing.
"""

from giaoban.site.postgres.addresses import databases, in_home, is_embedded
from giaoban.site.postgres.problems import DatabaseProblem
from giaoban.site.postgres.server import Server, Status, start, status, stop, throwaway

__all__ = [
    "DatabaseProblem",
    "Server",
    "Status",
    "databases",
    "in_home",
    "is_embedded",
    "start",
    "status",
    "stop",
    "throwaway",
]
