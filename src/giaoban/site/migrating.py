"""What makes the way from an empty database to the newest tables short."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ModelState, ProjectState


@contextmanager
def new_models_alone() -> Iterator[None]:
    """While it lasts, migrations add a model to their state without making anew what it points at, and all around that.

    Django makes the classes of the whole neighbourhood again for each new table, which here is nearly every table there
    is: more than half of the time of a first migration. Nobody has used the new class yet, so it is enough to make
    it: those it points at learn of it as those of any application do, and the registry forgets what it had worked out.
    """
    add_model = ProjectState.add_model

    def add(self: ProjectState, model_state: ModelState) -> None:
        apps = self.__dict__.pop("apps", None)
        try:
            add_model(self, model_state)
        finally:
            if apps is not None:
                self.__dict__["apps"] = apps
        if apps is not None:
            apps.render_multiple([model_state])

    ProjectState.add_model = add  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState.add_model = add_model  # type: ignore[method-assign]
