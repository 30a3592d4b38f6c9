"""`python -m giaoban`: the same as the command `giaoban`."""

import sys

from giaoban.site.cli import main

sys.exit(main())
