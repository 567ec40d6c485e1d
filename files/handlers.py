"""Stops an upload at the limit: the rest of the stream is counted, not kept."""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class LimitHandler(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS. A file beyond the limit arrives empty, but with its true size for the message."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        return raw_data if self.received <= settings.UPLOAD_MAX_BYTES else None

    def file_complete(self, file_size):
        if self.received <= settings.UPLOAD_MAX_BYTES:
            return None
        cut = SimpleUploadedFile(self.file_name, b"", self.content_type)
        cut.size = self.received
        return cut
