"""A paper of the Women's Union on its way."""

import pytest

from giaoban.documents import operations
from giaoban.documents.models import IssuedPaper
from tests.documents.papers import paper


@pytest.fixture
def draft(hoa, province, at) -> IssuedPaper:
    """Drafted by Hoa for her own body."""
    return operations.draft_paper(unit_id=province.women.pk, content=paper(is_draft=True, number=None), by=hoa, at=at)


@pytest.fixture
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
