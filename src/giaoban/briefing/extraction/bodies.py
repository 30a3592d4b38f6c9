"""Names of the bodies of the Vietnamese political system, their aliases, and the words that follow them. Facts only.

One body per line: code | name | alias | alias … A level and a place may follow any of them in a text.
"""

BODIES = """
party.province | Tỉnh ủy
party.city | Thành ủy
party.district | Huyện ủy
party.urban-district | Quận ủy
party.town | Thị ủy
party.committee | Đảng ủy
party.forces | Đảng ủy Quân sự | Đảng ủy Công an | Đảng ủy Bộ đội Biên phòng | Đảng ủy Các cơ quan Đảng
party.commune-cell | Chi ủy
party.level | cấp ủy
party.bloc | Đảng ủy Khối các cơ quan và doanh nghiệp | Đảng ủy Khối các cơ quan | Đảng ủy Khối Doanh nghiệp
people.committee | UBND | Ủy ban nhân dân | Ủy ban Nhân dân | UBNND
people.council | HĐND | Hội đồng nhân dân | Hội đồng Nhân dân
front.committee | Ủy ban MTTQ Việt Nam | Ủy ban Mặt trận Tổ quốc Việt Nam | Ủy ban Mặt trận Tổ quốc | Ủy ban MTTQ | UBMTTQVN | UBMTTQ VN | UBMTTQ Việt Nam | UBMTTQ | UB MTTQ Việt Nam | UB MTTQ VN | UB MTTQVN | UB MTTQ | UBMT | UBMTTQVN | Uỷ ban MTTQVN | Ủy ban MTTQ VN | Ủy ban Mặt trận | UBMTTQVietNam | Ủy ban Mặt trận Tổ quốc (MTTQ) Việt Nam | Ủy ban Mặt trận Tổ quốc (MTTQ) | Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam | Ủy ban Trung ương MTTQ Việt Nam | UBTW MTTQ Việt Nam
front | MTTQ | Mặt trận Tổ quốc Việt Nam | Mặt trận Tổ quốc | MTTQVN | MTTQ Việt Nam | MTTQ VN
women | Hội Liên hiệp Phụ nữ | Hội LHPN | Hội LHPN Việt Nam | Hội Liên hiệp Phụ nữ Việt Nam | Hội Phụ nữ | HLHPN | LHPN | Hội Liên hiệp Phụ nữ (LHPN) | Trung ương Hội LHPN Việt Nam | Trung ương Hội Liên hiệp Phụ nữ Việt Nam
youth | Đoàn TNCS Hồ Chí Minh | Đoàn Thanh niên Cộng sản Hồ Chí Minh | Đoàn TNCS HCM | Đoàn Thanh niên | Đoàn TN | Đoàn Thanh niên CSHCM | Trung ương Đoàn | TW Đoàn | ĐTN
youth.province | Tỉnh đoàn | Thành đoàn
youth.district | Huyện đoàn | Quận đoàn | Thị đoàn
youth.commune | Xã đoàn | Đoàn xã | Đoàn phường
youth.federation | Hội Liên hiệp Thanh niên Việt Nam | Hội LHTN Việt Nam | Hội LHTN | Hội Liên hiệp Thanh niên
pioneers | Đội Thiếu niên Tiền phong Hồ Chí Minh | Đội TNTP Hồ Chí Minh
cell.veterans | Chi hội Cựu chiến binh | Chi hội CCB
cell.women | Chi hội Phụ nữ
cell.farmers | Chi hội Nông dân
cell.youth | Chi đoàn
cell.elderly | Chi hội Người cao tuổi
inspectorate | Thanh tra
hospital | Bệnh viện Đa khoa | Bệnh viện | Trung tâm Y tế
veterans | Hội Cựu chiến binh | Hội CCB | Hội Cựu chiến binh Việt Nam | Hội CCB Việt Nam | HCCB | Hội Cựu chiến binh (CCB)
farmers | Hội Nông dân | HND | Hội ND | Hội Nông dân Việt Nam | Trung ương Hội Nông dân Việt Nam | Hội Nông dân (HND)
labour | Liên đoàn Lao động | LĐLĐ | Tổng Liên đoàn Lao động Việt Nam | Công đoàn Viên chức | Công đoàn ngành Giáo dục | Liên đoàn Lao động (LĐLĐ)
red-cross | Hội Chữ thập đỏ | Hội CTĐ
elderly | Hội Người cao tuổi | Hội NCT
study | Hội Khuyến học
lawyers | Hội Luật gia | Đoàn Luật sư
journalists | Hội Nhà báo
literature | Hội Văn học nghệ thuật | Hội Văn học - Nghệ thuật | Hội VHNT
oriental-medicine | Hội Đông y
orange | Hội Nạn nhân chất độc da cam/dioxin | Hội Nạn nhân chất độc da cam
blind | Hội Người mù
former-youth | Hội Cựu thanh niên xung phong | Hội Cựu TNXP
charity | Hội Bảo trợ người tàn tật và trẻ mồ côi | Hội Bảo trợ người khuyết tật và trẻ mồ côi | Hội Bảo trợ
science | Liên hiệp các Hội Khoa học và Kỹ thuật | Liên hiệp các Hội KH&KT
friendship | Liên hiệp các tổ chức hữu nghị
cooperative | Liên minh Hợp tác xã | Liên minh HTX
business | Hiệp hội Doanh nghiệp | Hội Doanh nhân trẻ
buddhist | Giáo hội Phật giáo Việt Nam | Giáo hội Phật giáo | Ban Trị sự Giáo hội Phật giáo
catholic | Ủy ban Đoàn kết Công giáo
police | Công an
military | Bộ Chỉ huy Quân sự | Bộ CHQS | Ban Chỉ huy Quân sự | Ban CHQS | Bộ Tư lệnh
border | Bộ đội Biên phòng | Bộ Chỉ huy Bộ đội Biên phòng | Bộ CHBĐBP | BĐBP
court | Tòa án nhân dân | TAND | Tòa án
procuracy | Viện kiểm sát nhân dân | VKSND | Viện Kiểm sát
treasury | Kho bạc Nhà nước | KBNN
social-insurance | Bảo hiểm xã hội | BHXH
statistics | Cục Thống kê | Chi cục Thống kê
tax | Cục Thuế | Chi cục Thuế
policy-bank | Ngân hàng Chính sách xã hội | NHCSXH | Ngân hàng CSXH
state-bank | Ngân hàng Nhà nước
broadcaster | Đài Phát thanh và Truyền hình | Đài PT-TH | Đài PT&TH | Đài Phát thanh - Truyền hình | Đài Truyền thanh
steering | Ban Chỉ đạo | BCĐ | Ban CĐ
assembly.delegation | Đoàn đại biểu Quốc hội | Đoàn ĐBQH
front.village | Ban công tác Mặt trận | Ban CTMT
inspection.people | Ban Thanh tra nhân dân | Ban TTND
inspection.community | Ban Giám sát đầu tư của cộng đồng | Ban GSĐTCĐ | Ban giám sát đầu tư cộng đồng
political-school | Trường Chính trị
political-centre | Trung tâm Chính trị
thi-hanh-an | Cục Thi hành án dân sự | Chi cục Thi hành án dân sự
centre.politburo | Bộ Chính trị
centre.secretariat | Ban Bí thư
centre.committee | Ban Chấp hành Trung ương Đảng | Ban Chấp hành Trung ương | BCH Trung ương Đảng | BCH Trung ương | Trung ương Đảng | BCHTW | BCH TW
centre.assembly | Quốc hội
centre.assembly.standing | Ủy ban Thường vụ Quốc hội | UBTVQH
centre.government | Chính phủ
centre.front | Ủy ban Trung ương MTTQ Việt Nam
centre.mobilisation | Ban Dân vận Trung ương
centre.organisation | Ban Tổ chức Trung ương
centre.propaganda | Ban Tuyên giáo Trung ương | Ban Tuyên giáo và Dân vận Trung ương
centre.inspection | Ủy ban Kiểm tra Trung ương
centre.interior | Ban Nội chính Trung ương
centre.office | Văn phòng Trung ương Đảng | Văn phòng Chính phủ | Văn phòng Quốc hội
centre.council-masses | Hội đồng Công tác quần chúng Trung ương
centre.news | TTXVN | Thông tấn xã Việt Nam
centre.tv | VTV | VOV | Đài Tiếng nói Việt Nam | Đài Truyền hình Việt Nam
centre.emulation | Hội đồng Thi đua - Khen thưởng Trung ương | Ban Thi đua - Khen thưởng Trung ương
"""

# Parts of a body: they only mean something with the body that follows, or stand for the one that the text is about.
PREFIXES = """
part.standing-board | Ban Thường vụ | BTV
part.standing-committee | Ban Thường trực | BTT
part.standing | Thường trực
part.executive | Ban Chấp hành | BCH
part.office | Văn phòng
part.mobilisation | Ban Dân vận | BDV
part.organisation | Ban Tổ chức
part.propaganda | Ban Tuyên giáo | Ban Tuyên giáo và Dân vận
part.interior | Ban Nội chính
part.inspection | Ủy ban Kiểm tra | UBKT
part.emulation | Ban Thi đua khen thưởng | Ban Thi đua - Khen thưởng | Hội đồng Thi đua - Khen thưởng
part.cadre-health | Ban Bảo vệ chăm sóc sức khỏe cán bộ
part.delegation | Đảng đoàn | Ban cán sự đảng
part.legal-board | Ban Pháp chế | Ban Kinh tế - Ngân sách | Ban Văn hóa - Xã hội | Ban Dân tộc | Ban Kinh tế - Xã hội
part.presidium | Đoàn Chủ tịch
part.central | Ủy ban Trung ương
"""

# Kinds of body whose own name follows in capitals: "Sở Xây dựng", "Phòng Văn hóa và Thông tin", "Trung tâm Y tế".
KINDS = (
    "sở, bộ, cục, tổng cục, chi cục, vụ, viện, trung tâm, phòng, ban, trường, công ty, tổng công ty, hội, hiệp hội, liên minh, "
    "quỹ, đài, báo, ngân hàng, khối, cụm, cụm thi đua, khối thi đua, liên hiệp, ban quản lý, bệnh viện, trạm, hạt, đồn, thanh tra, "
    "ban đại diện, ban vận động, ban cứu trợ, tổ công tác, hội đồng, tiểu ban, câu lạc bộ, hợp tác xã, tạp chí, ủy ban, chi hội, học viện, phân hội"
)

# Fields of work as they stand in the names of departments; they hold small letters inside.
FIELDS = (
    "nông nghiệp và phát triển nông thôn, nông nghiệp và môi trường, nông nghiệp và ptnt, nn&ptnt, giáo dục và đào tạo, gd&đt, gd-đt, "
    "tài nguyên và môi trường, tn&mt, tài nguyên - môi trường, lao động - thương binh và xã hội, lao động, thương binh và xã hội, lao động thương binh và xã hội, lđ-tb&xh, lđtb&xh, lđtbxh, "
    "kế hoạch và đầu tư, kh&đt, tài chính, tài chính - kế hoạch, tài chính kế hoạch, nội vụ, tư pháp, công thương, xây dựng, giao thông vận tải, gtvt, giao thông - vận tải, y tế, khoa học và công nghệ, "
    "kh&cn, văn hóa, thể thao và du lịch, văn hóa thể thao và du lịch, vhtt&dl, văn hóa và thể thao, văn hóa và thông tin, văn hóa - thông tin, văn hóa thông tin, văn hóa - xã hội, văn hóa, khoa học và thông tin, thông tin và truyền thông, tt&tt, ngoại vụ, "
    "dân tộc, dân tộc và tôn giáo, tôn giáo, du lịch, kinh tế, kinh tế và hạ tầng, kinh tế - hạ tầng, kinh tế, hạ tầng và đô thị, quản lý đô thị, kinh tế hạ tầng, thi hành án dân sự, thi đua khen thưởng, thi đua - khen thưởng, "
    "phục vụ hành chính công, hành chính công, thanh niên xung phong, văn hóa - thông tin và thể thao, văn hóa thông tin và thể thao, văn hóa - thể thao và truyền thông, truyền thông và văn hóa, dịch vụ nông nghiệp, khuyến nông, kiểm lâm, thủy lợi, thủy sản, chăn nuôi và thú y, "
    "trồng trọt và bảo vệ thực vật, quản lý thị trường, hải quan, thuế, thống kê, dân số, dân số - kế hoạch hóa gia đình, an toàn vệ sinh thực phẩm, kiểm soát bệnh tật, quốc phòng, công an, ngoại giao, giao thông, "
    "dịch vụ việc làm, giới thiệu việc làm, phát triển quỹ đất, quản lý dự án, đầu tư xây dựng, quản lý khu kinh tế, văn kiện, nhân sự, dân vận, pháp chế, dân nguyện, giảm nghèo, vì người nghèo, phòng chống thiên tai, cứu trợ, hỗ trợ nông dân, khuyến học, đền ơn đáp nghĩa, nhân đạo, phát triển phụ nữ"
)

# Words for a level, after which the name of a place may follow.
LEVELS = (
    "trung ương, tw, t.ư, tỉnh, thành phố, tp, huyện, quận, thị xã, tx, xã, phường, thị trấn, đặc khu, thôn, bản, tổ dân phố, khu phố, "
    "các cấp, cơ sở, cấp tỉnh, cấp huyện, cấp xã, cấp thành phố, cấp cơ sở, toàn tỉnh, các tỉnh, các huyện, các xã, các phường, các thôn, các quận, hai cấp, cấp trung ương"
)

PROVINCES = (
    "an giang, bà rịa - vũng tàu, bạc liêu, bắc giang, bắc kạn, bắc ninh, bến tre, bình dương, bình định, bình phước, bình thuận, cà mau, cao bằng, cần thơ, "
    "đà nẵng, đắk lắk, đăk lăk, đắk nông, đăk nông, điện biên, đồng nai, đồng tháp, gia lai, hà giang, hà nam, hà nội, hà tĩnh, hải dương, hải phòng, hậu giang, hòa bình, "
    "hưng yên, khánh hòa, kiên giang, kon tum, lai châu, lạng sơn, lào cai, lâm đồng, long an, nam định, nghệ an, ninh bình, ninh thuận, phú thọ, phú yên, quảng bình, "
    "quảng nam, quảng ngãi, quảng ninh, quảng trị, sóc trăng, sơn la, tây ninh, thái bình, thái nguyên, thanh hóa, thừa thiên huế, thừa thiên - huế, huế, tiền giang, hồ chí minh, trà vinh, "
    "tuyên quang, vĩnh long, vĩnh phúc, yên bái, việt nam"
)

SURNAMES = frozenset(
    [
        "nguyễn",
        "trần",
        "lê",
        "phạm",
        "hoàng",
        "huỳnh",
        "phan",
        "vũ",
        "võ",
        "đặng",
        "bùi",
        "đỗ",
        "hồ",
        "ngô",
        "dương",
        "lý",
        "đào",
        "đinh",
        "đoàn",
        "lâm",
        "mai",
        "trịnh",
        "tô",
        "tạ",
        "hà",
        "lương",
        "cao",
        "châu",
        "thái",
        "chu",
        "tăng",
        "triệu",
        "quách",
        "la",
        "lưu",
        "phùng",
        "vương",
        "từ",
        "kiều",
        "hứa",
        "nông",
        "lò",
        "lường",
        "vàng",
        "giàng",
        "sùng",
        "thào",
        "hầu",
        "cầm",
        "quàng",
        "lầu",
        "mùa",
        "tòng",
        "vi",
        "hờ",
        "ma",
        "ly",
        "bế",
        "nghiêm",
        "thân",
        "phí",
        "ninh",
        "mạc",
        "lã",
        "khổng",
        "văn",
        "trương",
        "tống",
        "diệp",
        "đồng",
        "điểu",
        "thạch",
        "sơn",
        "kim",
        "y",
        "h",
        "a",
        "k'",
        "siu",
        "rơ",
        "kpă",
        "ksor",
        "rmah",
        "rahlan",
        "nay",
        "đàm",
        "đậu",
        "cù",
        "giáp",
        "thi",
        "trang",
        "âu",
        "doãn",
        "viên",
        "ông",
        "nhâm",
        "lại",
        "bạch",
        "mã",
        "tôn",
        "cái",
        "cung",
        "chẩu",
        "hạng",
    ]
)
