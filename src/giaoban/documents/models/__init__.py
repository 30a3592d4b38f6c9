"""Tables of the documents room, one file a subject."""

from giaoban.documents.models.acts import LegalAct
from giaoban.documents.models.files import StoredFile
from giaoban.documents.models.issued import IssuedPaper, NumberSeries, PaperVersion
from giaoban.documents.models.library import LibraryEntry, LibraryFile
from giaoban.documents.models.pictures import Picture, PictureSize

__all__ = [
    "IssuedPaper",
    "LegalAct",
    "LibraryEntry",
    "LibraryFile",
    "NumberSeries",
    "PaperVersion",
    "Picture",
    "PictureSize",
    "StoredFile",
]
