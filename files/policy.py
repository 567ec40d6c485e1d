"""What may be uploaded: kinds of file by their name, and the limits of what is inside."""

# extension -> (type we serve it as, family that inspects it)
ALLOWED = {
    "pdf": ("application/pdf", "pdf"),
    "jpg": ("image/jpeg", "image"),
    "jpeg": ("image/jpeg", "image"),
    "png": ("image/png", "image"),
    "webp": ("image/webp", "image"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "office"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "office"),
    "mp3": ("audio/mpeg", "recording"),
    "m4a": ("audio/mp4", "recording"),
    "wav": ("audio/wav", "recording"),
    "mp4": ("video/mp4", "recording"),
}
ACCEPT = ",".join(f".{extension}" for extension in ALLOWED)  # for <input type="file" accept>
MAX_PIXELS = 40_000_000
MAX_NAME = 120
ZIP_ENTRIES, ZIP_RATIO, ZIP_UNPACKED = 2_000, 100, 200 * 1024 * 1024
PDF_OBJECTS = 200_000
QUOTA_FILES, QUOTA_BYTES = 500, 500 * 1024 * 1024  # of one file (case, event): nobody fills the disk alone
ABANDONED_AFTER_SECONDS = 3600


def extension_of(name):
    """The lower-case extension, "" where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
