"""What a registration prints of a person: the identity lies with the client, encrypted (F-G03, F-E04)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PERSON = {
    "person": gettext_lazy("Name"),
    "sex_and_age": gettext_lazy("Sex, age"),
    "phone": gettext_lazy("Phone"),
    "guardian": gettext_lazy("Guardian"),
}


class PersonOnPaper:
    """A form about one `client`: boxes of PERSON, to be named in its SHOWN."""

    @property
    def person(self):
        return self.client.name or str(self.client)

    @property
    def sex_and_age(self):
        age = "" if self.client.age is None else _("%(age)s years") % {"age": self.client.age}
        return " ".join(filter(None, [str(self.client.get_sex_display()), str(age)]))

    @property
    def phone(self):
        return "、".join(self.client.identity.get("phones", []))

    @property
    def guardian(self):
        return "、".join(
            " ".join(filter(None, [one.get("name", ""), one.get("phone", "")])) for one in self.client.guardians
        )
