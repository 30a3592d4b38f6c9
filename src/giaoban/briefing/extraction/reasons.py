"""Why the drafter proposes a thing: a code for programs, a sentence for people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `vi` and `en` are full sentences."""

    code: str
    vi: str
    en: str


_TABLE = """
meeting.held | Bài nói về một cuộc họp đã tổ chức, có người dự hoặc người phát biểu. | The text reports a meeting that was held, with people attending or speaking.
meeting.none | Không có cuộc họp nào được kể: không thấy hội nghị, người dự, người chủ trì hay phát biểu. | No meeting is reported: no conference, attendance, chair or speech was found.
meeting.title | Dòng tiêu đề đứng riêng trước phần nội dung. | A headline that stands alone before the body.
meeting.date | Ngày ghi trong câu giới thiệu cuộc họp. | The date in the sentence that introduces the meeting.
meeting.date.inferred | Bài chỉ ghi ngày và tháng; năm suy từ kỳ báo cáo hoặc ngày đăng. | The text gives day and month; the year follows from the period or the date of publication.
meeting.place | Nơi họp đứng sau “tại” trong câu giới thiệu. | The place after “tại” in the sentence that introduces the meeting.
meeting.convener | Cơ quan đứng trước “tổ chức” trong câu giới thiệu. | The body before “tổ chức” in the sentence that introduces the meeting.
meeting.chair | Bài viết ghi rõ người này chủ trì. | The text says that this person chaired.
meeting.concluded | Bài viết ghi rõ người này kết luận. | The text says that this person concluded.
meeting.attended | Có tên trong câu kể người dự hoặc phát biểu tại cuộc họp. | Named among those who attended or spoke.
meeting.period.reviewed | Kỳ đứng sau các từ đánh giá, sơ kết, tổng kết, giao ban. | The period after words of review.
meeting.period.planned | Kỳ đứng sau các từ nhiệm vụ, phương hướng, kế hoạch. | The period after words of planning.
act.number | Có số, ký hiệu văn bản. | It has the number of an act.
act.bare_number | Tên loại văn bản và số, không có ký hiệu. | A kind of act and a number without its letters.
act.congress | Nghị quyết gọi theo đại hội đã thông qua. | A resolution named after the congress that passed it.
act.central | Nghị quyết gọi theo hội nghị Trung ương. | A resolution named after a plenum of the Central Committee.
act.statutes | Điều lệ của một tổ chức. | The statutes of an organisation.
act.law | Luật gọi theo tên. | A law cited by its name.
act.title | Đề án, chương trình gọi theo tên. | A scheme or programme cited by its title.
act.draft | Dự thảo văn bản. | A draft of an act.
organisation.known | Tên có trong danh mục tổ chức. | The name is in the gazetteer.
organisation.form | Nhận ra theo cách đặt tên cơ quan. | Recognised by the form of its name.
task.order | Người phát biểu giao việc bằng lời (yêu cầu, đề nghị, giao …). | A speaker gives the work in words of order.
task.order.inherited | Tiếp lời giao việc ở câu trước; người thực hiện là người được giao trước đó. | It continues the orders of the sentence before; the same addressee acts.
task.plan | Nằm trong phần phương hướng, nhiệm vụ của kỳ tới. | It stands in the plan for the coming period.
task.must | Câu nói rõ ai “cần” hoặc “phải” làm. | The sentence says who “must” do it.
task.unassigned | Nghe như giao việc nhưng không rõ giao cho ai hoặc ai giao. | It sounds like an order, but who gives it or to whom is not clear.
responsible.named | Nêu tên ngay trong câu. | Named in the sentence itself.
responsible.inherited | Lấy theo người được giao ở câu trước. | Taken from the addressee of the sentence before.
responsible.convener | Câu không nêu ai; lấy theo cơ quan tổ chức hội nghị. | Nobody is named; the body that called the meeting is proposed.
figure.amount | Số lượng kèm đơn vị. | An amount with its unit.
fate.task | Câu giao việc. | The sentence gives work.
fate.noise | Phần phụ của trang web, không thuộc bài. | Page furniture, not part of the article.
fate.heading | Tiêu đề hoặc đề mục. | A title or heading.
fate.result | Kể việc đã làm. | It reports what was done.
fate.commendation | Lời ghi nhận, biểu dương, khen thưởng. | Praise or an award.
fate.context | Bối cảnh: thời gian, thành phần, diễn biến cuộc họp. | Context: time, attendance, course of the meeting.
fate.unassigned | Nghe như giao việc nhưng chưa thành nhiệm vụ. | It sounds like an order but no task is proposed.
"""

REASONS = {
    reason.code: reason
    for reason in (Reason(*(part.strip() for part in line.split("|"))) for line in _TABLE.strip().splitlines())
}
