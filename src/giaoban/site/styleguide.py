"""The style guide: every component once, as people who write pages and people who judge them want to see it.

Its figures and names are invented. `?frame=public` shows the frame of the public pages; `?part=panel` and `?part=dialog`
are the pages that the links of the guide open, with script over the guide and without it as pages of their own.
"""

import datetime as dt

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.kernel.components import Fate, FateCount, Moment, Status, Step
from giaoban.kernel.icons import ICONS
from giaoban.kernel.listing import Column, Columns

DAY = dt.date(2021, 10, 28)
UNITS = [("hai-lang", "Huyện Hải Lăng"), ("dakrong", "Huyện Đakrông"), ("lhpn", "Hội Liên hiệp Phụ nữ tỉnh")]
COLUMNS = Columns(
    Column("task", "Nhiệm vụ", primary=True, order=["task"]),
    Column("unit", "Đơn vị chủ trì", order=["unit"]),
    Column("due", "Thời hạn", order=["due"]),
    Column("status", "Tình trạng"),
    Column("gifts", "Số suất quà", number=True, order=["gifts"]),
    default="due",
)
ROWS = [
    ("Trao quà cho hộ có người trở về từ vùng dịch", "Huyện Hải Lăng", "31/10/2021", Status.DUE_SOON, 1250),
    ("Rà soát nhà ở của hộ nghèo và hộ khó khăn về nhà ở", "Huyện Đakrông", "15/12/2021", Status.ON_TIME, 0),
    ("Ký chương trình phối hợp với ngành giáo dục", "Hội Liên hiệp Phụ nữ tỉnh", "20/10/2021", Status.LATE, 0),
    ("Vận động hội viên tiêm đủ liều vắc-xin", "Tất cả tổ chức thành viên", "Chưa định hạn", Status.STANDING, 0),
    ("Công khai danh sách phân bổ đợt 3", "Ủy ban MTTQ Việt Nam tỉnh", "22/10/2021", Status.DONE, 12480),
]
CONCLUSION = [
    ("Chín tháng qua các tổ chức đã giữ được nhịp làm việc trong điều kiện giãn cách.", Fate.INFORMATION),
    ("Toàn tỉnh đã trao 12.480 suất quà tới 9.310 hộ.", Fate.RESULT),
    ("Biểu dương các tổ tự quản ở thôn đã trực chốt suốt mùa dịch.", Fate.COMMENDATION),
    ("Giao Ủy ban MTTQ Việt Nam tỉnh công khai danh sách phân bổ đợt 3 trước ngày 22/10/2021.", Fate.TASK),
    ("Hội Liên hiệp Phụ nữ tỉnh ký chương trình phối hợp với ngành giáo dục trong tháng 10.", Fate.TASK),
    ("Chúc các đồng chí mạnh khỏe.", Fate.NONE),
    ("Cần quan tâm hơn nữa đến đời sống của người trở về.", Fate.OPEN),
]
TRACE = [
    Step("sentence", "Câu kết luận", "Kết luận ngày 13/10/2021, câu 4", "?part=panel"),
    Step("task", "Nhiệm vụ", "Công khai danh sách phân bổ đợt 3", "?part=panel", Status.DONE, current=True),
    Step("result", "Kết quả", "Đã niêm yết tại 125 xã, phường", "?part=panel"),
    Step("figure", "Số trong báo cáo", "Chưa có trong báo cáo nào"),
]
MOMENTS = [
    Moment(
        dt.datetime(2021, 10, 22, 9, 5, tzinfo=dt.UTC),
        "Đã chấp nhận kết quả",
        "Trần Thị Mơ, Ban Dân vận",
        status="done",
    ),
    Moment(
        dt.datetime(2021, 10, 21, 3, 40, tzinfo=dt.UTC),
        "Báo cáo kết quả",
        "Lê Văn Thử, Ủy ban MTTQ Việt Nam tỉnh",
        "Danh sách đã niêm yết tại trụ sở và đăng trên trang thông tin.",
        url="?part=panel",
    ),
    Moment(dt.date(2021, 10, 13), "Giao nhiệm vụ tại hội nghị giao ban"),
]


class Example(forms.Form):
    title = forms.CharField(label="Việc cần làm", help_text="Bắt đầu bằng động từ: rà soát, công khai, tổ chức…")
    unit = forms.ChoiceField(label="Đơn vị chủ trì", choices=[("", "Chưa rõ"), *UNITS], required=False)
    due = forms.DateField(
        label="Thời hạn", error_messages={"invalid": "Viết ngày theo mẫu ngày/tháng/năm, ví dụ 31/10/2021."}
    )
    kind = forms.ChoiceField(
        label="Loại nhiệm vụ",
        choices=[("one-off", "Làm một lần"), ("standing", "Thường xuyên")],
        widget=forms.RadioSelect,
        initial="one-off",
    )
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    tell = forms.BooleanField(label="Báo cho đơn vị chủ trì", required=False)
    file = forms.FileField(label="Văn bản kết luận", help_text="Word, PDF hoặc văn bản thuần, tối đa 5 MB.")


class Filter(forms.Form):
    q = forms.CharField(label="Tìm trong nhiệm vụ", required=False, widget=forms.SearchInput)
    unit = forms.MultipleChoiceField(
        label="Đơn vị", choices=UNITS, required=False, widget=forms.Select(attrs={"aria-label": "Đơn vị"})
    )
    late = forms.BooleanField(label="Chỉ việc quá hạn", required=False)


class Reason(forms.Form):
    reason = forms.CharField(
        label="Lý do", help_text="Sẽ hiện ở lịch sử của hội nghị.", widget=forms.Textarea(attrs={"rows": 3})
    )


def styleguide(request: HttpRequest) -> HttpResponse:
    frame = "base_public.html" if request.GET.get("frame") == "public" else "base.html"
    part = request.GET.get("part", "")
    if part in {"panel", "dialog"}:
        context = {"frame": frame, "part": part, "reason": Reason(auto_id="reason_%s"), "trace": TRACE}
        return render(request, "site/styleguide_part.html", context)
    counts = [FateCount(fate, sum(one is fate for _, one in CONCLUSION), f"?fate={fate}") for fate in Fate]
    context = {
        "frame": frame,
        "icons": sorted(ICONS),
        "statuses": list(Status),
        "columns": COLUMNS,
        "rows": ROWS,
        "page": Paginator(range(118), 20).page(2),
        "filter": Filter(request.GET, auto_id="filter_%s"),
        "conclusion": CONCLUSION,
        "counts": counts,
        "trace": TRACE,
        "moments": MOMENTS,
        "empty_form": Example(auto_id="new_%s"),
        "refused_form": Example(
            {"title": "", "unit": "dakrong", "due": "31/02/2021", "kind": "one-off"}, auto_id="refused_%s"
        ),
    }
    return render(request, "site/styleguide.html", context)
