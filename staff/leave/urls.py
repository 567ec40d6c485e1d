from django.urls import path

from staff.leave.views import asking, handing_over, reading, weekly

app_name = "leave"
urlpatterns = [
    path("leave/", reading.Leaves.as_view(), name="list"),
    path("leave/new/", asking.LeaveNew.as_view(), name="new"),
    path("leave/away/", reading.Away.as_view(), name="away"),
    path("leave/proofs/<uuid:uuid>/", reading.ProofFiles.as_view(), name="proof_files"),
    path("leave/weekly/", weekly.Weeks.as_view(), name="weeks"),
    path("leave/weekly/<uuid:uuid>/", weekly.Week.as_view(), name="week"),
    path("leave/weekly/<uuid:uuid>/confirm/", weekly.WeekDeed.as_view(), name="week_confirm"),
    path("leave/weekly/<uuid:uuid>/file/", weekly.WeekDeed.as_view(deed="file"), name="week_file"),
    path("leave/weekly/<uuid:uuid>/print/", weekly.WeekPrint.as_view(), name="week_print"),
    path("leave/weekly/<uuid:uuid>/print.pdf", weekly.WeekPrint.as_view(pdf=True), name="week_pdf"),
    path("leave/<uuid:uuid>/", reading.LeaveDetail.as_view(), name="detail"),
    path("leave/<uuid:uuid>/edit/", asking.LeaveAgain.as_view(), name="edit"),
    path("leave/<uuid:uuid>/extend/", asking.LeaveLonger.as_view(), name="extend"),
    path("leave/<uuid:uuid>/withdraw/", reading.Withdraw.as_view(), name="withdraw"),
    path("leave/<uuid:uuid>/return/", reading.Return.as_view(), name="return"),
    path("leave/<uuid:uuid>/proof/", reading.Proof.as_view(), name="proof"),
    path("leave/<uuid:uuid>/waive/", reading.Waive.as_view(), name="waive"),
    path("leave/<uuid:uuid>/print/", reading.LeavePrint.as_view(), name="print"),
    path("leave/<uuid:uuid>/print.pdf", reading.LeavePrint.as_view(pdf=True), name="pdf"),
    path("leave/<uuid:uuid>/handover/", handing_over.HandoverPage.as_view(), name="handover"),
    path("leave/<uuid:uuid>/handover/edit/", handing_over.HandoverEdit.as_view(), name="handover_edit"),
    path("leave/<uuid:uuid>/handover/print/", handing_over.HandoverPrint.as_view(), name="handover_print"),
    path("leave/<uuid:uuid>/handover/print.pdf", handing_over.HandoverPrint.as_view(pdf=True), name="handover_pdf"),
]
