"""Django's usual entrance; the same as `giaoban manage`."""

import sys

from giaoban.site.cli import main

if __name__ == "__main__":
    sys.exit(main(["manage", *sys.argv[1:]]))
