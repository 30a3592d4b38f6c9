"""An editor makes an act public; a reader finds it without accents and takes its file home; withdrawn, it says why and is gone."""

import pytest
from playwright.sync_api import expect

from giaoban.documents.models import LibraryEntry
from tests.documents.reading.making import scanned_pdf
from tests.functional.test_first_light import sign_in, sign_out

SUBJECT, PHRASE = "Quy định mượn sách tại tủ sách nhà văn hóa thôn", "muon sach tai tu sach"
REASON = "Trích yếu ghi nhầm; văn bản đúng sẽ được công khai lại."


def made_public(page, shoot) -> LibraryEntry:
    sign_in(page, "demo.duyetbai")
    page.goto("/publishing/library/")
    page.get_by_role("link", name="Công khai một văn bản").click()
    page.locator("select[name=kind]").select_option("Quy định")
    for name, words in {
        "number": "07-QĐ/MTTQ-MH",
        "issued_on": "2021-10-11",
        "issuer": "Ủy ban MTTQ Việt Nam tỉnh Quảng Trị",
        "subject": SUBJECT,
        "permitted_by": "Lương Đăng Khoa, Trưởng ban Biên tập (nhân vật hư cấu)",
        "basis": "Quy chế công khai văn bản (minh họa), ngày 04/01/2021",
    }.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("input[name=attached]").set_input_files(
        {"name": "quy định.pdf", "mimeType": "application/pdf", "buffer": scanned_pdf(1)}
    )
    page.locator("input[name=is_read]").check()
    shoot("library-new")
    page.get_by_role("button", name="Công khai văn bản").click()
    expect(page.locator(".alert-success")).to_be_visible()
    sign_out(page)
    return LibraryEntry.objects.get(subject=SUBJECT)


def found_and_taken_home(page, shoot) -> str:
    """From the library's own list, and from the search of everything; gives the file's address."""
    page.goto("/library/")
    shoot("library")
    page.locator("main input[name=q]").fill(PHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/library/?*")
    expect(page.locator("ul.library > li")).to_have_count(1)
    page.goto(f"/search/?q={PHRASE.replace(' ', '+')}")
    page.locator("ol.hits a").first.click()
    expect(page.locator("h1")).to_contain_text(SUBJECT)
    shoot("library-document")
    with page.expect_download() as taken:
        page.locator(".library-files a").click()
    assert taken.value.suggested_filename == "quy-dinh-07-qd-mttq-mh.pdf"
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    assert page.context.cookies() == []
    return taken.value.url


def withdrawn(page, shoot, entry: LibraryEntry) -> None:
    sign_in(page, "demo.duyetbai")
    page.goto("/publishing/library/")
    shoot("library-desk")
    page.locator("li", has_text=SUBJECT).get_by_role("link", name="Rút lại…").click()
    page.locator("textarea[name=reason]").fill(REASON)
    shoot("library-withdraw")
    page.get_by_role("button", name="Rút lại").click()
    expect(page.locator("li", has_text=SUBJECT)).to_contain_text(REASON)
    sign_out(page)


@pytest.mark.slow
def test_document_is_made_public_found_taken_home_and_withdrawn(page, shoot, demonstration):
    entry = made_public(page, shoot)
    file = found_and_taken_home(page, shoot)
    withdrawn(page, shoot, entry)

    address = entry.get_absolute_url()
    assert (page.request.get(file).status, page.request.get(address).status) == (404, 410)
    # The browser complains of a 410, and a story fails of its complaints: it is shown the same page as if it were well.
    page.route(f"**{address}", lambda route: route.fulfill(response=route.fetch(), status=200))
    page.goto(address)
    expect(page.locator("main")).to_contain_text(REASON)
    shoot("library-gone")
    page.goto(f"/search/?q={PHRASE.replace(' ', '+')}")
    expect(page.locator("main")).not_to_contain_text(SUBJECT)
