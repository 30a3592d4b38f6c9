"""`python -m tests.site.migrated`: makes the database that the workers of a test run copy, while they still collect."""

import gc

import django

# Before what speaks of its database: nobody else has imported it in this process.
django.setup()

from tests.site import cluster


def main() -> None:
    # The states of all models, a thousand times over, end with this process: looking for what may go takes a third of the time.
    gc.disable()
    server = cluster.start()
    cluster.use(server)
    try:
        cluster.migrate_once()
    finally:
        # The last to let go ends the server; a worker has hold of it by now, or starts it anew.
        server.release()


if __name__ == "__main__":
    main()
