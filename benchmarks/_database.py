"""A throw-away database for a benchmark: the embedded server with its usual settings, fsync off, gone afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def throw_away() -> Iterator[None]:
    """Django stands on an empty, migrated database inside; the login is the owner's."""
    from giaoban.site import postgres

    home = Path(tempfile.mkdtemp(prefix="giaoban-bench-"))
    try:
        server = postgres.start(home, durable=False)
        os.environ |= {
            "GIAOBAN_HOME": str(home),
            "DATABASE_URL": server.url_owner,
            "GIAOBAN_DB_ROLE": "owner",
            "DJANGO_SETTINGS_MODULE": "giaoban.site.settings",
        }
        import django
        from django.core.management import call_command
        from django.test.utils import setup_test_environment

        django.setup()
        setup_test_environment(debug=False)
        call_command("migrate", interactive=False, verbosity=0)
        yield
    finally:
        postgres.stop(home)
        shutil.rmtree(home, ignore_errors=True)
