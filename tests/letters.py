"""A short letter of an invented province, for tests that need one with a citation, two tasks, units and deadlines."""

LETTER = """UBND TỈNH SÔNG LAM
SỞ Y TẾ
Số: 45/SYT-NVY
V/v phòng, chống dịch
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lam, ngày 02 tháng 3 năm 2026

Kính gửi: Trung tâm Y tế các huyện

Thực hiện Công văn số 12/UBND-KGVX ngày 15/02/2026 của UBND tỉnh Sông Lam, Sở Y tế yêu cầu:
1. Trung tâm Y tế các huyện rà soát cơ số thuốc, hoàn thành trước ngày 20/3/2026.
2. Phòng Nghiệp vụ Y chủ trì, phối hợp với Văn phòng Sở tổng hợp, báo cáo Giám đốc Sở trước ngày 31/3/2026.

GIÁM ĐỐC
Lê Văn Mẫu
"""
