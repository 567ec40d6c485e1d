"""Excel out of and into a list of the Django admin: tried first, errors by row and column, saved in a second step."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from core import ledger
from core.exports import XLSX
from people import excel
from people.admin_base import DeskAdmin
from people.imports import import_rows

TOO_BIG = 5 * 1024 * 1024


class ExcelAdmin(DeskAdmin):
    """`table` is the list's people.excel.Table; `imports` is off for what is only looked at here."""

    table, imports = None, True
    change_list_template = "admin/excel_list.html"

    def get_urls(self):
        pages = {"export": ("export/", self.export_rows)}
        if self.imports:
            pages |= {"template": ("import/template/", self.template), "import": ("import/", self.import_file)}
        base = f"{self.opts.app_label}_{self.opts.model_name}"
        urls = [
            path(url, self.admin_site.admin_view(self._guarded(page)), name=f"{base}_{name}")
            for name, (url, page) in pages.items()
        ]
        return urls + super().get_urls()

    def _guarded(self, page):
        def guarded(request):
            if not self.allowed(request.user):
                raise PermissionDenied
            return page(request)

        return guarded

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"imports": self.imports, **(extra_context or {})})

    def _file(self, rows, suffix=""):
        answer = HttpResponse(self.table().workbook(rows), content_type=XLSX)
        answer.headers["Content-Disposition"] = f'attachment; filename="{self.opts.model_name}{suffix}.xlsx"'
        return answer

    def export_rows(self, request):
        """The whole list; who took it out is in the read log before the file leaves."""
        rows = self.table().rows()
        ledger.record(request.user, "export", "", detail={"list": self.opts.label_lower, "rows": rows.count()})
        return self._file(rows)

    def template(self, request):
        """An empty list with the headings, to be filled in."""
        return self._file([], "-template")

    def import_file(self, request):
        """Try the file, show what is wrong by row and column; import it in a second step."""
        if "rows" in request.POST:
            return self._in_earnest(request)
        return self._page(request, **(self._try(request) if request.method == "POST" else {}))

    def _page(self, request, **context):
        context |= {**self.admin_site.each_context(request), "opts": self.opts, "title": _("Import from Excel")}
        return render(request, "admin/excel_import.html", context)

    def _try(self, request):
        file, table = request.FILES.get("file"), self.table()
        if not file:
            return {"problem": _("Choose a file.")}
        if file.size > TOO_BIG:
            return {"problem": _("The file is larger than 5 MB.")}
        try:
            rows = table.read(file)
        except excel.Unreadable as error:
            return {"problem": str(error)}
        errors, added = import_rows(table, by=request.user, rows=rows, dry_run=True)
        signed = "" if errors else signing.dumps(rows, salt=self._salt, compress=True)
        return {"errors": errors, "count": len(rows), "added": added, "changed": len(rows) - added, "rows": signed}

    @property
    def _salt(self):
        return f"people.excel.{self.opts.label_lower}"

    def _in_earnest(self, request):
        try:
            rows = signing.loads(request.POST["rows"], salt=self._salt, max_age=3600)
        except signing.BadSignature:
            return self._page(request, problem=_("Please check the file again."))
        rows = [tuple(row) for row in rows]
        errors, _added = import_rows(self.table(), by=request.user, rows=rows, dry_run=False)
        if errors:
            return self._page(request, errors=errors, count=len(rows))
        messages.success(request, _("%(count)s rows imported.") % {"count": len(rows)})
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
