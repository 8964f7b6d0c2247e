"""Text out of the documents that people upload, and one clear sentence for each that cannot be read."""

from __future__ import annotations

import io
import json
import time
import zipfile

import docx
import pytest
from pypdf import PdfWriter

from freehold.domain.errors import UserError
from freehold.integrations.documents import is_json_resume, read_document, read_resume
from freehold.integrations.documents.pdf_process import MAX_PAGES, extracted
from freehold.integrations.documents.pdf_text import pdf_text

WORDS = "Robin Example, bookbinder and restorer"


def pdf(pages: list[str], *, password: str = "") -> bytes:
    """Return a PDF with one line a page, written by hand, so that its text is known exactly."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    if not password:
        return out
    writer, locked = PdfWriter(clone_from=io.BytesIO(out)), io.BytesIO()
    writer.encrypt(password, algorithm="AES-256")
    writer.write(locked)
    return locked.getvalue()


def document(*paragraphs: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Python", "10 years"
    made.sections[0].header.paragraphs[0].text = "robin@example.com"
    made.save(out)
    return out.getvalue()


def refused(name: str, data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        read_document(name, data)
    assert name in str(caught.value)
    assert str(caught.value).count("\n") == 0
    return str(caught.value)


def test_a_pdf_gives_the_text_of_its_pages():
    assert read_document("cv.pdf", pdf([WORDS, "Second page"])) == f"{WORDS}\n\nSecond page"


def test_only_the_first_sixty_pages_are_read():
    text = extracted(pdf([f"page number {number}" for number in range(MAX_PAGES + 15)]))["text"]
    assert f"page number {MAX_PAGES - 1}" in text
    assert f"page number {MAX_PAGES}" not in text


def test_a_pdf_with_a_password_is_told():
    assert "password" in refused("locked.pdf", pdf([WORDS], password="x1"))


def test_a_scanned_pdf_is_told():
    assert "pictures of text" in refused("scan.pdf", pdf([""]))


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing else", b"%PDF-1.4" + bytes(range(256)) * 50])
def test_a_broken_pdf_is_told(data):
    assert "broken PDF" in refused("broken.pdf", data)


def test_a_pdf_that_takes_too_long_is_given_up():
    started = time.monotonic()
    with pytest.raises(UserError, match="took too long"):
        pdf_text("slow.pdf", pdf([WORDS]), seconds=0.01)
    assert time.monotonic() - started < 5


def test_a_docx_gives_paragraphs_tables_and_the_header():
    assert read_document("cv.docx", document(WORDS, "Second paragraph")).split("\n") == [
        "robin@example.com",
        WORDS,
        "Second paragraph",
        "Python",
        "10 years",
    ]


def test_a_text_box_in_a_docx_is_read_once():
    made = zipfile.ZipFile(io.BytesIO(document("Outside")))
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
        "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>In the box</w:t></w:r></w:p>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as changed:
        for part in made.infolist():
            data = made.read(part)
            if part.filename == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + box.encode())
            changed.writestr(part.filename, data)
    text = read_document("box.docx", out.getvalue())
    assert text.count("In the box") == 1
    assert "Outside" in text


def test_a_docx_that_unpacks_to_a_flood_is_not_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("word/document.xml", b"0" * (70 * 1024 * 1024))
    started = time.monotonic()
    assert "far more than a document" in refused("bomb.docx", out.getvalue())
    assert time.monotonic() - started < 2


def test_another_archive_and_a_broken_docx_are_told():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", "hello")
    assert "no .docx document" in refused("notes.zip", out.getvalue())
    assert "broken document" in refused("cut.docx", document(WORDS)[:2000])


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("# Über mich\r\n\r\n\r\n\r\nKöln".encode(), "# Über mich\n\nKöln"),
        ("Über mich".encode("cp1252"), "Über mich"),
        ("Über mich".encode("utf-16"), "Über mich"),
        (b"\xef\xbb\xbf" + "Über mich".encode(), "Über mich"),
    ],
)
def test_plain_text_is_read_in_the_usual_encodings(data, text):
    assert read_document("me.md", data) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 50, "old Office format"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "picture"),
        (bytes(range(32)) * 30, "no document"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ],
)
def test_other_files_are_refused_in_one_sentence_each(data, words):
    assert words in refused("file", data)


def test_a_json_resume_is_returned_as_it_is_and_as_words():
    resume = {
        "basics": {"name": "Robin Example", "label": "Bookbinder"},
        "skills": [{"name": "Gilding"}],
        "freehold": {"rates": [{"kind": "hourly", "min": 60}]},
    }
    data = json.dumps(resume).encode()
    assert is_json_resume(data)
    assert read_resume("resume.json", data) == resume
    assert read_document("resume.json", data) == "Robin Example\nBookbinder\nGilding\nhourly"


@pytest.mark.parametrize(
    ("data", "words"),
    [(b'{"basics": {},\n "work": [}', "line 2"), (b"[1]", "no JSON Resume"), (b'{"invoice": 1}', "no JSON Resume"), (b"[" * 5000, "JSON")],
)
def test_json_that_is_no_resume_is_told(data, words):
    assert not is_json_resume(data)
    with pytest.raises(UserError, match=words):
        read_resume("resume.json", data)
