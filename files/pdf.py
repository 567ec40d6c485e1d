"""PDFs: our templates, our style, our fonts; nothing else can be reached while one is made.

`render(template, context)` is the one renderer interface. What was rendered is kept under the hash of the HTML it
was made from, so that an unchanged form is never drawn twice.
"""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from files import fonts, rendered

STYLE = settings.BASE_DIR / "static" / "pdf.css"
DRAFT_STYLE = "@page { @top-center { content: '草稿'; font: 700 11pt 'Noto Sans SC'; color: #a8342a } }"
INLINE = ("data:image/png;", "data:image/jpeg;", "data:image/svg+xml;")


class Unreachable(ValueError):
    """A template asked for something outside our own assets."""


class Locked(URLFetcher):
    """Reaches our font files and inline pictures, nothing else: no file, no host (T14)."""

    def fetch(self, url, headers=None):
        if url in fonts.uris() or url.startswith(INLINE):
            return super().fetch(url, headers)
        raise Unreachable("a PDF may load our own assets only")


@lru_cache(1)
def _style():
    """The style sheet and its fonts, parsed once a process."""
    if missing := fonts.missing():
        raise RuntimeError(f"PDF fonts are missing: {', '.join(missing)}. Run bin/assets.")
    configuration = FontConfiguration()
    sheet = CSS(string=fonts.faces() + STYLE.read_text(), font_config=configuration, url_fetcher=Locked())
    return sheet, configuration


def render(template, context, *, draft=False):
    """The PDF of a template as bytes; a draft says so at the head of every page."""
    html = render_to_string(template, context)
    key = hashlib.sha256(b"|".join((html.encode(), STYLE.read_bytes(), b"draft" if draft else b""))).hexdigest()
    if (body := rendered.kept(key)) is not None:
        return body
    sheet, configuration = _style()
    sheets = [sheet, CSS(string=DRAFT_STYLE)] if draft else [sheet]
    body = HTML(string=html, url_fetcher=Locked()).write_pdf(stylesheets=sheets, font_config=configuration)
    rendered.keep(key, body)
    return body
