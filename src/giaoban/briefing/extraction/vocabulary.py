"""The words of administrative Vietnamese that the grammar knows, by what they do in a sentence.

Data only: a table per role, one phrase per comma. A phrase may stand in several tables; the grammar asks for the role it needs.
Spelling is NFC with the tone mark anywhere (the lexicon folds it).
"""

from giaoban.briefing.extraction.bodies import FIELDS, KINDS, LEVELS, PROVINCES
from giaoban.briefing.extraction.tokens import word_set


def _table(text: str, payload: str = "") -> dict[str, str]:
    return {phrase.strip(): payload for phrase in text.replace("\n", " ").split(",") if phrase.strip()}


# Verbs (and adverbs before verbs) with which a further task begins even after a mere comma.
LEADING_VERBS = _table(
    """tiếp tục, tăng cường, đẩy mạnh, tập trung, chủ động, kịp thời, thường xuyên, nâng cao, phối hợp, chú trọng, quan tâm,
    quán triệt, phát huy, làm tốt, thực hiện tốt, thực hiện nghiêm, thực hiện nghiêm túc, thực hiện có hiệu quả, thực hiện hiệu quả, thực hiện đồng bộ,
    thực hiện quyết liệt, thực hiện đầy đủ, triển khai có hiệu quả, triển khai thực hiện, triển khai hiệu quả, triển khai đồng bộ, triển khai tốt, đổi mới, khẩn trương,
    nghiêm túc, phấn đấu, rà soát, hoàn thành, tham mưu, củng cố, kiện toàn, chuẩn bị, duy trì, nhân rộng, siết chặt, nắm chắc,
    nắm tình hình, bố trí, chấn chỉnh, ban hành, tổ chức tốt, tổ chức thực hiện, tổ chức triển khai, xây dựng kế hoạch,
    xử lý nghiêm, xử lý dứt điểm, giải quyết dứt điểm, giải quyết kịp thời, quyết liệt, đặc biệt quan tâm, hết sức quan tâm, chăm lo, đa dạng hóa, khẩn trương hoàn thành, lập danh sách, sớm hoàn thiện, sớm hoàn thành, sớm có, sớm triển khai, sớm ban hành"""
)

# Verbs that often stand in a list of nouns ("công tác kiểm tra, giám sát"); after a comma they begin nothing new.
QUIET_VERBS = _table(
    """ưu tiên, chấp hành, mở rộng, coi trọng, tích cực, làm rõ, đề cao, nêu cao, nghiên cứu, lãnh đạo, hướng dẫn, bám sát, nắm bắt, đôn đốc,
    tổng hợp, báo cáo, theo dõi, kiểm tra, giám sát, thống nhất, tạo điều kiện, cụ thể hóa, bồi dưỡng, đăng ký, phân công, mạnh dạn, linh hoạt, nhanh chóng, trước hết, đồng loạt, cùng, chung tay, chung sức, tự, không, không để, tuyệt đối không, thật sự, thực sự, luôn, xem"""
)

# Other verbs that can head an order.
VERBS = _table(
    """thực hiện, triển khai, tổ chức, xây dựng, tuyên truyền, vận động, chỉ đạo, xử lý, giải quyết, khắc phục, hỗ trợ, giúp đỡ,
    giúp, tham gia, thành lập, lập, gửi, trình, nộp, giao, gắn, làm, nắm, lựa chọn, chọn, bảo đảm, đảm bảo, giữ vững,
    ổn định, phát triển, phát động, hưởng ứng, đăng, công khai, công bố, niêm yết, thông báo, thông tin, truyền thông, phổ biến,
    giáo dục, tập huấn, đào tạo, phát hiện, biểu dương, tôn vinh, khen thưởng, bình xét, bình chọn, giới thiệu, đề xuất, đề nghị,
    kiến nghị, hiệp thương, thẩm định, thẩm tra, phê duyệt, xem xét, quyết định, ký kết, ký, phân bổ, giải ngân, quản lý, sử dụng,
    khai thác, phân định, soát xét, xác định, đánh giá, phân tích, sơ kết, tổng kết, rút kinh nghiệm, tiếp thu, giải trình, hoàn thiện,
    hoàn chỉnh, bổ sung, sửa đổi, điều chỉnh, cập nhật, số hóa, chuyển đổi, ứng dụng, đầu tư, sửa chữa, xây mới, khởi công, bàn giao,
    nghiệm thu, giải phóng, thu hút, kêu gọi, huy động, tiếp nhận, phân loại, chuyển, trao, tặng, thăm hỏi, thăm, tặng quà, gặp mặt,
    tiếp xúc, đối thoại, lắng nghe, phản ánh, góp ý, đóng góp, tư vấn, tuyển chọn, tuyển, kết nạp, giới thiệu, quy hoạch, luân chuyển,
    sắp xếp, bố trí, tinh gọn, phòng chống, phòng ngừa, ngăn chặn, đấu tranh, phản bác, xóa, xoá, giảm, tăng, hạn chế, bảo vệ, trồng,
    chăm sóc, thu gom, ra quân, dọn vệ sinh, vệ sinh, chỉnh trang, treo, trang trí, nhắc nhở, cảnh báo, cử, chủ trì, chịu trách nhiệm,
    gương mẫu, nêu gương, đi đầu, thi đua, học tập, tìm hiểu, nhận diện, khảo sát, thống kê, kê khai, cập nhật, lồng ghép, gắn kết,
    liên kết, kết nối, xúc tiến, quảng bá, hình thành, nhân lên, lan tỏa, khơi dậy, động viên, khuyến khích, khích lệ, định hướng,
    dự báo, tính toán, cân đối, đề ra, đưa, mời, đón, họp, kiểm điểm, kiểm soát, thanh tra, tự kiểm tra, thay thế, hoàn tất,
    chuyển giao, thiết lập, vận hành, nâng cấp, mua sắm, trang bị, cung cấp, cung ứng, đáp ứng, phân cấp, ủy quyền, thí điểm, áp dụng,
    lưu ý, dành, xác minh, truy quét, tuần tra, trực ban, trực tết, ứng phó, sơ tán, di dời, cứu trợ, tu sửa, hòa giải, tiết kiệm, cải thiện,
    cải cách, đơn giản hóa, rút ngắn, thúc đẩy, tháo gỡ, khơi thông, bảo tồn, gìn giữ, phục vụ, tiếp công dân, giám định, kiểm kê,
    tạo, tạo việc làm, truyền tải, viết, biên soạn, phát hành, phát thanh, tiêm, khám, đưa vào, vào cuộc, thay đổi, tự giác, tuân thủ,
    chấm dứt, dừng, sớm, hoãn, kéo dài, gia hạn, hợp nhất, sáp nhập, tiếp nối, phân tích, góp phần, chuẩn hóa, đồng hành, nỗ lực, quyết tâm,
    đoàn kết, cố gắng, khai trương, ra mắt, nhìn nhận, tự soi, tăng, tranh thủ, tận dụng, vượt qua, vượt, đạt, có kế hoạch,
    có giải pháp, có biện pháp, có phương án, có văn bản, có trách nhiệm, cam kết, giữ gìn, bầu, đề cử, kiểm phiếu, dự kiến, lên kế hoạch,
    đề phòng, chống, phòng, dự trữ, gia cố, vận hành, cắm, khoanh vùng, dập dịch, dập, tiêu hủy, tái đàn, chăn nuôi, gieo trồng, thu hoạch,
    thanh toán, đặt mục tiêu, soạn thảo, soạn, nắm lại, rà lại, rà, đo đạc, đo, duyệt, tiêm phòng, quét, quét vôi, mở, lên lịch, nhận đỡ đầu, nhận, đến, sửa lại, sửa, phụ trách, gọi, đi, tập, dọn, dựng, dựng lại, cùng với, cùng,
    không được, không để, không tổ chức, không chủ quan, tránh, hoàn trả, quyết toán, chi trả, chốt, báo, nhắc, mua, bán, vay, cho vay, thu hồi, kiểm đếm, bốc thăm, phân vai, dàn dựng, biểu diễn, dâng hương, viếng,
    tri ân, tổ chức lại, bổ nhiệm, miễn nhiệm, điều động, luân phiên, tiếp sức, đồng bộ, nâng chất, nâng, giữ, giữ nền nếp, giữ vững, lưu trữ, sao gửi, ghi chép, đánh số, lập sổ, theo sát, đôn đốc, tổng vệ sinh, khơi thông,
    nạo vét, san gạt, đổ, lắp đặt, lắp, treo cờ, sơn, cắt cử, cắt, chia sẻ, phát thưởng, cấp phát, tiếp cận, dạy, dạy nghề, tập hợp, đẩy nhanh, đẩy lùi, cấp đổi, cấp phép, thu nộp, thu hồi, quản lý chặt, bám, bám nắm, ngăn ngừa, loại bỏ, bãi bỏ, xóa bỏ, cấm,
thay mới, thay, vá, ghi, ghi biên bản, ghi hình, ghi âm, ghi tên, soát, soát lại, xem lại, kiểm lại, đếm, đối chiếu, khóa sổ, khớp nối, khớp,
    đối soát, tra cứu, tra soát, sao kê, hạch toán, tạm ứng, cấp bù, bù, trích, trích lập, nộp trả, thu lại, trả lại, trả, phát, phát tờ rơi,
    phát quà, dán, kẻ, vẽ, sơn sửa, đóng, đóng cửa, đóng quỹ, mở cửa, mở rộng, mở đợt, mở sổ, mở lớp, mở chuyên mục, đặt, đặt hàng, đặt lịch,
    đặt thùng, dời, lùi, chuyển lịch, đổi, đổi lịch, hủy, bỏ, gỡ, tháo dỡ, tháo, phá dỡ, dỡ, đào, đắp, be bờ, bơm, tát, xây, xây lại, lợp, lợp lại,
    chằng chống, neo đậu, neo, cẩu, chở, vận chuyển, chuyên chở, bốc xếp, tập kết, tập trung về, phân phát, phân chia, phân luồng, phân tuyến,
    phân ca, phân vùng, phân nhóm, khoanh, khoanh nuôi, rào, rào chắn, canh, canh gác, túc trực, trực chốt, ứng trực, chốt chặn, chốt trực, đi tuần,
    kiểm soát chặt, bắt, tịch thu, xử phạt, phạt, lập biên bản, truy thu, cưỡng chế, thu phí, miễn giảm, miễn, khoanh nợ, giãn nợ, xóa nợ, đòi,
    đáo hạn, giải chấp, thế chấp, tín chấp, bảo lãnh, ủy thác, nhận ủy thác, cho mượn, mượn, thuê, cho thuê, đấu giá, đấu thầu, mời thầu, chọn thầu,
    chỉ định thầu, thi công, khởi động, tăng ca, tăng tốc, gõ cửa, đến nhà, xuống cơ sở, đi cơ sở, về cơ sở, bám cơ sở, dự sinh hoạt, dự họp, họp lại,
    họp bàn, lấy ý kiến, xin ý kiến, xin chủ trương, xin, hội ý, gặp gỡ, tiếp đón, đón tiếp, tiễn, đưa đón, tháp tùng, thuyết phục, khuyên, giải tỏa,
    trấn an, hóa giải, hàn gắn, kể chuyện, nói chuyện, thuyết trình, giảng, giảng dạy, dạy chữ, ôn, ôn luyện, tập luyện, diễn tập, chấm thi, sát hạch,
    kiểm tra lại, kèm cặp, kèm, đỡ đầu, nhận đỡ, bảo trợ, cưu mang, nuôi, nuôi dưỡng, chăm, chữa, chữa trị, khám sàng lọc, sàng lọc, xét nghiệm, phun,
    phun thuốc, phun khử khuẩn, khử khuẩn, khử trùng, rắc, rải, cách ly, truy vết, giám sát chặt, lấy mẫu, quan trắc, đo đếm, thử nghiệm, thử,
    chạy thử, vận hành thử, nâng dung lượng, đồng bộ hóa, làm sạch, làm giàu, làm mới, làm lại, làm việc với, làm rõ, làm đầu mối, làm nòng cốt,
    tích hợp, kích hoạt, gắn mã, gắn biển, gắn camera, lắp camera, phủ sóng, kéo điện, đấu nối, cấp nước, cấp điện, tưới, tiêu thoát, xả, xả lũ,
    tích nước, xuống giống, gieo, cấy, gặt, thả, thả giống, phủ xanh, trồng dặm, trồng bù, cắt tỉa, tỉa, chặt, chặt hạ, phát dọn, phát quang, đốt,
    chế biến, thu mua, bao tiêu, bày bán, trưng bày, dán tem, dán nhãn, đóng gói, livestream bán, chào bán, rao, ký cam kết, ký hợp đồng, ký giao ước,
    giao ước, cam đoan, tường trình, giải trình rõ, kiểm điểm rõ, nhận lỗi, xin lỗi, chịu phần, lo, lo liệu, đảm nhận, đảm nhiệm, đảm đương, gánh,
    đứng ra, đứng lớp, đứng chân, cầm, nắm giữ, giữ kho, giữ trật tự, giữ xe, trông giữ, trông, coi, coi sóc, quán xuyến, phục dựng, tôn tạo,
    trùng tu, gìn, giữ lửa, truyền dạy, truyền thụ, sưu tầm, thu thập, gom, gom nhặt, nhặt, quét dọn, lau, rửa, giặt, truy vấn, phúc tra,
    thẩm tra lại, xác nhận, chứng thực, cấp giấy, cấp thẻ, cấp sổ, cấp tốc, thu hồi đất, kiểm kê đất, đền bù, bồi thường, hoán đổi, nhường, hiến,
    vận động hiến, góp, góp công, góp quỹ, quyên góp, ủng hộ, tài trợ, xã hội hóa, gây quỹ, nuôi heo đất, tiết giảm, cắt giảm, bớt, thắt chặt,
    nới lỏng, giãn, ghép, tách, nhập thôn, chia, chia tách, gộp, giải thể, giải tán, bãi nhiệm, cho thôi, kỷ luật, luân chuyển, bàn giao lại,
    giao lại, nhận bàn giao, nhận lại, tiếp quản, nhường chỗ, chuyển hồ sơ, chuyển tuyến, chuyển về, chuyển đến, đưa ra, đưa về, đưa lên, đưa xuống,
    trình duyệt, trình ký, trình chiếu, chiếu, chiếu phim, phát lại, phát trực tiếp, truyền hình, tường thuật, phản hồi, hồi đáp, hồi âm, đính chính,
    gỡ bỏ, cải chính, bác bỏ, đánh kẻng, tìm, tìm kiếm, tìm nguồn, tìm hiểu, tìm việc, giới thiệu việc làm, xuất khẩu lao động, đưa đi, tiễn quân,
    giao quân, nhận quân, tuyển quân, khám tuyển, sơ tuyển, xét tuyển, xét, xét duyệt, xét chọn, duyệt xét, chuẩn y, phê chuẩn, ấn định, chốt lại,
    chốt danh sách, lên danh sách, lên kịch bản, lên phương án, vào sổ, ra sổ, ra thông báo, ra văn bản, ra quyết định, ra mắt, ra quân, ra đề, in,
    in sao, in giúp, photo, sao chụp, sao, đóng dấu, đóng sổ, đóng quyển, phiên dịch, thuyết minh, khoán, khoán gọn, khoán việc, giao khoán,
    nghiệm thu lại, bảo dưỡng, bảo trì, duy tu, kiểm định, hiệu chỉnh, căn chỉnh, chỉnh lý, chỉnh sửa, chỉnh đốn, chấn hưng, khôi phục, tái lập,
    tái khởi động, nối lại, gia công, may, nấu, nấu ăn, phát cơm, đi chợ, mua hộ, giúp việc, hiến máu, hiến đất, cài, cài app, quét thẻ, nhắn tin,
    nhắn, gọi điện, điện báo, báo tin, báo ngay, báo trước, loan báo, thông tin lại, rao tin, phát loa, bắc loa, nhờ, huấn luyện, rèn luyện, rèn,
    tôi luyện, tu dưỡng, tự học, tự phê bình, phê bình, nhắc lại, nhắc tên, nêu tên, bêu tên, tuyên dương, thưởng, thưởng nóng, trao thưởng,
    vinh danh, công nhận, tái công nhận, đề bạt, cất nhắc,
    hệ thống hóa, nhân bản, đấu mối, có mặt, đăng cai, gọi hỏi, răn đe, mang theo, chào giá, biểu quyết, đánh tráo, giữ liên lạc, nhận việc, chuyển khoản, ứng tiền, tạm dừng, giữ nguyên, bỏ phiếu, xếp, xếp lịch, xếp chỗ,
    chuyển tải, trả lời, phúc đáp, tiếp thu, giải thích, hỏi, phỏng vấn, chấm điểm, chấm, bình, biên tập, in ấn, đăng tải, đưa tin, phát sóng, tăng thời lượng, livestream, chụp ảnh, quay phim, cập nhập, nhập, nhập liệu, khai báo, quét mã, cài đặt"""
)

# As often nouns or parts of a name as verbs: right after a noun that heads a group ("cơ quan quản lý", "các tổ chức") they are that,
# unless something follows that only a verb takes.
NOUN_LIKE_VERBS = frozenset(
    [
        "tổ chức",
        "lãnh đạo",
        "quản lý",
        "tham mưu",
        "tham gia",
        "kiểm tra",
        "giám sát",
        "chỉ đạo",
        "sử dụng",
        "phục vụ",
        "đầu tư",
        "làm",
        "cấp",
        "thông tin",
        "truyền thông",
        "thi đua",
        "phát triển",
        "trực",
        "thanh tra",
        "bảo vệ",
        "thu",
        "chi",
        "in",
        "chống",
        "phòng",
        "quy hoạch",
        "tăng",
        "giảm",
        "thống kê",
        "đạt",
        "tạo",
        "tư vấn",
        "nghiên cứu",
        "đào tạo",
        "chăn nuôi",
        "tặng",
        "trao",
        "phòng chống",
        "giúp",
        "hướng dẫn",
        "vận động",
        "tuyên truyền",
        "tiếp nhận",
        "báo cáo",
        "chủ trì",
        "phối hợp",
        "ứng dụng",
        "thực hiện",
    ]
)
# After such a verb these show that it is one.
VERB_COMPANIONS = word_set(
    "các những việc công tốt nghiêm có cho kế kịp đầy hiệu thực quán đẩy tăng tiếp chặt thường kết số về với một hai ba bốn năm ngay từng mỗi toàn chương nhiệm rà xong thường chu cụ dứt đủ đúng nộp hết lại"
)

# cần/phải: what somebody must do.
MODALS = _table("cần phải, cần, phải, hãy, nên, có trách nhiệm, có nhiệm vụ") | _table("sẽ", "future")

# Verbs with which one who may gives work to another. "order" takes the addressee; "say" leads in what is said.
ORDERS = _table(
    """yêu cầu, y/c, đề nghị, giao nhiệm vụ cho, giao nhiệm vụ, giao trách nhiệm cho, giao trách nhiệm, giao cho, giao, phân công, chỉ đạo, mong muốn, mong rằng, mong,
    kêu gọi, gợi ý, lưu ý, nhắc, nhờ, phiền, nhất trí để, nhất trí giao, nhất trí cử, đồng ý để, đồng ý giao, thống nhất để, thống nhất cử, quyết định giao, quyết định cử, phân công cho, giao thêm cho, giao thêm, cắt cử, ủy quyền cho, thống nhất giao, thống nhất, khuyến cáo, hy vọng, kỳ vọng""",
    "order",
) | _table(
    """nhấn mạnh, cho rằng, chỉ rõ, nêu rõ, khẳng định, kết luận, phát biểu, cho biết, nêu, thống nhất thông qua,
    bày tỏ, chia sẻ, nhận định, đề cập, chỉ ra, gợi mở, quyết nghị, căn dặn, tin tưởng""",
    "say",
)

# Nouns that head a group of people or bodies without a proper name.
GROUP_HEADS = _table(
    """cấp, cấp ủy, cấp ủy đảng, cấp hội, cấp bộ đoàn, cấp công đoàn, cấp chính quyền, sở, ban, ngành, ban ngành, sở ngành, đơn vị,
    địa phương, cơ quan, tổ chức, đoàn thể, hội, hội đoàn thể, huyện, xã, phường, thị trấn, thị xã, thành phố, thôn, bản, tổ dân phố,
    khu phố, khu dân cư, phòng, thành viên, đồng chí, đại biểu, cán bộ, đảng viên, người đứng đầu, đứng đầu, chi bộ, đảng bộ, chi hội,
    chi đoàn, tổ hội, cơ sở, cơ sở hội, cơ sở đoàn, trường, trường học, nhà trường, doanh nghiệp, hợp tác xã, lực lượng, lực lượng vũ trang,
    chính quyền, thủ trưởng, lãnh đạo, cụm, khối, tổ, tổ công tác, tiểu ban, đoàn viên, hội viên, hội viên nông dân, nhân dân, người dân, cử tri, hộ dân, gia đình, công chức,
    viên chức, giáo viên, chủ đầu tư, nhà thầu, bộ, tỉnh, cơ quan chức năng, cơ quan chuyên môn, phòng chuyên môn, bộ phận, văn phòng,
    huyện ủy, thành ủy, thị ủy, đảng ủy, tỉnh ủy, quận ủy, hệ thống mặt trận, hệ thống chính trị, hệ thống hội, mặt trận, mttq,
    ban công tác mặt trận, ủy viên, ubnd, hđnd, công an, quân sự, tổ trưởng, trưởng thôn, thị, khu, xóm, buôn, ấp, đội ngũ, tuyên truyền viên, báo cáo viên, cộng tác viên, kiểm tra viên, dư luận viên, chỉ huy, ban chỉ huy, bộ phận chuyên môn, công đoàn, công đoàn cơ sở, cụm thi đua, liên đoàn lao động, ban điều hành, ban vận động, ban tổ chức, hộ, hộ gia đình, nhóm, câu lạc bộ, tổ hợp tác, hội cơ sở, cơ sở đoàn, đoàn cơ sở, tổ chức đảng, tổ chức hội, tổ chức đoàn, tổ chức thành viên, tổ chức chính trị - xã hội, mặt trận tổ quốc, ủy ban mặt trận, ban thường vụ, ban chấp hành, bộ chỉ huy,  tổ thư ký, ban quản trị, hội quần chúng, thường trực, tập thể,
    cá nhân, tòa soạn, báo, đài, cơ quan báo chí, trung tâm, trạm y tế, bệnh viện, ngân hàng, chi nhánh, quỹ, hội đồng, chi cục,
    cục, tổng công ty, công ty, già làng, chức sắc, tôn giáo, ban chủ nhiệm, ban quản lý, quận, đặc khu, đoàn kiểm tra, đoàn giám sát, tổ giúp việc, bí thư, chủ tịch, phó chủ tịch, giám đốc, trưởng phòng, trưởng ban, chánh văn phòng, kế toán, thủ quỹ, thủ kho, bà con, bà con nông dân, tư pháp xã, hộ kinh doanh, tiểu thương, chủ hộ, chủ rừng, chủ tàu, chủ nhà trọ, ngư dân, nông dân, phụ nữ, thanh niên, cựu chiến binh, dân quân, xã đội, kiểm lâm, biên phòng, bộ đội, chi ủy, chi ủy viên, đội, đội trưởng, nhóm trưởng, trưởng xóm, trưởng bản, trưởng khu, trưởng ấp, người có uy tín, nhân viên, y sĩ, bác sĩ, thầy cô, giáo viên chủ nhiệm, phụ huynh, học sinh, sinh viên, ban giám hiệu, ban quản trị, ban quản lý chợ, ban giám sát, ban thanh tra nhân dân, ban liên lạc, ban trị sự, ban hành giáo, ban đại diện, bên thi công, đơn vị thi công, tư vấn giám sát, nhà thờ, nhà chùa, dòng họ, họ tộc, người cao tuổi, bí thư chi bộ, bí thư đoàn, ngành giáo dục, ngành giáo dục và đào tạo, ngành y tế, ngành nông nghiệp, ngành công an, ngành văn hóa, ngành điện, ngành thuế, ngành tuyên giáo, ngành kiểm sát, ngành giao thông, ngành xây dựng, ngành du lịch, ngành công thương, ngành tư pháp, ngành nội vụ, ngành lao động, ngành tài chính, ngành thanh tra, ngành dân vận, ngành thống kê, điện lực, bưu điện, kho bạc, hải quan, thuế, viễn thông, tòa án, viện kiểm sát, thi hành án, bảo hiểm xã hội, kiểm lâm, thú y, khuyến nông, thư viện, bảo tàng, nhà văn hóa, đồn, trạm, hạt, xí nghiệp, nhà máy, nông trường, lâm trường, chùa, giáo xứ, họ đạo, tạp chí, đài truyền thanh, cảng, bến xe, chợ, nhà xe, nhà mạng, đoàn phường, đoàn xã, ban nhân dân, ban cán sự, ban hộ tự, nhà trường, đội bóng, đội văn nghệ, liên chi hội, phân hội, tổ phụ nữ, tổ nông dân, nghiệp đoàn, tổ dân vận, tổ hòa giải, tổ an ninh, tổ công nghệ số, tổ vay vốn, tổ tiết kiệm, thành hội, tỉnh hội, huyện hội, đồng bào, liên đội, thành đoàn, tỉnh đoàn, huyện đoàn, xã đoàn, đoàn trường, nhóm zalo, tổ bảo vệ, tổ tự quản, tổ liên gia, tổ xung kích, đội xung kích, đội thanh niên"""
)
DETERMINERS = _table(
    "các, mỗi, từng, toàn thể, tất cả các, tất cả, mọi, những, cả, toàn, một số, hai, 100%, bản thân các, đối với, riêng, nhất là, kể cả, trước hết là"
)

HONOURS = _table(
    "đồng chí, đ/c, đ / c, các đồng chí, ông, bà, ths, ts, pgs, gs, tiến sĩ, thạc sĩ, đại tá, thượng tá, trung tá, thiếu tá, thiếu tướng, trung tướng, thượng tướng, đại tướng, bác sĩ, linh mục, hòa thượng, thượng tọa, đại đức, nhà báo, luật sư, anh, chị, đại úy, thượng úy, chủ tọa, chú, bác, cô, ts., ths."
)

# Words with which a post begins.
POSTS = _table(
    """ủy viên, ủy viên dự khuyết, bí thư, phó bí thư, chủ tịch, phó chủ tịch, trưởng, phó trưởng, phó ban, trưởng ban, phó trưởng ban, giám đốc, phó giám đốc,
    chánh, phó chánh, chánh văn phòng, phó chánh văn phòng, cục trưởng, phó cục trưởng, vụ trưởng, phó vụ trưởng, viện trưởng, phó viện trưởng, chi cục trưởng,
    chỉ huy trưởng, chỉ huy phó, chính ủy, phó chính ủy, chính trị viên, tổng giám đốc, hiệu trưởng, phó hiệu trưởng, bộ trưởng, thứ trưởng, thủ tướng, phó thủ tướng,
    tổng bí thư, phó tổng, tổng biên tập, tổng thư ký, thư ký, uvtv, uv btv, uvbtv, uvbch, uvbcht, tuv, tỉnh ủy viên, huyện ủy viên, thành ủy viên, đảng ủy viên, quận ủy viên, thị ủy viên,
    ct, pct, pbt, bt, hội trưởng, trưởng phòng, phó phòng, phó trưởng phòng, trưởng đoàn, phó trưởng đoàn, phó đoàn, cụm trưởng, cụm phó, khối trưởng, trưởng khối, trưởng cụm, tổ trưởng, tổ phó,
    trưởng thôn, quyền, nguyên, phó trưởng ban thường trực, đại biểu quốc hội, đại biểu hđnd, chánh án, viện trưởng viện kiểm sát, chánh thanh tra, kế toán trưởng, trưởng công an, phó trưởng công an, hàm, chuyên viên, thường trực, bí thư thứ nhất, ủy viên thường trực, ủy viên ban thường vụ, ủy viên trung ương, trưởng tiểu ban"""
)

# Words that join a clause to the one before and stay outside a task.
LINKS = _table(
    """đồng thời, bên cạnh đó, ngoài ra, trong đó, theo đó, cùng với đó, qua đó, từ đó, cụ thể, cụ thể là, đặc biệt là, đặc biệt, nhất là, trước hết, trước hết là,
    thứ nhất, thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy, thứ tám, thứ chín, thứ mười, một là, hai là, ba là, bốn là, năm là, sáu là, bảy là, tám là, chín là, mười là, mặt khác, song song đó,
    song song với đó, cùng đó, hơn nữa, và, là, như, gồm, bao gồm, cuối cùng, cuối cùng là, tiếp theo, riêng, do đó, vì vậy, do vậy, vì thế, để làm được điều đó,
    trong thời gian tới, thời gian tới, trước mắt, về lâu dài, trong đó có, trong đó cần, nhất là việc, trên cơ sở đó, đi đôi với đó, bên cạnh việc đó, cũng như, vừa, thì, mà, nhưng, tuy nhiên, trong quá trình thực hiện, trong những tháng cuối năm, những tháng cuối năm, rằng"""
)

# Words that open a phrase of circumstance before the clause proper.
FRAMES = _table(
    """trên tinh thần, trên cơ sở, căn cứ, để, nhằm, với, qua, thông qua, trong, về, đối với, tùy, tùy theo, từ nay, từ nay đến, thời gian tới, cùng với, bên cạnh,
    ngoài, nhân, nhân dịp, sau, sau khi, trước, trước tình hình, khi, tại, từ, do, bằng, song song với, gắn với, vào, ngay từ, ngay sau, sang, bước sang, bước vào, ngày, sáng ngày, chiều ngày, sáng, chiều, tối,
    năm, quý, tháng, 6 tháng, 9 tháng, 3 tháng, theo, hưởng ứng, thực hiện, phát huy, cuối, đầu, những tháng, hàng, hằng, hàng năm, hằng năm, định kỳ, chậm nhất, muộn nhất, trễ nhất, từ đầu, từ giữa, kể từ, riêng, trong khi, trường hợp, nếu"""
)

# What says that a thing has been done, or is being reported.
PAST = _table("đã, vừa, vừa qua, từng, đang, chưa, còn, được, bị")

# What says that a clause is the aim of the one before.
PURPOSES = _table(
    "để, nhằm, góp phần, từ đó, qua đó, nhờ đó, tạo điều kiện để, làm cơ sở, làm cơ sở để, trong đó, như, cụ thể, hướng tới, tiến tới"
)

# Words that tell what is or was so; they begin like a verb of action and are none.
TELLING = _table(
    """phát biểu, ghi nhận, trao đổi, thảo luận, trình bày, chứng kiến, đánh giá cao, đặt câu hỏi, đặt ra, đặt vấn đề, góp mặt, xét thấy, nhận thấy, nhận thức, nhận định, nhận được, nhận xét,
    đòi hỏi, mở ra, mở màn, đóng vai trò, đóng góp ý kiến, giữ vai trò, phát sinh, phát hiện thấy, gặp khó khăn, thu được, đạt được, bắt nguồn, bắt đầu, chịu ảnh hưởng, trải qua, dẫn đến, dẫn tới,
    cấp thiết, cấp bách, đổi thay, trả giá, học tập kinh nghiệm, chia sẻ kinh nghiệm, thông tin đến, gặp không ít, giữ nguyên trạng, xin ý kiến về, báo động, thay mặt, thay cho, ghi dấu, ghi danh, in dấu, đưa lại,
    mang lại, đem lại, mang ý nghĩa, trở thành, trở nên, xuất hiện, xuất phát, giảm so, tăng so, đóng trên, ở mức, xếp thứ, xếp loại tốt, xếp hạng, tiếp xúc với nguồn, sinh hoạt, giao ban, giao lưu, giao thông"""
)

MEETINGS = _table(
    """hội nghị, cuộc họp, phiên họp, buổi làm việc, buổi họp, kỳ họp, hội nghị trực tuyến, giao ban, đại hội, tọa đàm, hội thảo, họp, cuộc làm việc, buổi giao ban, hội nghị giao ban,
    cuộc giao ban, họp giao ban, phiên giao ban, buổi tiếp xúc, hội ý, làm việc, sơ kết, tổng kết, buổi sơ kết, buổi tổng kết, họp báo"""
)


MASSES = _table(
    """đoàn thể, đoàn thể chính trị - xã hội, tổ chức chính trị - xã hội, tổ chức thành viên, đoàn thể nhân dân, đoàn thể chính trị xã hội, tổ chức chính trị xã hội, hội đoàn thể,
    tổ chức đoàn thể, ban ngành đoàn thể, đoàn thể chính trị, tổ chức đoàn thể chính trị - xã hội, tổ chức CT-XH, đoàn thể CT-XH, tổ chức hội"""
)


def tables() -> dict[str, dict[str, str]]:
    """The vocabulary by category, as `Lexicon` takes it."""
    return {
        "verb": dict.fromkeys(VERBS | QUIET_VERBS, "plain") | dict.fromkeys(LEADING_VERBS, "lead"),
        "modal": MODALS,
        "order": ORDERS,
        "group": GROUP_HEADS,
        "determiner": DETERMINERS,
        "honour": HONOURS,
        "post": POSTS,
        "link": LINKS,
        "frame": FRAMES,
        "past": PAST,
        "telling": TELLING,
        "purpose": PURPOSES,
        "meeting": MEETINGS,
        "masses": MASSES,
        "kind": _table(KINDS),
        "field": _table(FIELDS.replace("lao động, thương binh", "lao động thương binh"))
        | {"lao động, thương binh và xã hội": "", "văn hóa, thể thao và du lịch": "", "kinh tế, hạ tầng và đô thị": ""},
        "level": _table(LEVELS),
        "province": _table(PROVINCES),
    }
