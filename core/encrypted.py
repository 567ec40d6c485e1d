"""Model fields encrypted at rest, in the row and in its history (CONF-10; architecture, Identity)."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from core import crypto
from core.fields import TickField

LINE = 200


class Ciphertext(str):
    """Text as it lies in the database, not opened yet."""

    __slots__ = ()


class Opened(DeferredAttribute):
    """Opens a ciphertext when somebody reads the attribute, not before."""

    def __get__(self, instance, cls=None):
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            super().__get__(instance, cls)
        value = instance.__dict__[self.field.attname]
        if isinstance(value, Ciphertext):
            value = instance.__dict__[self.field.attname] = self.field.open(value, instance)
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class Encrypted:
    """Mixin before a field class: AES-256-GCM, bound to the uuid of its row (the model is `Opaque`).

    There is no look-up but `isnull`: what is encrypted cannot be searched. Any way of writing that would pass plain
    text to the database raises. Nothing stays nothing: an empty value is stored as "".
    """

    descriptor_class = Opened
    sensitive = True

    def __init__(self, *args, binding="", **kwargs):
        self.binding = binding
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.binding:
            kwargs["binding"] = self.binding
        return name, path, args, kwargs

    def get_internal_type(self):
        return "TextField"

    def bound_to(self, instance):
        return f"{self.binding or self.name}|{instance.uuid}"

    def dump(self, value):
        return str(value)

    def load(self, text):
        return text

    def nothing(self):
        return ""

    def open(self, ciphertext, instance):
        if not ciphertext:
            return self.nothing()
        return self.load(crypto.decrypt(str(ciphertext), bound_to=self.bound_to(instance)))

    def seal(self, value, instance):
        """The ciphertext to store for `value`."""
        if isinstance(value, Ciphertext):
            return value
        if value is None or value in self.empty_values:
            return Ciphertext("")
        return Ciphertext(crypto.encrypt(self.dump(value), bound_to=self.bound_to(instance)))

    def from_db_value(self, value, expression, connection):
        return None if value is None else Ciphertext(value)

    def pre_save(self, model_instance, add):
        return self.seal(model_instance.__dict__.get(self.attname), model_instance)

    def get_db_prep_value(self, value, connection, prepared=False):
        if value and not isinstance(value, Ciphertext):
            raise TypeError(f"{self.name} is encrypted: save() the row")
        return str(value or "")

    def get_db_prep_save(self, value, connection):
        return self.get_db_prep_value(value, connection)

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name):
        return None

    def value_to_string(self, obj):
        return str(self.seal(getattr(obj, self.attname), obj))


class EncryptedTextField(Encrypted, models.TextField):
    """Long text."""


class EncryptedDateField(Encrypted, models.DateField):
    """A day that says too much about a person, like a birthday."""

    def nothing(self):
        return None

    def dump(self, value):
        return self.to_python(value).isoformat()

    def load(self, text):
        return self.to_python(text)


class EncryptedLineField(Encrypted, models.CharField):
    """One line: a name, a place, one choice of a list."""

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = LINE
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length")
        return name, path, args, kwargs

    def db_parameters(self, connection):
        return {**super().db_parameters(connection), "type": connection.data_types["TextField"]}


class _Json:
    def dump(self, value):
        return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)

    def load(self, text):
        return json.loads(text)


class EncryptedJSONField(_Json, Encrypted, models.TextField):
    """A dictionary, encrypted as one text."""

    empty_values = [*models.TextField.empty_values, {}]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def nothing(self):
        return {}

    def to_python(self, value):
        return {} if value is None else value


class EncryptedTickField(_Json, Encrypted, TickField):
    """Several ticks out of one list, encrypted."""

    def nothing(self):
        return []
