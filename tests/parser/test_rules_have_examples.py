"""Every rule of header and citations has an example: a text in which it, and no other, gives the value, as `chidao explain` says.

The recognisers' rules have theirs beside them (`Recogniser.examples`); those of tasks, deadlines and targets in their corpora.
"""

import re
from pathlib import Path

import pytest

from annotations.explain import explain
from parser.pipeline import parse

ROOT = Path(__file__).resolve().parents[2]
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
HEAD = f"ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n{STATE}Số: 12/UBND-KT\nSông Lam, ngày 05 tháng 3 năm 2024\nV/v kiểm kê rừng\nKính gửi: Sở Y tế.\n"
PLAN = f"ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n{STATE}Số: 12/KH-UBND\nSông Lam, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nKiểm kê rừng\n"
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu\n"

# rule -> (text, field as explain names it, what the value holds)
EXAMPLES = {
    "number.letterhead": (HEAD, "header number", "12/UBND-KT"),
    "number.blank": (HEAD.replace("12/UBND", "     /UBND"), "header number", "/UBND-KT"),
    "number.caption": ("QUY CHẾ\nLàm việc\n(Kèm theo Quyết định số 7/QĐ-SYT ngày 03/4/2020 của Giám đốc Sở Y tế tỉnh Sông Lam)\nĐiều 1. Phạm vi\n", "header number", "7/QĐ-SYT"),
    "type.heading": (PLAN, "header type", "ke_hoach"),
    "type.number": (HEAD, "header type", "cong_van"),
    "type.layout": ("Kính gửi: Sở Y tế.\nĐề nghị Sở báo cáo.", "header type", "cong_van"),
    "type.operative": ("Căn cứ Luật Thủy lợi năm 2017;\nQUYẾT ĐỊNH:\nĐiều 1. Thành lập Tổ công tác.", "header type", "quyet_dinh"),
    "issuer.letterhead": (HEAD, "header issuer", "Ủy ban nhân dân tỉnh Sông Lam"),
    "issuer.authority_line": (f"HỘI ĐỒNG ĐIỀU PHỐI\n{STATE}Số: 3/QĐ-HĐĐP\nQUYẾT ĐỊNH\nVề việc cử thư ký\nHỘI ĐỒNG ĐIỀU PHỐI VÙNG SÔNG LAM\nCăn cứ Luật Thủy lợi năm 2017;\n", "header issuer", "vùng"),
    "issuer.heading": (f"{STATE}THÔNG TƯ\nCỦA BỘ TÀI CHÍNH\nSỐ 12/1999/TT-BTC NGÀY 05 THÁNG 3 NĂM 1999\nVỀ VIỆC QUẢN LÝ VỐN\nCăn cứ Nghị định số 8/CP;\n", "header issuer", "Bộ Tài chính"),
    "issuer.caption": ("QUY CHẾ\nLàm việc\n(Kèm theo Quyết định số 7/QĐ-SYT ngày 03/4/2020 của Giám đốc Sở Y tế tỉnh Sông Lam)\nĐiều 1. Phạm vi\n", "header issuer", "Sở Y tế tỉnh Sông Lam"),
    "issuer.number": ("Số: 88/BTP-PC\nHà Nội, ngày 05 tháng 6 năm 2023\nKính gửi: Sở Nội vụ.\nĐề nghị cho ý kiến.", "header issuer", "Bộ Tư pháp"),
    "issuer.initials": ("Số: 88/BLN-PC\nHà Nội, ngày 05 tháng 6 năm 2023\nKính gửi: Sở Nội vụ.\nBộ Lâm nghiệp có ý kiến như sau.", "header issuer", "Bộ Lâm nghiệp"),
    "issuer.body": ("Kính gửi: Các bệnh viện.\nBộ Y tế đề nghị các đơn vị báo cáo trước ngày 30/6/2024.", "header issuer", "Bộ Y tế"),
    "issuer.signature": ("Các đơn vị tổ chức trực ban./.\nKT. BỘ TRƯỞNG BỘ Y TẾ\nTHỨ TRƯỞNG\n\nLê Thị Mẫu\n", "header issuer", "Bộ Y tế"),
    "locality.issuer": (HEAD, "header locality", "Sông Lam"),
    "locality.place": (f"BAN CHỈ ĐẠO NƯỚC SẠCH\n{STATE}Số: 1/KH-BCĐ\nHà Giang, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nNăm 2024\n", "header locality", "Hà Giang"),
    "locality.body": (f"SỞ Y TẾ\n{STATE}Số: 1/QĐ-SYT\nngày 05 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc cử cán bộ\nGIÁM ĐỐC SỞ Y TẾ TỈNH HÀ GIANG\nCăn cứ Luật Dược;\n", "header locality", "Hà Giang"),
    "locality.text": (f"SỞ Y TẾ\n{STATE}Số: 1/SYT-VP\nngày 05 tháng 3 năm 2024\nKính gửi: Các đơn vị.\nSở đề nghị các cơ sở trên địa bàn tỉnh Hà Giang báo cáo.", "header locality", "Hà Giang"),
    "dateline": (HEAD, "header date", "2024-03-05"),
    "date.beside_number": (f"{STATE}THÔNG TƯ\nCỦA BỘ TÀI CHÍNH\nSỐ 12/1999/TT-BTC NGÀY 05 THÁNG 3 NĂM 1999\nVỀ VIỆC QUẢN LÝ VỐN\nCăn cứ Nghị định số 8/CP;\n", "header date", "1999-03-05"),
    "date.caption": ("QUY CHẾ\nLàm việc\n(Kèm theo Quyết định số 7/QĐ-SYT ngày 03/4/2020 của Giám đốc Sở Y tế tỉnh Sông Lam)\nĐiều 1. Phạm vi\n", "header date", "2020-04-03"),
    "date.passed": ("QUỐC HỘI\nLuật số: 24/2018/QH14\nLUẬT\nTHỦY LỢI\nĐiều 1. Phạm vi\nLuật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam thông qua ngày 19 tháng 6 năm 2018.", "header date", "2018-06-19"),
    "subject.title": (PLAN, "header subject", "Kiểm kê rừng"),
    "subject.about": (HEAD, "header subject", "kiểm kê rừng"),
    "addressees.kinh_gui": (HEAD, "header addressees", "Sở Y tế"),
    "recipients.noi_nhan": (HEAD + "Đề nghị báo cáo./." + FOOT, "header recipients", "Như trên"),
    "archive.luu": (HEAD + "Đề nghị báo cáo./." + FOOT, "header archive", "VT"),
    "signer.block": (HEAD + "Đề nghị báo cáo./." + FOOT, "header signers", "Trần Văn Mẫu"),
    "received.stamp": ("CÔNG VĂN ĐẾN\nSố: 1204\nNgày: 06/3/2024\n" + HEAD, "header received", "1204"),
    "urgency.mark": (HEAD.replace("Số:", "HỎA TỐC\nSố:"), "header urgency", "Hỏa tốc"),
    "secrecy.mark": (HEAD.replace("Số:", "TỐI MẬT\nSố:"), "header secrecy", "Tối mật"),
    "citation.normative": (PLAN + "Căn cứ Nghị định số 30/2020/NĐ-CP;\n", "citation", "nd-cp/2020/30"),
    "citation.assembly": (PLAN + "Căn cứ Luật số 24/2018/QH14;\n", "citation", "qh14/2018/24"),
    "citation.administrative": (PLAN + "Căn cứ Quyết định số 12/QĐ-BYT ngày 01/02/2024;\n", "citation", "qd-byt/2024/12"),
    "citation.party": (PLAN + "Căn cứ Nghị quyết số 52-NQ/TW ngày 27/9/2019;\n", "citation", "nq-tw/2019/52"),
    "citation.letter": (PLAN + "Căn cứ Công văn số 34/BYT-KCB ngày 01/02/2024;\n", "citation", "byt-kcb/2024/34"),
    "citation.legacy": (PLAN + "Căn cứ Nghị định số 87/CP ngày 12/12/1995;\n", "citation", "cp/1995/87"),
    "citation.law.known": (PLAN + "Căn cứ Luật Thủy lợi năm 2017;\n", "citation", "name, legal_basis"),
    "citation.law": (PLAN + "Căn cứ Luật Khai khoáng vùng núi năm 2017;\n", "citation", "name, legal_basis"),
    "citation.law.amending": (PLAN + "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thủy lợi ngày 19/6/2023;\n", "citation", "name, legal_basis"),
    "citation.constitution": (PLAN + "Căn cứ Hiến pháp năm 2013;\n", "citation", "name, legal_basis"),
    "citation.name.gazetteer": (PLAN + "1. Thực hiện Đề án 06.\n", "citation", "qd-ttg/2022/6"),
    "citation.name.promulgated": (
        PLAN + "Căn cứ Quyết định số 12/QĐ-TTg ngày 01/02/2024 của Thủ tướng Chính phủ phê duyệt Đề án trồng rừng phòng hộ ven biển;\n\n1. Triển khai Đề án trồng rừng phòng hộ ven biển.\n",
        "citation", "name, implements -> qd-ttg/2024/12",
    ),
    "citation.defined_term": (PLAN + "Căn cứ Quyết định số 12/QĐ-TTg ngày 01/02/2024 (gọi tắt là Quyết định 12);\n\n1. Triển khai Quyết định 12.\n", "citation", "defined_term, implements -> qd-ttg/2024/12"),
    "citation.self.this": (PLAN + "1. Sở Y tế báo cáo kết quả thực hiện Kế hoạch này.\n", "citation", "self"),
    "citation.self.bare": (PLAN + "1. Kinh phí thực hiện Kế hoạch do ngân sách bảo đảm.\n", "citation", "self"),
    "citation.short.number": (PLAN + "Căn cứ Thông tư số 54/2017/TT-BYT;\n\n1. Thực hiện theo Thông tư 54.\n", "citation", "short, per -> tt-byt/2017/54"),
    "citation.short.bare": (PLAN + "Căn cứ Nghị quyết số 52-NQ/TW ngày 27/9/2019;\n\n1. Quán triệt, thực hiện Nghị quyết đến mọi cán bộ.\n", "citation", "short, implements -> nq-tw/2019/52"),
    "citation.short.above": (PLAN + "Căn cứ Thông tư số 54/2017/TT-BYT;\n\n1. Rà soát theo Thông tư nêu trên.\n", "citation", "short, per -> tt-byt/2017/54"),
    "definition.formula": (HEAD + "Sở Y tế, Sở Tài chính (sau đây gọi tắt là các đơn vị) báo cáo.", "definition", "các đơn vị"),
    "definition.table": (HEAD + "| TT | Từ viết tắt | Diễn giải |\n| --- | --- | --- |\n| 1 | BXSL | Bến xe Sông Lam |\n", "definition", "BXSL"),
    "definition.alias": (HEAD + "Thực hiện Quyết định số 6/QĐ-TTg ngày 06/01/2022 (Đề án 06/CP), các đơn vị báo cáo.", "definition", "Đề án 06/CP"),
}  # fmt: skip
# What only a reader of page images can give has its examples there.
ELSEWHERE = {"signer.mended_name": "test_a_mended_name_is_said_to_be_so", "signer.deputy": "test_nobody_signs_for_himself", "signer.name_alone": "test_a_name_alone_under_unreadable_capitals_is_a_signer"}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_example(rule: str) -> None:
    text, field, value = EXAMPLES[rule]
    found = [e for e in explain(parse(text.encode(), "x.txt")) if e.field.startswith(field) and e.rule == rule]
    assert any(value.casefold() in e.value.casefold() for e in found), found


_RULE = re.compile(r'"((?:number|type|issuer|date|subject|addressees|recipients|archive|signer|locality|received|urgency|secrecy|citation|definition)\.[a-z_.]+)"|"(dateline)"')


def test_every_rule_has_its_example() -> None:
    sources = [p for room in ("header", "citations") for p in (ROOT / "parser" / room).glob("*.py")]
    rules = {m[1] or m[2] for p in sources for m in _RULE.finditer(p.read_text(encoding="utf-8"))}
    assert rules - EXAMPLES.keys() == ELSEWHERE.keys()
    scans = (ROOT / "tests" / "parser" / "header" / "test_scans.py").read_text(encoding="utf-8")
    assert all(f"def {name}(" in scans for name in ELSEWHERE.values())
