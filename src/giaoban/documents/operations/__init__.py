"""Every write of the documents room."""

from giaoban.documents.operations.acts import cite
from giaoban.documents.operations.files import place, store_file

__all__ = ["cite", "place", "store_file"]
