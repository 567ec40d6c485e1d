"""PDFs carry the right Chinese text, in our embedded fonts, and reach nothing outside."""

import io
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.template import engines
from pypdf import PdfReader

from files import apps, drawing, fonts, pdf, rendered

TEXT = "个案服务计划书：陈贵兰，䶮㛃𬭎𠅤，①√□■，“引号”——破折号"


@pytest.fixture
def template(monkeypatch):
    """A template made of one body; the renderer is called as the rooms call it."""

    def use(body):
        page = engines["django"].from_string(f"<!doctype html><html lang='zh'><body>{body}</body></html>")
        monkeypatch.setattr(pdf, "render_to_string", lambda name, context: page.render(context))

    return use


def text_of(content):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_the_right_chinese_text_is_there(template):
    template("<h1>{{ title }}</h1><p style=\"font-family:'Noto Sans SC'\">{{ title }}</p>")
    found = text_of(pdf.render("x", {"title": TEXT}))
    assert found.replace("\n", "").count(TEXT) == 2


def test_fonts_are_embedded_and_ours(template):
    template("<p>陈贵兰</p>")
    page = PdfReader(io.BytesIO(pdf.render("x", {}))).pages[0]
    for font in page["/Resources"]["/Font"].values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        assert "Noto" in inner["/BaseFont"]
        assert "/FontFile2" in inner["/FontDescriptor"] or "/FontFile3" in inner["/FontDescriptor"]


def test_a_draft_says_so_and_the_final_does_not(template):
    template("<p>内容</p>")
    assert "草稿" in text_of(pdf.render("x", {}, draft=True))
    assert "草稿" not in text_of(pdf.render("x", {}))


def test_user_text_is_text(template):
    template("<p>{{ note }}</p>")
    assert "<img src=x>" in text_of(pdf.render("x", {"note": "<img src=x>"}))


def test_pages_are_numbered_in_chinese(template):
    template("<p>一</p><p style='break-before:page'>二</p>")
    assert "第 2 页 / 共 2 页" in text_of(pdf.render("x", {}))


@pytest.fixture
def listener():
    """A server on loopback that counts who calls."""
    hits = []

    class Count(BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Count)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    server.server_close()


REACHING = [
    "<img src='{to}/a.png'>",
    "<link rel=stylesheet href='{to}/a.css'>",
    "<style>@import url({to}/b.css); p {{ background: url({to}/c.png) }}</style><p>x</p>",
    "<svg xmlns='http://www.w3.org/2000/svg'><image href='{to}/d.png' width='9' height='9'/></svg>",
    "<object data='{to}/e.pdf'></object><embed src='{to}/f.pdf'>",
    "<link rel=attachment href='{to}/g'>",
    "<style>@font-face {{ font-family: f; src: url({to}/h.ttf) }} p {{ font-family: f }}</style><p>x</p>",
]


@pytest.mark.parametrize("body", REACHING)
def test_a_pdf_reaches_no_host(template, listener, body):
    base, hits = listener
    template(body.format(to=base))
    with suppress(drawing.Unreachable):
        pdf.render("x", {})
    assert not hits


@pytest.mark.parametrize("body", REACHING)
def test_a_pdf_reads_no_file_of_the_machine(template, tmp_path, body):
    secret = tmp_path / "secret"
    secret.write_text("CANARY-FILE")
    template(body.format(to=secret.as_uri() + "/.."))
    try:
        content = pdf.render("x", {})
    except drawing.Unreachable:
        return
    reader = PdfReader(io.BytesIO(content))
    assert not reader.attachments
    assert "CANARY" not in text_of(content)


def test_an_unchanged_form_is_drawn_once(template, monkeypatch):
    template("<p>{{ note }}</p>")
    first = pdf.render("x", {"note": "甲"})
    monkeypatch.setattr(drawing, "HTML", None)
    assert pdf.render("x", {"note": "甲"}) == first
    with pytest.raises(TypeError):
        pdf.render("x", {"note": "乙"})


def test_kept_pdfs_are_ciphertext_on_disk(template, settings):
    template("<p>甲</p>")
    content = pdf.render("x", {})
    (kept,) = (settings.DATA_DIR / "pdf-cache").iterdir()
    assert b"PDF" not in kept.read_bytes()
    assert rendered.kept(kept.name) == content


def test_the_start_is_refused_without_whole_fonts(monkeypatch, tmp_path):
    assert apps.fonts_are_there(None) == []
    monkeypatch.setattr(fonts, "FONTS_DIR", tmp_path)
    (tmp_path / "NotoSansSC_400Regular.ttf").write_bytes(b"slice")
    assert len(apps.fonts_are_there(None)) == 4
