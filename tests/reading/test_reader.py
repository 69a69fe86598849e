import hashlib
import io
import os

import pytest
from filemaking import docx, p, pdf, scan, zipped

from textclass import reading
from textclass.records import RawDocument, Status

SECRET = "Hemligt innehåll 19121212-1212"
PDF, DOCX, HTML = pdf([[SECRET]]), docx(p(SECRET)), f"<html><body><p>{SECRET}</html>".encode()
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def png():
    out = io.BytesIO()
    scan([], dots_per_inch=20).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "source"),
    [
        ("a.pdf", PDF, "pdf"),
        ("a.txt", PDF, "pdf"),
        ("a.xyz", PDF, "pdf"),
        ("a", b"\n\n skr\xe4p " + PDF, "pdf"),
        ("a.pdf", DOCX, "docx"),
        ("a.doc", DOCX, "docx"),
        ("a.doc", HTML, "html"),
        ("a.pdf", b"<!DOCTYPE html><p>" + SECRET.encode(), "html"),
        ("a.htm", SECRET.encode(), "html"),
        ("a.TXT", SECRET.encode(), "text"),
        ("a", SECRET.encode(), "text"),
        ("a.pdf", SECRET.encode(), "text"),
        ("a.txt", b"BMW " + SECRET.encode(), "text"),
    ],
)
def test_the_content_decides_the_format(name, data, source):
    document = reading.read_bytes(data, name)
    assert (document.status, document.source) == (Status.OK, source)
    assert SECRET in "".join(document.pages)


@pytest.mark.parametrize(
    ("name", "data", "status", "advice"),
    [
        ("a.rtf", b"{\\rtf1 " + SECRET.encode(), Status.UNSUPPORTED, "RTF: save it as"),
        ("a.txt", b"{\\rtf1 " + SECRET.encode(), Status.UNSUPPORTED, "RTF: save it as"),
        ("a.doc", OLD_OFFICE, Status.UNSUPPORTED, "DOC"),
        ("a.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), Status.ENCRYPTED, "password"),
        ("a.odt", zipped({"mimetype": "x", "content.xml": "x"}), Status.UNSUPPORTED, "OpenDocument"),
        ("a.xlsx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), Status.UNSUPPORTED, "Office"),
        ("a.docx", zipped({"a.pdf": PDF}), Status.UNSUPPORTED, "unpack"),
        ("a.png", png(), Status.UNSUPPORTED, "image"),
        ("a.pdf", png(), Status.UNSUPPORTED, "image"),
        ("a.csv", SECRET.encode(), Status.UNSUPPORTED, ".csv"),
        ("a.mht", b"MIME-Version: 1.0\n" + HTML, Status.UNSUPPORTED, "save it as"),
        ("a.pdf", PDF[1200:], Status.ERROR, "beginning"),
        ("a.docx", DOCX[10:], Status.ERROR, "beginning"),
        ("a.pdf", b"", Status.EMPTY, "no content"),
    ],
)  # fmt: skip
def test_what_is_not_read_says_what_to_do(name, data, status, advice):
    document = reading.read_bytes(data, name)
    assert (document.status, document.pages) == (status, ())
    assert advice in document.error


def damaged():
    for data in (PDF, DOCX, HTML, SECRET.encode("utf-16") + b"\0\0\xff"):
        for cut in (5, len(data) // 3, len(data) // 2, len(data) - 9):
            yield data[:cut]
            yield data[cut:]


@pytest.mark.parametrize("suffix", reading.SUFFIXES)
def test_an_error_is_one_line_without_text_of_the_document(suffix):
    for data in damaged():
        document = reading.read_bytes(data, f"a{suffix}", limits=reading.Limits(characters=40))
        assert (document.error is None) == (document.status is Status.OK)
        for line in filter(None, (document.error, *document.warnings)):
            assert "\n" not in line
            assert "19121212" not in line
            assert "Hemligt" not in line


def test_the_fingerprint_is_that_of_the_bytes(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    assert reading.read(path).sha256 == hashlib.sha256(PDF).hexdigest()
    assert reading.read(path) == reading.read(str(path)) == reading.read_bytes(PDF, "b.pdf")


def test_a_file_that_is_too_large_is_not_opened(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(10**12)  # a hole: takes no room on the disk
    document = reading.read(path)
    assert document == RawDocument(Status.TOO_LARGE, None, error=document.error)
    assert "100,000,000 bytes" in document.error


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is locked for root")
def test_a_file_that_may_not_be_opened_is_an_error(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert reading.read(path).status is Status.ERROR


def test_a_failing_disk_is_an_error(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("x")

    def fail(*_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("builtins.open", fail)
    document = reading.read(path)
    assert (document.status, document.error) == (Status.ERROR, "cannot be opened: Permission denied")


def test_a_fault_of_a_reader_is_a_status(monkeypatch):
    def fail(*_):
        raise RecursionError(SECRET)

    monkeypatch.setitem(reading.reader._READERS, "text", fail)
    document = reading.read_bytes(b"x", "a.txt")
    assert (document.status, document.error) == (Status.ERROR, "cannot be read (RecursionError)")
