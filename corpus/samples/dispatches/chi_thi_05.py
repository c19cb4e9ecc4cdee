"""A directive to several bodies: units as headings, a weekly report by the hour, a delay in hours, a prohibition."""

from corpus.samples.shapes import Dispatch, heading, texts

DISPATCH = Dispatch(
    name="chi-thi-05-ct-ubnd",
    issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM"),
    number="05/CT-UBND",
    dateline="Sông Lam, ngày 02 tháng 3 năm 2026",
    title="CHỈ THỊ",
    subject="Về việc tăng cường phòng, chống bệnh sốt xuất huyết trên địa bàn tỉnh",
    body=(
        *texts(
            "Từ đầu năm đến nay, bệnh sốt xuất huyết có xu hướng gia tăng tại nhiều xã, phường. Để chủ động phòng, chống dịch theo quy định của Luật Phòng, "
            "chống bệnh truyền nhiễm số 03/2007/QH12 ngày 21 tháng 11 năm 2007, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:",
        ),
        heading("1. Sở Y tế"),
        *texts(
            "a) Chủ trì, phối hợp với Sở Giáo dục và Đào tạo tổ chức chiến dịch diệt lăng quăng tại các trường học; hoàn thành trước ngày 20/3/2026.",
            "b) Xử lý 100% ổ dịch trong vòng 48 giờ kể từ khi phát hiện.",
            "c) Thực hiện thông tin, báo cáo theo Thông tư số 54/2015/TT-BYT ngày 28 tháng 12 năm 2015 của Bộ trưởng Bộ Y tế; báo cáo Chủ tịch Ủy ban nhân dân "
            "tỉnh trước 16 giờ thứ Năm hằng tuần.",
        ),
        *texts("2. Sở Tài chính: Tham mưu bố trí kinh phí phòng, chống dịch trong quý I/2026.",
               "3. Sở Văn hóa, Thể thao và Du lịch; Báo và Phát thanh, truyền hình Sông Lam tăng cường truyền thông về các biện pháp phòng bệnh."),
        heading("4. Ủy ban nhân dân các xã, phường"),
        *texts(
            "- Huy động các tổ chức, đoàn thể tham gia vệ sinh môi trường; vận động trên 95% hộ gia đình cam kết diệt lăng quăng trong tháng 3/2026.",
            "- Không được che giấu, báo cáo sai tình hình dịch bệnh.",
            "5. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh vận động Nhân dân tham gia phòng, chống dịch.",
            "6. Giao Sở Y tế theo dõi, đôn đốc, kiểm tra việc thực hiện Chỉ thị này./.",
        ),
    ),
    recipients=("- Bộ Y tế (để b/c);", "- Thường trực Tỉnh ủy (để b/c);", "- Các sở, ban, ngành;", "- UBND các xã, phường;", "- Lưu: VT, KGVX."),
    signature=("CHỦ TỊCH",),
    signer="Ngô Gia Bách",
)  # fmt: skip
