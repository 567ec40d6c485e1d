"""The base of every page of the Django admin: rights from appointments, writes through actions, nothing deleted."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from simple_history.admin import SimpleHistoryAdmin

from people import roles


class ActionForm(forms.ModelForm):
    """A form whose saving is one action: what the action refuses stands beside the field.

    A subclass writes in `act(by, values)`, which returns the saved row. `by` is set by DeskAdmin.
    """

    by = None

    def act(self, by, values):
        raise NotImplementedError

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        try:
            with transaction.atomic():
                self.instance = self.act(self.by, self.cleaned_data)
        except ValidationError as error:
            self._refused(error)

    def _refused(self, error):
        by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for field, messages in by_field.items():
            place = field if field in self.fields else None
            for message in messages:
                self.add_error(place, message)

    def save(self, commit=True):
        self.save_m2m = lambda: None
        return self.instance


class DeskAdmin(SimpleHistoryAdmin):
    """One model in the admin. `allowed(user)` names who may see and change it."""

    actions = None
    list_per_page = 50
    save_on_top = False
    show_full_result_count = False

    @staticmethod
    def allowed(user):
        return roles.manages_people(user)

    def has_module_permission(self, request):
        return self.allowed(request.user)

    def has_view_permission(self, request, obj=None):
        return self.allowed(request.user)

    def has_add_permission(self, request):
        return self.allowed(request.user)

    def has_change_permission(self, request, obj=None):
        return self.allowed(request.user)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_actions(self, request):
        return {}

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def save_model(self, request, obj, form, change):
        """The action has saved it while the form was checked."""

    def save_related(self, request, form, formsets, change):
        """Nothing hangs on these pages."""

    # Who changed what is in the history of the row itself.
    def log_addition(self, request, obj, message):
        pass

    def log_change(self, request, obj, message):
        pass
