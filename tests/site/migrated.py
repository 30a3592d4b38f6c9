"""`python -m tests.site.migrated`: makes the database that the workers of a test run copy, while they still collect."""

import django

from tests.site import cluster


def main() -> None:
    django.setup()
    server = cluster.start()
    cluster.use(server)
    try:
        cluster.migrate_once()
    finally:
        # The last to let go ends the server; a worker has hold of it by now, or starts it anew.
        server.release()


if __name__ == "__main__":
    main()
