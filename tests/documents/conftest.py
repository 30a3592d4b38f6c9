"""A paper of the Women's Union on its way."""

import datetime as dt

import pytest

from giaoban.documents import operations
from giaoban.documents.models import IssuedPaper, LibraryEntry
from tests.documents.papers import paper
from tests.documents.reading.making import scanned_pdf
from tests.replay import made_once


@pytest.fixture
@made_once
def draft(hoa, province, at) -> IssuedPaper:
    """Drafted by Hoa for her own body."""
    return operations.draft_paper(unit_id=province.women.pk, content=paper(is_draft=True, number=None), by=hoa, at=at)


@pytest.fixture
@made_once
def submitted(draft, hoa, at) -> IssuedPaper:
    return operations.submit_paper(paper_id=draft.pk, seen=1, by=hoa, at=at)


@pytest.fixture
def sign(hoa, at):
    """`sign(paper, …)` records its signature on the day of the cast."""

    def act(one: IssuedPaper, **told) -> IssuedPaper:
        values = {"signed_on": hoa.on, "signer_name": "Trần Thị Mận", "signer_post": "Chủ tịch", "by": hoa, "at": at}
        return operations.record_signature(paper_id=one.pk, **(values | told))

    return act


@pytest.fixture
def signed(submitted, sign) -> IssuedPaper:
    return sign(submitted)


@pytest.fixture
@made_once
def library_entry(khoa, at) -> LibraryEntry:
    """A plan that the provincial Front made public with its scan."""
    return operations.publish_act(
        named=operations.Named("Kế hoạch", "15/KH-MTTQ", dt.date(2021, 10, 5), "Ủy ban MTTQ tỉnh", "Ngày hội tử tế"),
        word=operations.Word("Trần Văn Minh, Chủ tịch", "Quy chế công khai số 2"),
        files=[operations.store_file(data=scanned_pdf(1), name="quet.pdf", by=khoa, at=at)],
        by=khoa,
        at=at,
    )


@pytest.fixture
def papers(draft, library_entry) -> tuple[IssuedPaper, LibraryEntry]:
    """One on its way, one that everybody reads."""
    return draft, library_entry
