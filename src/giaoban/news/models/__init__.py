"""Tables of the news room, one file a subject."""

from giaoban.news.models.addresses import OldAddress
from giaoban.news.models.articles import Article, ArticlePicture, Correction, Section
from giaoban.news.models.reviews import Review, ReviewLink, WaivedCheck
from giaoban.news.models.revisions import Revision, RevisionFile, RevisionPicture

__all__ = [
    "Article",
    "ArticlePicture",
    "Correction",
    "OldAddress",
    "Review",
    "ReviewLink",
    "Revision",
    "RevisionFile",
    "RevisionPicture",
    "Section",
    "WaivedCheck",
]
