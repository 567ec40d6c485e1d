"""Base classes of the three pages every paper form has: filling in, reading, printing.

A room subclasses them, says where the form comes from (its own `visible_to`) and which action takes it.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import Error
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views import View

from access import reading
from access.actions import record_before_serving
from archives import actions, drafting, layout, printing
from archives.forms import posted, restored, sheet_form
from archives.models import Draft


class SheetEdit(View):
    """Fill in a form. GET shows the draft or the sheet, POST hands a complete form to the room's action.

    The room writes `get_sheet` (a stored sheet of the reader's own, or a fresh `model(case=...)`; Http404 where there
    is none), `submit(filled)` -> address to go to (raises ValidationError), and, where it wants to: `get_initial`,
    `prepare(form)` (limit choices), `page()` (see templates/sheets/edit.html for its keys), `get_about`.
    """

    door = "object"
    model = None
    template_name = "sheets/edit.html"

    def get_sheet(self):
        raise NotImplementedError

    def submit(self, filled):
        raise NotImplementedError

    def get_about(self):
        """What the draft belongs to: the stored sheet, or the file it will be part of. The room names the file."""
        return self.sheet.ref if self.sheet.pk else ""

    def get_initial(self):
        return {}

    def prepare(self, form):
        """Limit choices, add hints; the form is not validated yet."""

    def page(self):
        return {}

    def dispatch(self, request, *args, **kwargs):
        self.sheet = self.get_sheet()
        self.about = self.get_about()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        draft = self.stored_draft()
        return self.show(self.form(restored(draft.text()) if draft else None, quiet=True), draft)

    def post(self, request, *args, **kwargs):
        if "_save" in request.POST or "_add" in request.POST:
            return self.keep()
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.come_back(form)
        try:
            url = actions.submit_once(
                by=request.user,
                form=self.model.NAME,
                about=self.about,
                key=request.POST.get("once", ""),
                version=drafting.number(request.POST.get("_version")),
                window=request.POST.get("_window", ""),
                submit=lambda: self.submit(form.filled()),
            )
        except ValidationError as error:
            add_errors(form, error)
            return self.come_back(form)
        except actions.Conflict as conflict:
            return self.show_conflict(form, conflict)
        return HttpResponseRedirect(url)

    def form(self, data, files=None, *, quiet=False):
        form = sheet_form(self.model)(
            data, files, instance=self.sheet, initial=self.get_initial(), quiet=quiet and data is not None
        )
        self.prepare(form)
        return form

    def stored_draft(self):
        return Draft.objects.filter(owner=self.request.user, form=self.model.NAME, about=self.about).first()

    def save(self, data):
        """Keep what was typed as the draft; another window's newer text is left alone."""
        return actions.save_draft(
            by=self.request.user,
            form=self.model.NAME,
            about=self.about,
            text=posted(data),
            version=drafting.number(data.get("_version")),
            window=data.get("_window", ""),
            progress=drafting.progress(self.model.NAME, data),
            overtakes=True,
        )

    def keep(self):
        """Without JavaScript: save what is typed, or add a line to a sub-table, and show the page again."""
        data = self.request.POST.copy()
        if name := data.get("_add"):
            count = f"{name}-TOTAL_FORMS"
            data[count] = str(min(drafting.number(data.get(count)) + 1, 200))
        try:
            self.save(data)
        except actions.Conflict as conflict:
            return self.show_conflict(self.form(data, quiet=True), conflict)
        messages.success(self.request, _("Draft saved. Only you can see it."))
        return HttpResponseRedirect(f"{self.request.path}#box-{name}" if name else self.request.path)

    def come_back(self, form):
        """The form with its errors; what was typed is also kept as the draft."""
        try:
            draft = self.save(self.request.POST)
        except actions.Conflict as conflict:
            return self.show_conflict(form, conflict)
        return self.show(form, draft)

    def show_conflict(self, form, conflict):
        differences = drafting.differences(self.model, self.request.POST, conflict.draft)
        return self.show(form, conflict.draft, status=409, conflict=conflict, differences=differences)

    def show(self, form, draft, status=200, **extra):
        context = {
            "form": form,
            "sheet": self.sheet,
            "title": self.model.TITLE,
            "draft": draft if draft and (draft.data or draft.version) else None,
            "draft_token": drafting.token(self.request.user, self.model.NAME, self.about),
            "window": self.request.POST.get("_window", ""),
            **self.page(),
            **extra,
        }
        return render(self.request, self.template_name, context, status=status)


def add_errors(form, error):
    """The room's objections, beside their fields where they name one."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


class SheetRead(View):
    """Read a form as it was filled in. The room writes `get_sheet` and `page()`; `confidential` readings are logged."""

    door = "object"
    confidential = True
    verb = "read"
    template_name = "sheets/read.html"

    def get_sheet(self):
        raise NotImplementedError

    def page(self):
        return {}

    def get(self, request, *args, **kwargs):
        self.sheet, self.event = self.get_sheet(), None
        if self.confidential:
            try:
                self.event = self.log()
            except Error:
                return reading.unavailable(request)
        return self.answer()

    def log(self):
        """Enter the reading into the log; nothing is shown where that fails."""
        detail = {**reading.circumstances(self.request), "form": self.sheet.NAME, **self.log_detail()}
        about = self.get_log_about()
        about = getattr(about, "ref", about)
        return record_before_serving(self.request.user, self.verb, about, self.get_reason(), detail)

    def get_log_about(self):
        """Whose readers want to know: the sheet, or the file it belongs to."""
        return self.sheet

    def get_reason(self):
        return reading.reason_given(self.request, getattr(self.get_log_about(), "ref", self.get_log_about()))

    def log_detail(self):
        return {}

    def answer(self):
        title = self.sheet.TITLE
        context = {"sheet": self.sheet, "sections": layout.sections(self.sheet), "title": title, "here": title}
        return render(self.request, self.template_name, context | self.page())


class SheetPrint(SheetRead):
    """Print a form as the official table: a page for the browser, or a PDF where the address ends in .pdf.

    Always logged, whatever `confidential` says: the check code on the paper comes from the log entry.
    """

    verb = "print"
    confidential = True
    pdf = False

    def log_detail(self):
        return {"draft": printing.is_draft(self.sheet)}

    def answer(self):
        context = printing.context(self.sheet, event=self.event) | self.page()
        if not self.pdf:
            return render(self.request, printing.template_of(self.sheet, "print"), context)
        body = printing.pdf(self.sheet, context)
        response = HttpResponse(body, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{self.sheet.NAME}.pdf"'
        return response
