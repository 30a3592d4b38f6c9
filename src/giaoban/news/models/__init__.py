"""Tables of the news room, one file a subject."""

from giaoban.news.models.addresses import OldAddress
from giaoban.news.models.articles import Article, ArticlePicture, Correction, Section
from giaoban.news.models.reviews import Review, ReviewLink, WaivedCheck
from giaoban.news.models.revisions import Revision, RevisionFile, RevisionPicture
from giaoban.news.models.schedules import EntryWording, ScheduleEntry, ScheduleWeek

__all__ = [
    "Article",
    "ArticlePicture",
    "Correction",
    "EntryWording",
    "OldAddress",
    "Review",
    "ReviewLink",
    "Revision",
    "RevisionFile",
    "RevisionPicture",
    "ScheduleEntry",
    "ScheduleWeek",
    "Section",
    "WaivedCheck",
]
