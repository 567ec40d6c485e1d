"""Drawing a PDF with WeasyPrint. Imported only where one is really drawn: it takes seconds and 100 MB to load."""

from functools import lru_cache

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from files import fonts

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
def _style(css):
    """The style sheet and its fonts, parsed once a process."""
    if missing := fonts.missing():
        raise RuntimeError(f"PDF fonts are missing: {', '.join(missing)}. Run bin/assets.")
    configuration = FontConfiguration()
    sheet = CSS(string=fonts.faces() + css, font_config=configuration, url_fetcher=Locked())
    return sheet, configuration


def draw(html, css, *, draft=False):
    """The PDF of an HTML page in our style as bytes; a draft says so at the head of every page."""
    sheet, configuration = _style(css)
    sheets = [sheet, CSS(string=DRAFT_STYLE)] if draft else [sheet]
    return HTML(string=html, url_fetcher=Locked()).write_pdf(stylesheets=sheets, font_config=configuration)
