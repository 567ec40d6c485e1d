"""The fonts of every PDF: whole TTF files from the locked packages."""

from django.conf import settings

FONTS_DIR = settings.BASE_DIR / "static" / "vendor" / "fonts"
# (family, weight, file). Whole files: a slice by unicode-range prints wrong characters without any error.
FONTS = (
    ("Noto Sans SC", 400, "NotoSansSC_400Regular.ttf"),
    ("Noto Sans SC", 700, "NotoSansSC_700Bold.ttf"),
    ("Noto Serif SC", 400, "NotoSerifSC_400Regular.ttf"),
    ("Noto Serif SC", 700, "NotoSerifSC_700Bold.ttf"),
)
SMALLEST_WHOLE_FONT = 5_000_000


def missing():
    """Font files that are absent or not whole. WeasyPrint without a font crashes the process."""
    paths = [FONTS_DIR / file for _family, _weight, file in FONTS]
    return [path.name for path in paths if not path.is_file() or path.stat().st_size < SMALLEST_WHOLE_FONT]


def uris():
    """The only addresses a PDF may load."""
    return frozenset((FONTS_DIR / file).as_uri() for _family, _weight, file in FONTS)


def faces():
    """@font-face rules for all of them."""
    return "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; src: url('{(FONTS_DIR / file).as_uri()}') }}\n"
        for family, weight, file in FONTS
    )
