"""Every write of the documents room."""

from giaoban.documents.operations.acts import cite
from giaoban.documents.operations.files import place, receive_picture, store_file
from giaoban.documents.operations.numbers import (
    KeptElsewhere,
    KeptHere,
    NotANumber,
    NumberIsGiven,
    Taken,
)
from giaoban.documents.operations.papers import (
    HasAScan,
    NotAScan,
    NothingGiven,
    OtherYear,
    SignedLater,
    StalePaper,
    add_scan,
    draft_paper,
    record_signature,
    reserve_number,
    revise_paper,
    send_back_paper,
    submit_paper,
    undo_signature,
    withdraw_paper,
)
from giaoban.documents.operations.pictures import NotAPicture, store_picture

__all__ = [
    "HasAScan",
    "KeptElsewhere",
    "KeptHere",
    "NotANumber",
    "NotAPicture",
    "NotAScan",
    "NothingGiven",
    "NumberIsGiven",
    "OtherYear",
    "SignedLater",
    "StalePaper",
    "Taken",
    "add_scan",
    "cite",
    "draft_paper",
    "place",
    "receive_picture",
    "record_signature",
    "reserve_number",
    "revise_paper",
    "send_back_paper",
    "store_file",
    "store_picture",
    "submit_paper",
    "undo_signature",
    "withdraw_paper",
]
