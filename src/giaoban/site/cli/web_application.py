"""The application as a process of `giaoban.site.cli.web` runs it: it ends with the web server that started it."""

from giaoban.site.cli import lifeline
from giaoban.site.wsgi import application

lifeline.end_with_parent()

__all__ = ["application"]
