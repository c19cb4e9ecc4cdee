"""Dispatches of the invented country as files with exact references: letters, plans with tables over pages, directives.

`Letters(graph)` writes out what `Graph` only plans: the same numbers, dates and citations, so that ten thousand files make one graph.
A dispatch is a `corpus.samples.shapes.Dispatch` and what a perfect parse would say of it; `as_text`, `as_docx`, `as_pdf`, `as_scan`
give its bytes. Everything is seeded by the document's own number: any process gives the same bytes for it.
"""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from PIL import Image
from reportlab.lib import pagesizes
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, PageBreak, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Paragraph as Flowing
from speed.generator import Graph

from corpus.samples.shapes import Dispatch, Paragraph, Table, heading, title
from corpus.samples.writer import write_docx

Kind = Literal["letter", "plan", "directive"]
Format = Literal["txt", "docx", "pdf", "scan"]
KINDS: tuple[tuple[Kind, float], ...] = (("letter", 0.6), ("plan", 0.25), ("directive", 0.15))
FORMATS: tuple[tuple[Format, float], ...] = (("docx", 0.4), ("pdf", 0.42), ("txt", 0.15), ("scan", 0.03))
"""The share of scans is small because a page of one takes as long as a hundred others: what a measurement says depends on it, so it is said beside it."""

_PLACE = "Sông Lam"
_OFFICES = ("Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng", "Sở Công Thương", "Sở Khoa học và Công nghệ", "Sở Giáo dục và Đào tạo", "Công an tỉnh", "Thanh tra tỉnh")
_WHAT = (
    "rà soát, thống kê {thing} trên địa bàn", "xây dựng kế hoạch triển khai {thing}", "tổng hợp kết quả thực hiện {thing}", "tổ chức tập huấn về {thing}",
    "kiểm tra, hướng dẫn việc thực hiện {thing}", "bố trí kinh phí cho {thing} theo quy định", "tuyên truyền, phổ biến về {thing} đến Nhân dân",
    "cập nhật dữ liệu về {thing} vào hệ thống thông tin dùng chung", "hoàn thiện hồ sơ, thủ tục liên quan đến {thing}",
)  # fmt: skip
_THINGS = (
    "công tác phòng, chống thiên tai", "chuyển đổi số trong cơ quan nhà nước", "cải cách thủ tục hành chính", "tiêm chủng mở rộng", "an toàn thực phẩm",
    "giải ngân vốn đầu tư công", "nước sạch nông thôn", "bảo vệ môi trường", "đào tạo nghề cho lao động nông thôn", "phòng cháy, chữa cháy",
)  # fmt: skip
_WHY = (
    "Thời gian qua, các cơ quan, đơn vị, địa phương đã có nhiều cố gắng và đạt được những kết quả bước đầu; tuy nhiên vẫn còn một số hạn chế, tồn tại cần được khắc phục. ",
    "Qua theo dõi cho thấy tiến độ ở một số nơi còn chậm, việc phối hợp giữa các ngành chưa chặt chẽ, dữ liệu chưa được cập nhật đầy đủ. ",
    "Nguyên nhân chủ yếu là do công tác chỉ đạo chưa quyết liệt, nguồn lực còn hạn chế và nhận thức của một bộ phận cán bộ chưa đầy đủ. ",
)  # fmt: skip
_TYPE_WORDS = {"letter": ("CV", ""), "plan": ("KH", "KẾ HOẠCH"), "directive": ("CT", "CHỈ THỊ")}
_CITED = (("QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ"), ("KH-UBND", "Kế hoạch", "Ủy ban nhân dân tỉnh"), ("NĐ-CP", "Nghị định", "Chính phủ"))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a perfect parse says: the number, each task's (lead, due date), each citation's number."""

    number: str
    date: str
    tasks: tuple[tuple[str, str | None], ...]
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """The documents of a graph as files. `length`: roughly how many characters a letter has; plans and directives go with it."""

    graph: Graph
    length: int = 5000

    def kind(self, n: int) -> Kind:
        """What sort of dispatch the n-th is."""
        return random.Random(f"kind {self.graph.seed} {n}").choices([k for k, _ in KINDS], [w for _, w in KINDS])[0]

    def format(self, n: int) -> Format:
        """As what the n-th is kept."""
        return random.Random(f"format {self.graph.seed} {n}").choices([f for f, _ in FORMATS], [w for _, w in FORMATS])[0]

    def make(self, n: int, kind: Kind | None = None) -> tuple[Dispatch, Expected]:
        """The n-th dispatch and what it says."""
        draw = random.Random(f"dispatch {self.graph.seed} {n}")
        kind = kind or self.kind(n)
        year, month, day = self.graph.dates[n].split("-")
        code, name = _TYPE_WORDS[kind]
        number = f"{n + 1}/{'UBND-VX' if kind == 'letter' else f'{code}-UBND'}"
        thing = draw.choice(_THINGS)
        citations: list[str] = []
        tasks: list[tuple[str, str | None]] = []

        def cited() -> str:
            symbol, word, issuer = draw.choice(_CITED)
            own = f"{draw.randrange(1, 2500)}/{f'{int(year) - 1}/' if symbol == 'NĐ-CP' else ''}{symbol}"
            citations.append(own)
            return f"{word} số {own} ngày {draw.randrange(1, 29):02} tháng {draw.randrange(1, 13):02} năm {int(year) - 1} của {issuer} về {draw.choice(_THINGS)}"

        def order(lead: str) -> tuple[str, str]:
            due = f"{int(year) + 1}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
            tasks.append((lead, due))
            return draw.choice(_WHAT).format(thing=draw.choice(_THINGS)), f"{due[8:]}/{due[5:7]}/{due[:4]}"

        lead_in = f"Thực hiện {cited()}; {cited()}; Ủy ban nhân dân tỉnh {_PLACE} {'ban hành Kế hoạch' if kind == 'plan' else 'yêu cầu các cơ quan, đơn vị thực hiện'} như sau:"
        body: list[Paragraph | Table] = [Paragraph("".join(_WHY)), Paragraph(lead_in)]
        annex: list[Paragraph | Table] = []
        if kind == "plan":
            body += [heading("I. MỤC TIÊU"), Paragraph(f"1. Phấn đấu đến năm {int(year) + 2} có ít nhất {draw.randrange(60, 99)}% đơn vị hoàn thành {thing}.")]
            body += [heading("II. TỔ CHỨC THỰC HIỆN")]
            rows = []
            for index in range(1, max(8, self.length // 90)):
                lead = draw.choice(_OFFICES)
                what, due = order(lead)
                rows.append((str(index), what.capitalize(), lead, draw.choice(_OFFICES), f"Chậm nhất ngày {due}", f"Báo cáo về {draw.choice(_THINGS)}"))
            columns = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện", "Kết quả")
            annex = [title("PHỤ LỤC"), title("Danh mục nhiệm vụ"), Table(columns, (1.2, 7.5, 4.0, 4.0, 3.5, 4.5), tuple(rows))]
            body.append(Paragraph("1. Các sở, ban, ngành thực hiện nhiệm vụ tại Phụ lục kèm theo Kế hoạch này."))
            tasks.append(("Các sở, ban, ngành", None))
        index, size = 1, sum(len(p.text) for p in body if isinstance(p, Paragraph))
        while kind != "plan" and size < self.length - 700:
            lead = draw.choice(_OFFICES)
            what, due = order(lead)
            tail = f" theo {cited()}" if draw.random() < 0.3 else ""
            if draw.random() < 0.3:
                body.append(Paragraph(draw.choice(_WHY).strip()))
            body.append(Paragraph(f"{index}. {lead} chủ trì, phối hợp với {draw.choice(_OFFICES)} {what}{tail}; hoàn thành chậm nhất ngày {due}."))
            size += len(body[-1].text)  # type: ignore[union-attr]
            index += 1
        dispatch = Dispatch(
            name=f"{n:07}", issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG LAM"), number=number, dateline=f"{_PLACE}, ngày {day} tháng {month} năm {year}", title=name,
            subject=f"{'V' if name else 'v'}ề {thing}".removeprefix("về ") if not name else f"Về {thing}", body=tuple(body),
            addressees=() if kind == "plan" else ("Các sở, ban, ngành",), recipients=("- Như trên;", "- Lưu: VT, TH."),
            signature=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), signer="Mai Xuân Trường", annex=tuple(annex), annex_landscape=kind == "plan",
        )  # fmt: skip
        return dispatch, Expected(number, f"{year}-{month}-{day}", tuple(tasks), tuple(citations))

    def write(self, folder: Path, numbers: range, format: Format | None = None) -> Iterator[Path]:
        """Files in `folder`, each under its number, in folders of a thousand."""
        for n in numbers:
            how = format or self.format(n)
            path = folder / f"{n // 1000:04}" / f"{n:07}.{'pdf' if how == 'scan' else how}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(render(self.make(n)[0], how))
            yield path


def render(dispatch: Dispatch, format: Format) -> bytes:
    """The bytes of a dispatch in one of four formats."""
    return {"txt": lambda d: as_text(d).encode(), "docx": write_docx, "pdf": as_pdf, "scan": as_scan}[format](dispatch)


def as_text(dispatch: Dispatch) -> str:
    """As an office's text export gives it: one paragraph a line, a table's cells between bars."""
    lines = [*dispatch.issuer, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", f"Số: {dispatch.number}"]
    lines += [] if dispatch.title else [f"V/v {dispatch.subject}"]
    lines += [dispatch.dateline, "", *([dispatch.title, dispatch.subject, ""] if dispatch.title else [])]
    lines += [f"Kính gửi: {a}." for a in dispatch.addressees]
    lines += [*list(_lines(dispatch.body)), "", "Nơi nhận:", *dispatch.recipients, "", *dispatch.signature, "", dispatch.signer, "", *_lines(dispatch.annex)]
    return "\n".join(lines) + "\n"


def _lines(blocks: tuple[Paragraph | Table, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (" | ".join(cell or "" for cell in row) for row in (block.columns, *block.rows))
        else:
            yield block.text


@cache
def _style(name: str, size: float, bold: bool = False, centred: bool = False) -> ParagraphStyle:
    folder = Path("/usr/share/fonts/truetype/liberation2")
    for font, file in (("Serif", "LiberationSerif-Regular.ttf"), ("Serif-Bold", "LiberationSerif-Bold.ttf")):
        if font not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(font, str(folder / file)))
    return ParagraphStyle(name, fontName="Serif-Bold" if bold else "Serif", fontSize=size, leading=size * 1.25, alignment=1 if centred else 0, spaceAfter=4)


def as_pdf(dispatch: Dispatch) -> bytes:
    """Born digital: real text, ruled tables that go over pages with their head repeated."""
    text, bold, centred, cell = (_style("text", 13), _style("bold", 13, True), _style("centred", 13, True, True), _style("cell", 10))
    small = _style("small", 11, True, True)
    left = [Flowing(line, small) for line in dispatch.issuer] + [Flowing(f"Số: {dispatch.number}", _style("number", 12, False, True))]
    left += [] if dispatch.title else [Flowing(f"V/v {dispatch.subject}", _style("number", 12, False, True))]
    right = [Flowing(line, small) for line in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")] + [Flowing(dispatch.dateline, _style("number", 12, False, True))]
    story: list[object] = [LongTable([[left, right]], colWidths=[190, 280]), Spacer(1, 12)]
    story += [Flowing(line, centred) for line in (dispatch.title, dispatch.subject) if dispatch.title]
    story += [Flowing(f"Kính gửi: {a}.", centred) for a in dispatch.addressees]
    story += list(_flow(dispatch.body, text, bold, centred, cell))
    foot_left = [Flowing("Nơi nhận:", _style("foot", 11, True)), *(Flowing(r, _style("foot2", 10)) for r in dispatch.recipients)]
    foot_right = [*(Flowing(s, centred) for s in dispatch.signature), Spacer(1, 50), Flowing(dispatch.signer, centred)]
    story += [Spacer(1, 12), LongTable([[foot_left, foot_right]], colWidths=[235, 235])]
    if dispatch.annex:
        story += [PageBreak(), *_flow(dispatch.annex, text, bold, centred, cell)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=pagesizes.A4, leftMargin=70, rightMargin=50, topMargin=50, bottomMargin=50, invariant=1).build(story)
    return out.getvalue()


def _flow(blocks: tuple[Paragraph | Table, ...], text: ParagraphStyle, bold: ParagraphStyle, centred: ParagraphStyle, cell: ParagraphStyle) -> Iterator[object]:
    for block in blocks:
        if isinstance(block, Table):
            scale = 475 / sum(block.widths)
            rows = [[Flowing(c or "", cell) for c in row] for row in (block.columns, *block.rows)]
            table = LongTable(rows, colWidths=[w * scale for w in block.widths], repeatRows=1)
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
            yield table
        else:
            yield Flowing(block.text, {"title": centred, "heading": bold}.get(block.style, text))


def as_scan(dispatch: Dispatch) -> bytes:
    """The first two pages as an office's scanner gives them: 200 dots an inch, grey, no text."""
    return scan_pages(as_pdf(dispatch), 2)


@lru_cache(maxsize=8)
def scan_pages(pdf: bytes, most: int = 2, dpi: int = 200) -> bytes:
    """A PDF's pages as grey JPEG in a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[n].render(scale=dpi / 72).to_pil().convert("L") for n in range(min(most, len(document)))]
    finally:
        document.close()
    out = io.BytesIO()
    first: Image.Image = pages[0]
    first.save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=60)
    return out.getvalue()
