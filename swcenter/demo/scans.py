"""Scanned papers: a white page with grey lines, small and real enough for the upload checks."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw


def scan(name="scan.jpg", seed=0):
    """A photo of a paper as an upload; another `seed` makes other bytes."""
    page = Image.new("L", (420, 594), 250)
    draw = ImageDraw.Draw(page)
    for line in range(18):
        width = 120 + (line * 37 + seed * 53) % 240
        draw.line((40, 60 + line * 26, 40 + width, 60 + line * 26), fill=110, width=5)
    draw.ellipse((290, 470, 380, 560), outline=90, width=4)
    content = io.BytesIO()
    page.save(content, "JPEG", quality=60)
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")
