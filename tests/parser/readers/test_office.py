"""DOC, RTF and ODT: LibreOffice with a second reader beside it, and what happens without either."""

import io
import os
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from parser.errors import SourceError, UnsupportedSource
from parser.options import DEFAULT
from parser.readers import detect, office, read
from parser.readers.docx import read_docx
from parser.readers.shapes import Line, Reading

RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil .VnTime;}{\f1 Times New Roman;}}"
    r"{\f0\fs28 Uû ban nh\'a9n d\'a9n t\'d8nh S\'abng Lam th\'abng b\'b8o\par}{\f1 Kính g\u7917?i: các s\u7903?\par}}"
)


def lines(reading: Reading) -> list[str]:
    return [b.text for b in reading.pages[0].blocks if isinstance(b, Line)]


def document(*paragraphs: str) -> bytes:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.usefixtures("libreoffice")
def test_a_batch_costs_one_start_and_a_broken_file_only_itself(tmp_path: Path) -> None:
    rtf = RTF.encode("latin-1", errors="replace")
    made = office.convert_many([(rtf, detect.RTF), (b"\xd0\xcf\x11\xe0 no document", detect.DOC), (rtf, detect.RTF)], DEFAULT)
    assert isinstance(made[0], bytes) and isinstance(made[2], bytes)
    assert lines(read_docx(made[0], DEFAULT))[0] == "Uỷ ban nhân dân tỉnh Sông Lam thông báo"
    reading = read(rtf, "đơn thư (cuối).rtf", DEFAULT)
    assert reading.media_type == detect.RTF and lines(reading) == ["Uỷ ban nhân dân tỉnh Sông Lam thông báo", "Kính gửi: các sở"]
    assert not reading.warnings, "the second reader agrees"


@pytest.mark.usefixtures("libreoffice")
def test_an_odt(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(document("Kính gửi: các sở", "1. Rà soát danh mục"))
    command = [str(office.soffice()), "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    reading = read((tmp_path / "a.odt").read_bytes(), "a", DEFAULT)
    assert reading.media_type == detect.ODT and lines(reading) == ["Kính gửi: các sở", "1. Rà soát danh mục"]


def test_a_paragraph_that_only_the_second_reader_has_is_kept_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_independent", lambda *_: "1. Rà soát\n2. Tổng hợp ý kiến các đơn vị\n3. Báo\u00a0cáo\n")
    reading = office.from_docx(b"", detect.DOC, document("1. Rà soát", "3. Báo cáo"), DEFAULT)
    assert lines(reading) == ["1. Rà soát", "2. Tổng hợp ý kiến các đơn vị", "3. Báo cáo"]
    assert [w.code for w in reading.warnings] == ["text_kept_from_second_reader"]


def test_a_difference_of_letters_only_is_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_independent", lambda *_: "TH«NG B¸O vÒ viÖc\n|Rà soát |Phòng A |\n")
    reading = office.from_docx(b"", detect.DOC, document("THÔNG BÁO về việc", "Rà soát", "Phòng A"), DEFAULT)
    assert len(lines(reading)) == 3 and not reading.warnings


def test_without_libreoffice_the_second_reader_reads_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "soffice", lambda: None)
    reading = read(RTF.encode("latin-1", errors="replace"), "a.rtf", DEFAULT)
    assert any("Lam" in line for line in lines(reading)) and [w.code for w in reading.warnings] == ["fallback_reader"]


def test_without_either_one_clear_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "soffice", lambda: None)
    monkeypatch.setattr(office, "antiword", lambda: None)
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le")
    with pytest.raises(UnsupportedSource) as caught:
        read(data, "a.doc", DEFAULT)
    assert caught.value.code == "missing_tool" and "libreoffice-writer-nogui" in caught.value.en and "antiword" in caught.value.vi


def test_a_hanging_tool_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    out = office._finished(["sh", "-c", "sleep 60 & sleep 60"], dict(os.environ), 0.5, 1000)
    assert out == b""


def test_a_zip_that_is_no_document() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", detect.ODT)
        archive.writestr("content.xml", "no xml")
    with pytest.raises(SourceError):
        read(buffer.getvalue(), "a.odt", DEFAULT)
