"""Tables of the documents room, one file a subject."""

from giaoban.documents.models.acts import LegalAct
from giaoban.documents.models.files import StoredFile
from giaoban.documents.models.issued import IssuedPaper, NumberSeries, PaperVersion

__all__ = ["IssuedPaper", "LegalAct", "NumberSeries", "PaperVersion", "StoredFile"]
