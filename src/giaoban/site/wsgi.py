"""What the web server runs."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
behind = get_wsgi_application()

from giaoban.site import memory  # noqa: E402 - Django must be set up first
from giaoban.site.front.wsgi import Front  # noqa: E402

application = Front(behind, Path(settings.HOME) / "snapshots")
memory.settle()
