"""PDFs: our templates, our style, our fonts; nothing else can be reached while one is made.

`render(template, context)` is the one renderer interface. What was rendered is kept under the hash of the HTML it
was made from, so that an unchanged form is never drawn twice.
"""

import hashlib

from django.conf import settings
from django.template.loader import render_to_string

from files import rendered

STYLE = settings.BASE_DIR / "static" / "pdf.css"


def render(template, context, *, draft=False):
    """The PDF of a template as bytes; a draft says so at the head of every page."""
    html, css = render_to_string(template, context), STYLE.read_text()
    key = hashlib.sha256("|".join((html, css, "draft" if draft else "")).encode()).hexdigest()
    if (body := rendered.kept(key)) is None:
        from files.drawing import draw

        body = draw(html, css, draft=draft)
        rendered.keep(key, body)
    return body
