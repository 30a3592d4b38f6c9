"""The pages of indicators: found, made of others with a preview, revised, retired; without a script too."""

import uuid

import pytest
from django.urls import reverse

from giaoban.reporting.models import Formula, Indicator, Return

pytestmark = pytest.mark.usefixtures("in_october")


def page(client, name, *arguments, **query):
    return client.get(reverse(f"reporting:{name}", args=arguments), query).content.decode()


@pytest.fixture
def send(call, phuc, signed_in):
    """`send("indicator-new", name="…")`: a form as a browser sends it."""

    def sent(route, /, *arguments, by=phuc, **fields):
        told = {"idempotency_key": str(uuid.uuid4()), "act": "keep", "since": "2021-01-01", **fields}
        return signed_in(by).post(reverse(f"reporting:{route}", args=arguments), told, follow=True)

    return sent


@pytest.fixture
def per_house(send):
    send(
        "indicator-new", code="binh-quan-ho", name="Tiền bình quân một hộ", unit="đồng", text="tien-giup / ho-duoc-giup"
    )
    return Indicator.objects.get(code="binh-quan-ho")


def test_list_finds_by_words_without_marks_and_says_where_each_is_used(call, per_house, lan, signed_in):
    client = signed_in(lan)

    every, some, none = (page(client, "indicators", q=q) for q in ("", "tien MAT", "khong co gi"))

    assert "Báo cáo tháng của Mặt trận cấp xã" in every
    assert "Tiền mặt đã trao" in some
    assert "Tiền bình quân một hộ" in some
    assert "Kiến nghị của nhân dân đã chuyển" not in some
    assert "Không có chỉ tiêu nào phù hợp" in none
    assert reverse("reporting:indicator-new") not in every


def test_new_indicator_is_tried_first_and_stands_in_the_table_after(
    send, call, lan, phuc, accepted, signed_in, province
):
    accepted(call, lan, tien_giup=60_000_000, ho_duoc_giup=30)
    told = {"code": "binh-quan-ho", "name": "Tiền bình quân một hộ", "unit": "đồng", "text": "tien-giup / ho-duoc-giup"}

    tried = send("indicator-new", **told | {"act": "preview"}).content.decode()
    assert "“Tiền mặt đã trao” ÷ “Lượt hộ được giúp đỡ”" in tried
    assert "2.000.000" in tried
    assert not Formula.objects.exists()

    kept = send("indicator-new", **told)
    made = Indicator.objects.get(code="binh-quan-ho")
    assert kept.redirect_chain[-1][0] == reverse("reporting:indicator", args=[made.pk])
    client = signed_in(phuc)
    assert "Tiền bình quân một hộ" in page(client, "table", call.pk)
    assert "2.000.000" in page(client, "explore", call.pk, indicator="binh-quan-ho")
    opened = page(client, "figure", call.pk, province.land.pk, made.pk)
    assert "“Tiền mặt đã trao” ÷ “Lượt hộ được giúp đỡ”, tính từ các tổng dưới đây" in opened
    assert "Ủy ban MTTQ Việt Nam xã Vĩnh Tú" in opened
    assert f'{Return.objects.get().get_absolute_url()}"' not in opened
    tien = Indicator.objects.get(code="tien-giup")
    assert reverse("reporting:figure", args=[call.pk, province.land.pk, tien.pk]) in opened
    over = page(client, "figure", call.pk, province.land.pk, made.pk, over="2021")
    assert "của cả khoảng thời gian" in over
    assert "2.000.000" in over


def test_figure_without_a_number_says_why_on_its_page(send, call, lan, phuc, accepted, signed_in, province):
    send("indicator-new", code="moi-cuoc", name="Kiến nghị mỗi cuộc", unit="", text="kien-nghi / tiep-xuc-cu-tri")
    accepted(call, lan, tiep_xuc_cu_tri=None)
    made = Indicator.objects.get(code="moi-cuoc")

    assert "phải chia cho không" in page(signed_in(phuc), "figure", call.pk, province.land.pk, made.pk)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "tien-giup /"}, "vị trí 12"),
        ({"text": "tien-giup / khong-co"}, "“khong-co” (vị trí 13)"),
        ({"code": "Tiền"}, "Chữ thường không dấu"),
        ({"code": "min"}, "trùng tên một hàm"),
        ({"code": "kien-nghi"}, "mang mã này"),
        ({"since": "hôm qua"}, "field-error"),
    ],
)
def test_what_cannot_stand_is_said_at_its_field_and_nothing_is_lost(send, fields, said):
    told = {"code": "chi-so", "name": "Chỉ số mới", "unit": "", "text": "tien-giup * 2"} | fields

    shown = send("indicator-new", **told).content.decode()

    assert said in shown
    assert "Chỉ số mới" in shown
    assert not Formula.objects.exists()


def test_preview_answers_a_script_with_the_figure_or_what_is_wrong(send, call, lan, accepted):
    accepted(call, lan, tien_giup=60_000_000, ho_duoc_giup=30)

    good = send("indicator-preview", text="tien-giup / ho-duoc-giup").content.decode()
    bad = send("indicator-preview", text="tien-giup / ").content.decode()
    round_about = send("indicator-preview", text="chi-so", code="chi-so").content.decode()

    assert "2.000.000" in good
    assert "vị trí" in bad
    assert "vòng tròn" in round_about
    assert send("indicator-preview", text="").content.decode().strip() == ""


def test_formula_is_revised_and_retired_with_its_history(send, per_house, phuc, signed_in):
    send("indicator-revise", per_house.pk, seen=1, text="tien-giup / ho-duoc-giup-ngheo", since="2021-07-01", reason="Chỉ hộ nghèo")  # fmt: skip
    late = send(
        "indicator-revise", per_house.pk, seen=1, text="tien-giup", since="2021-07-01", reason="Cũ"
    ).content.decode()
    send("indicator-retire", per_house.pk, seen=2, since="2021-10-01", reason="Trùng chỉ tiêu khác")

    shown = page(signed_in(phuc), "indicator", per_house.pk)

    assert "đã có người khác lưu" in late
    assert [one.text for one in per_house.formulas.order_by("seq")] == [
        "tien-giup / ho-duoc-giup", "tien-giup / ho-duoc-giup-ngheo", "",
    ]  # fmt: skip
    assert "Chỉ hộ nghèo" in shown
    assert "Trùng chỉ tiêu khác" in shown
    assert "hiện không tính" in shown
    assert reverse("reporting:indicator-revise", args=[per_house.pk]) not in shown


def test_page_of_a_reported_indicator_names_its_forms_and_what_is_made_of_it(per_house, lan, signed_in, indicator):
    shown = page(signed_in(lan), "indicator", indicator("tien-giup").pk)

    assert "Báo cáo tháng của Mặt trận cấp xã" in shown
    assert "Tiền bình quân một hộ" in shown
    assert page(signed_in(lan), "indicator", indicator("kien-nghi-ty-le").pk).count("× 100") == 1


def test_who_may_not_write_is_refused_and_what_has_no_formula_is_not_revised(send, per_house, lan, hoa, indicator):
    told = {"code": "x", "name": "X", "text": "1"}

    assert send("indicator-new", by=lan, **told).status_code == 403
    assert send("indicator-revise", indicator("tien-giup").pk, seen=1, text="1", reason="x").status_code == 404
    assert send("indicator-retire", indicator("kien-nghi-ty-le").pk, seen=1, reason="x").status_code == 404
