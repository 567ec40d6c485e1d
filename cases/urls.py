from django.urls import path

from cases.views import folder, intake, lists, sheets, steps

app_name = "cases"
FORM = "cases/<uuid:uuid>/forms/<slug:form>/"
urlpatterns = [
    path("intakes/", lists.Intakes.as_view(), name="intakes"),
    path("intakes/new/", intake.NewInquiry.as_view(), name="intake_new"),
    path("intakes/duplicate/", intake.PossibleDuplicate.as_view(), name="duplicate"),
    path("intakes/<uuid:uuid>/", intake.Intake.as_view(), name="intake"),
    path("intakes/<uuid:uuid>/screen/", intake.StartScreening.as_view(), name="screen"),
    path("intakes/<uuid:uuid>/person/", intake.WriteDownPerson.as_view(), name="person"),
    path("intakes/<uuid:uuid>/refuse/", steps.Refuse.as_view(), name="refuse"),
    path("intakes/<uuid:uuid>/open-first/", steps.OpenFirst.as_view(), name="open_first"),
    path("cases/", lists.Cases.as_view(), name="list"),
    path("cases/alerts/", lists.Alerts.as_view(), name="alerts"),
    path("cases/<uuid:uuid>/", folder.Catalogue.as_view(), name="detail"),
    path("cases/<uuid:uuid>/records/", folder.Records.as_view(), name="records"),
    path("cases/<uuid:uuid>/records/new/", sheets.WriteRecord.as_view(), name="record_new"),
    path("cases/<uuid:uuid>/plan/", folder.Plan.as_view(), name="plan"),
    path("cases/<uuid:uuid>/attachments/", folder.Attachments.as_view(), name="attachments"),
    path("cases/<uuid:uuid>/approvals/", folder.Approvals.as_view(), name="approvals"),
    path("cases/<uuid:uuid>/family/", folder.Family.as_view(), name="family"),
    path("cases/<uuid:uuid>/access/", folder.Readers.as_view(), name="access"),
    path("cases/<uuid:uuid>/told/", steps.Tell.as_view(), name="told"),
    path("cases/<uuid:uuid>/open/", steps.Open.as_view(), name="open"),
    path("cases/<uuid:uuid>/convert/", steps.Convert.as_view(), name="convert"),
    path("cases/<uuid:uuid>/close/", steps.Close.as_view(), name="close"),
    path("cases/<uuid:uuid>/reopen/", steps.Reopen.as_view(), name="reopen"),
    path("cases/<uuid:uuid>/transfer/", steps.Transfer.as_view(), name="transfer"),
    path("cases/<uuid:uuid>/level/", steps.Level.as_view(), name="level"),
    path("cases/<uuid:uuid>/notice/", steps.Notice.as_view(), name="notice"),
    path(FORM, sheets.Fill.as_view(), name="fill"),
    path(FORM + "<uuid:sheet>/", sheets.Read.as_view(), name="form"),
    path(FORM + "<uuid:sheet>/edit/", sheets.Fill.as_view(), name="edit"),
    path(FORM + "<uuid:sheet>/print/", sheets.Print.as_view(), name="print"),
    path(FORM + "<uuid:sheet>/print.pdf", sheets.Print.as_view(pdf=True), name="pdf"),
    path(FORM + "<uuid:sheet>/review/", sheets.Review.as_view(), name="review"),
]
