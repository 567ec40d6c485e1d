"""The upload field of every form: refuses at once what `attach` would refuse."""

from django import forms

from files import inspect, policy


class UploadField(forms.FileField):
    """A file that was looked into while the form was checked; `attach` takes it as it is."""

    widget = forms.ClearableFileInput

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("accept", policy.ACCEPT)

    def to_python(self, data):
        if data in self.empty_values:
            return None
        if refusal := inspect.too_large(data.size):
            raise refusal
        inspect.examine(data.name, data.read())
        data.seek(0)
        return data
