"""Uploads: by content and by name; hostile files are refused in a sentence, ordinary ones kept as they are."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from files import inspect, policy


def picture(shape="JPEG", size=(40, 30), **extra):
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, shape, **extra)
    return out.getvalue()


def pdf(change=None):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def office(root="word/", extra=(), types=b"<Types/>", compress=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(f"{root}document.xml", b"<doc/>")
        for name, content in extra:
            archive.writestr(name, content)
    return out.getvalue()


def launch(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
    writer.root_object[NameObject("/OpenAction")] = action


def script(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): action})


def linked():
    info = zipfile.ZipInfo("word/link")
    info.external_attr = 0o120777 << 16
    return office(extra=[(info, b"/etc/passwd")])


ORDINARY = {
    "scan.pdf": pdf,
    "照片 (1).JPG": picture,
    "photo.jpeg": picture,
    "screen.png": lambda: picture("PNG"),
    "small.webp": lambda: picture("WEBP"),
    "plan.docx": office,
    "list.xlsx": lambda: office("xl/"),
    "talk.mp3": lambda: b"ID3" + b"\0" * 100,
    "raw.mp3": lambda: b"\xff\xfb\x90" + b"\0" * 100,
    "talk.m4a": lambda: b"\0\0\0\x20ftypM4A " + b"\0" * 100,
    "talk.wav": lambda: b"RIFF\0\0\0\0WAVEfmt " + b"\0" * 100,
    "film.mp4": lambda: b"\0\0\0\x20ftypisom" + b"\0" * 100,
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_files_are_taken_under_their_own_name_and_type(name):
    found = inspect.examine(name, ORDINARY[name]())
    assert found.name == name
    assert found.mime == policy.ALLOWED[policy.extension_of(name)][0]
    assert found.is_recording == name.endswith(("mp3", "m4a", "wav", "mp4"))


def test_what_is_no_picture_is_kept_byte_for_byte():
    content = pdf()
    assert inspect.examine("a.pdf", content).content == content


HOSTILE = {
    "program named as a picture": ("a.jpg", lambda: b"MZ\x90\0" + b"\0" * 200),
    "picture named as a pdf": ("a.pdf", picture),
    "jpeg named as a png": ("a.png", picture),
    "html": ("a.html", lambda: b"<script>alert(1)</script>"),
    "html named as a pdf": ("a.pdf", lambda: b"<html><script>alert(1)</script>"),
    "pdf with html before it": ("a.pdf", lambda: b"<html></html>" + pdf()),
    "svg": ("a.svg", lambda: b"<svg onload='alert(1)'/>"),
    "svg named as a png": ("a.png", lambda: b"<svg onload='alert(1)'/>"),
    "no extension": ("readme", lambda: b"hello"),
    "double extension": ("a.pdf.exe", pdf),
    "macro document by name": ("a.docm", office),
    "macro document renamed": ("a.docx", lambda: office(extra=[("word/vbaProject.bin", b"x")])),
    "macro content type": ("a.docx", lambda: office(types=b"<Types>vnd.ms-word.document.macroEnabled.main</Types>")),
    "embedded program": ("a.docx", lambda: office(extra=[("word/embeddings/a.exe", b"MZ")])),
    "old word file renamed": ("a.docx", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 500),
    "spreadsheet named as a document": ("a.docx", lambda: office("xl/")),
    "zip named as a document": ("a.docx", lambda: office("other/")),
    "zip with a way out": ("a.docx", lambda: office(extra=[("word/../../evil.xml", b"x")])),
    "zip with a link": ("a.docx", linked),
    "zip bomb": ("a.docx", lambda: office(extra=[("word/big.xml", b"0" * 30_000_000)])),
    "too many entries": ("a.docx", lambda: office(extra=[(f"word/{n}.xml", b"") for n in range(2100)])),
    "entity bomb": (
        "a.docx",
        lambda: office(extra=[("word/x.xml", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]>")]),
    ),
    "pdf with a script": ("a.pdf", lambda: pdf(script)),
    "pdf with a start command": ("a.pdf", lambda: pdf(launch)),
    "pdf with another file": ("a.pdf", lambda: pdf(lambda writer: writer.add_attachment("evil.exe", b"MZ"))),
    "pdf with a password": ("a.pdf", lambda: pdf(lambda writer: writer.encrypt("secret"))),
    "half a pdf": ("a.pdf", lambda: pdf()[:60]),
    "empty": ("a.pdf", lambda: b""),
    "picture cut off": ("a.jpg", lambda: picture(size=(800, 600))[:500]),
    "recording that is none": ("a.mp3", lambda: b"MZ\x90\0" + b"\0" * 200),
    "short recording": ("a.mp4", lambda: b"\0\0"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence(case):
    name, content = HOSTILE[case]
    with pytest.raises(ValidationError) as refusal:
        inspect.examine(name, content())
    assert len(refusal.value.messages) == 1
    assert refusal.value.messages[0].endswith((".", "。"))


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked():
    with pytest.raises(ValidationError, match="40"):
        inspect.examine("a.png", picture("PNG", size=(8000, 6000)))


def test_a_photo_loses_where_it_was_taken_and_whatever_hides_behind_it():
    exif = Image.Exif()
    exif[0x010E] = "CANARY-EXIF"
    exif.get_ifd(0x8825)[1] = "N"
    dirty = picture(exif=exif) + b"<script>alert('CANARY-TAIL')</script>"
    clean = inspect.examine("a.jpg", dirty).content
    assert b"CANARY" not in clean
    assert not Image.open(io.BytesIO(clean)).getexif()


def test_a_photo_is_turned_the_way_it_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6
    clean = inspect.examine("a.jpg", picture(size=(40, 30), exif=exif)).content
    assert Image.open(io.BytesIO(clean)).size == (30, 40)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/x.pdf", "x.pdf"),
        ("C:\\temp\\x.pdf", "x.pdf"),
        ("a\0b\nc.pdf", "abc.pdf"),
        ("\u202egpj.exe.pdf", "gpj.exe.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("家访·記錄.pdf", "家访·記錄.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("", "file"),
    ],
)
def test_names_are_kept_without_what_could_mislead(given, kept):
    assert inspect.clean_name(given) == kept


def test_the_size_message_gives_both_numbers(settings):
    settings.UPLOAD_MAX_BYTES = 20 * 1024 * 1024
    message = inspect.too_large(24 * 1024 * 1024).messages[0]
    assert "24.0 MB" in message
    assert "20.0 MB" in message
    assert inspect.too_large(20 * 1024 * 1024) is None


def test_the_pdf_check_does_not_fear_an_ordinary_link():
    content = pdf(lambda writer: writer.add_annotation(0, _link()))
    assert len(PdfReader(io.BytesIO(inspect.examine("a.pdf", content).content)).pages) == 1


def _link():
    from pypdf.annotations import Link

    return Link(rect=(10, 10, 50, 50), url="https://example.org/")
