"""Is a file what its name says, and harmless? Pure functions: name and bytes in, cleaned bytes out, or `Refused`.

Every refusal is a sentence for the person who uploads (ia.md 6.3). The bytes that come back are the ones to store:
images are drawn anew (no EXIF, no place, nothing hidden behind the picture), the rest is unchanged.
"""

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from core import formats
from files import policy

RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
PDF_ACTIVE = {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA", "/GoToE"}
PDF_ACTIVE |= {"/ImportData", "/SubmitForm", "/FileAttachment"}
SAYS_NOT = _("The file is not what its name says. Save it again in the program it comes from and upload that.")


class Refused(ValidationError):
    """Why this file is not taken."""


@dataclass(frozen=True)
class Inspected:
    name: str
    mime: str
    content: bytes
    is_recording: bool = False


def too_large(size):
    """The refusal of a file beyond the limit, or None."""
    if size <= settings.UPLOAD_MAX_BYTES:
        return None
    words = _("The file is %(size)s; the limit is %(limit)s. Compress or split it.")
    return Refused(words, params={"size": formats.size(size), "limit": formats.size(settings.UPLOAD_MAX_BYTES)})


def examine(name, content):
    """An `Inspected` with the bytes to keep; raises `Refused`."""
    name = clean_name(name)
    extension = policy.extension_of(name)
    if extension not in policy.ALLOWED:
        kinds = ", ".join(policy.ALLOWED)
        raise Refused(_("Files of this kind are not taken. Possible are: %(kinds)s."), params={"kinds": kinds})
    if not content:
        raise Refused(_("The file is empty."))
    if refusal := too_large(len(content)):
        raise refusal
    mime, family = policy.ALLOWED[extension]
    check = {"pdf": _pdf, "image": _image, "office": _office, "recording": _recording}[family]
    return Inspected(name, mime, check(extension, content), is_recording=family == "recording")


def clean_name(name):
    """The name to keep and to offer again: no path, no control or direction characters, no reserved name."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = "".join(char for char in name if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")).strip(
        " ."
    )
    if RESERVED.match(name):
        name = f"_{name}"
    stem, dot, extension = name.rpartition(".")
    if len(name) > policy.MAX_NAME and dot:
        name = f"{stem[: policy.MAX_NAME - len(extension) - 1]}.{extension}"
    return name[: policy.MAX_NAME] or "file"


def _image(extension, content):
    shape = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}[extension]
    try:
        picture = Image.open(io.BytesIO(content), formats=(shape,))
        if picture.width * picture.height > policy.MAX_PIXELS:
            raise Refused(_("The picture has too many pixels (more than 40 million). Make it smaller."))
        picture = ImageOps.exif_transpose(picture)
        drawn = picture.convert("RGB" if shape == "JPEG" or picture.mode not in ("RGBA", "LA", "P") else "RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Refused(SAYS_NOT) from error
    out = io.BytesIO()
    drawn.save(out, shape, quality=90, exif=b"", icc_profile=None)
    return out.getvalue()


def _pdf(extension, content):
    if not content.startswith(b"%PDF-"):
        raise Refused(SAYS_NOT)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise Refused(_("The PDF is protected by a password. Save it without one."))
        numbers = {number for table in (*reader.xref.values(), reader.xref_objStm) for number in table}
        if not len(reader.pages) or len(numbers) > policy.PDF_OBJECTS:
            raise Refused(SAYS_NOT)
        active = _active_names(reader, numbers)
    except (PyPdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise Refused(SAYS_NOT) from error
    if active:
        raise Refused(_("The PDF contains programs or other files. Print it to a new PDF and upload that."))
    return content


def _active_names(reader, numbers):
    """Does any object of the file carry a script, a start command or another file?"""
    for number in sorted(numbers):
        waiting = [reader.get_object(IndirectObject(number, 0, reader))]
        while waiting:
            node = waiting.pop()
            if isinstance(node, DictionaryObject):
                if PDF_ACTIVE & set(node) or PDF_ACTIVE & {value for value in node.values() if _is_name(value)}:
                    return True
                waiting.extend(
                    value for value in dict.values(node) if isinstance(value, DictionaryObject | ArrayObject)
                )
            elif isinstance(node, ArrayObject):
                waiting.extend(
                    value for value in list.__iter__(node) if isinstance(value, DictionaryObject | ArrayObject)
                )
    return False


def _is_name(value):
    return isinstance(value, NameObject)


def _office(extension, content):
    root = {"docx": "word/", "xlsx": "xl/"}[extension]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(content))
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" not in names or not any(name.startswith(root) for name in names):
                raise Refused(SAYS_NOT)
            for entry in entries:
                _check_part(archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Refused(SAYS_NOT) from error
    return content


def _check_entries(entries, packed):
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > policy.ZIP_UNPACKED or unpacked > policy.ZIP_RATIO * packed
    if len(entries) > policy.ZIP_ENTRIES or bomb:
        raise Refused(_("The file unpacks to far more than it seems. Save it again and upload that."))
    for entry in entries:
        name = entry.filename.lower()
        is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
        if is_link or entry.flag_bits & 1 or ".." in name.split("/") or name.startswith(("/", "\\")):
            raise Refused(SAYS_NOT)
        if name.endswith((".bin", ".exe", ".dll", ".js", ".vbs", ".zip")) and "printersettings" not in name:
            raise Refused(_("The document contains macros or other programs. Save it without them."))


def _check_part(archive, entry):
    """XML parts: no document type (entity bombs), no macro type."""
    if not entry.filename.lower().endswith((".xml", ".rels")):
        return
    with archive.open(entry) as part:
        head = part.read(4096)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise Refused(SAYS_NOT)
        if entry.filename == "[Content_Types].xml" and b"macroEnabled" in head + part.read(1_000_000):
            raise Refused(_("The document contains macros or other programs. Save it without them."))


def _recording(extension, content):
    head = content[:12]
    fits = {
        "mp3": head[:3] == b"ID3" or (head[0] == 0xFF and head[1] & 0xE0 == 0xE0),
        "wav": head[:4] == b"RIFF" and head[8:12] == b"WAVE",
        "m4a": head[4:8] == b"ftyp",
        "mp4": head[4:8] == b"ftyp",
    }
    if len(content) < 12 or not fits[extension]:
        raise Refused(SAYS_NOT)
    return content
