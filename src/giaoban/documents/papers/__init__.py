"""Papers that bodies issue: what they say, and how they look in Word, on the screen and in print. Pure."""

from giaoban.documents.papers.content import (
    Annex,
    Block,
    Chart,
    Column,
    Field,
    Heading,
    InvalidPaper,
    Issuer,
    Paper,
    Paragraph,
    Series,
    Signer,
    Table,
    from_lines,
    said,
    to_lines,
)
from giaoban.documents.papers.word import document
from giaoban.documents.papers.wording import Sheet, cited_number, number_label, sheet

__all__ = [
    "Annex",
    "Block",
    "Chart",
    "Column",
    "Field",
    "Heading",
    "InvalidPaper",
    "Issuer",
    "Paper",
    "Paragraph",
    "Series",
    "Sheet",
    "Signer",
    "Table",
    "cited_number",
    "document",
    "from_lines",
    "number_label",
    "said",
    "sheet",
    "to_lines",
]
