"""What pages and the autosave address share about drafts: the signed token, progress, and two texts side by side."""

from dataclasses import dataclass

from django.core import signing

from archives import sheets
from archives.forms import restored, sheet_form

SALT = "archives.draft"


def token(user, form, about):
    """Proof that a page of ours offered this form to this person; the autosave address trusts nothing else."""
    return signing.dumps([user.pk, form, about], salt=SALT)


def opened(user, text):
    """(form, about) of a token, or None where it is not ours or somebody else's."""
    try:
        owner, form, about = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (form, about) if owner == user.pk else None


def number(text):
    """A count the browser sent, 0 where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def progress(form, data):
    """(required boxes filled, required boxes) of what was typed; (0, 0) for a form that is no paper form."""
    model = sheets.by_name().get(form)
    return sheet_form(model)(data, quiet=True).progress() if model else (0, 0)


@dataclass(frozen=True)
class Difference:
    """One box with two texts: what this window has, and what is stored."""

    name: str
    label: str
    mine: str
    theirs: str


def differences(model, data, draft):
    """The boxes in which `data` (a QueryDict) and the stored draft differ, with both texts."""
    stored = restored(draft.text())
    if stored is None or model is None:
        return []
    found = []
    for name, label in _labels(model, [*data, *stored]).items():
        mine, theirs = " · ".join(data.getlist(name)), " · ".join(stored.getlist(name))
        if mine != theirs:
            found.append(Difference(name, str(label), mine, theirs))
    return found


def _labels(model, names):
    """{name of a control: label} for the columns and the lines of sub-tables among `names`."""
    labels = {}
    for name in names:
        box, _, rest = name.partition("-")
        if (column := sheets.column(model, name)) is not None:
            labels[name] = column.verbose_name
        elif rest and (lines := sheets.row_model(model, box)) and (key := rest.partition("-")[2]) in lines.COLUMNS:
            labels[name] = lines._meta.get_field(key).verbose_name
    return labels
