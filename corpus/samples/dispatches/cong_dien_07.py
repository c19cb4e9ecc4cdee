"""An urgent telegram: hours of the day in deadlines, a daily report."""

from corpus.samples.shapes import Dispatch, texts

DISPATCH = Dispatch(
    name="cong-dien-07-cd-ubnd",
    issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM"),
    number="07/CĐ-UBND",
    dateline="Sông Lam, ngày 20 tháng 9 năm 2026",
    title="CÔNG ĐIỆN",
    subject="Về việc tập trung ứng phó mưa lũ, ngập lụt, sạt lở đất",
    urgency="HỎA TỐC",
    body=texts(
        "Theo dự báo, từ đêm 20/9 đến ngày 23/9/2026, trên địa bàn tỉnh có mưa to đến rất to, lượng mưa phổ biến 200 - 350 mm. Căn cứ Luật Phòng, chống thiên "
        "tai số 33/2013/QH13 ngày 19 tháng 6 năm 2013, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:",
        "1. Chủ tịch Ủy ban nhân dân các xã, phường:",
        "a) Tổ chức sơ tán Nhân dân ra khỏi khu vực nguy hiểm trước 18 giờ ngày 21/9/2026.",
        "b) Duy trì lực lượng trực ban, báo cáo Ban Chỉ huy Phòng thủ dân sự tỉnh trước 15 giờ hằng ngày.",
        "2. Sở Nông nghiệp và Môi trường chỉ đạo vận hành an toàn các hồ chứa; kiểm tra 100% hồ chứa xung yếu, xong trong ngày 21/9/2026.",
        "3. Sở Xây dựng chủ trì, phối hợp với Công an tỉnh phân luồng giao thông tại các ngầm, tràn bị ngập.",
        "4. Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh chuẩn bị lực lượng, phương tiện sẵn sàng cứu hộ, cứu nạn.",
        "5. Nghiêm cấm người và phương tiện qua lại khu vực ngập sâu, nước chảy xiết.",
        "Yêu cầu các đơn vị nghiêm túc thực hiện./.",
    ),
    recipients=("- Ban Chỉ đạo Phòng thủ dân sự quốc gia (để b/c);", "- Các sở, ban, ngành;", "- UBND các xã, phường;", "- Lưu: VT, KT."),
    signature=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Mai Xuân Trường",
)
