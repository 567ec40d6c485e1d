from django.urls import path, register_converter

from reports.converters import MonthConverter
from reports.views import acting, overview, printing, reading, records

register_converter(MonthConverter, "month")

app_name = "reports"
urlpatterns = [
    path("overview/", overview.Overview.as_view(), name="overview"),
    path("overview/group/", overview.Members.as_view(), name="members"),
    path("points/", overview.Points.as_view(), name="points"),
    path("points/<uuid:uuid>/", overview.Point.as_view(), name="point"),
    path("reports/", reading.Reports.as_view(), name="list"),
    path("reports/<month:month>/", reading.Month.as_view(), name="month"),
    path("reports/<month:month>/records/", records.Records.as_view(), name="records"),
    path("reports/<month:month>/confirm/", acting.Confirm.as_view(), name="confirm"),
    path("reports/<month:month>/submit/", acting.Submit.as_view(), name="submit"),
    path("reports/<month:month>/send/", acting.Send.as_view(), name="send"),
    path("reports/<month:month>/print/", printing.Print.as_view(), name="print"),
    path("reports/<month:month>/print.pdf", printing.Print.as_view(pdf=True), name="pdf"),
    path("reports/<month:month>/table.xlsx", printing.Table.as_view(), name="table"),
    path("reports/<month:month>/<uuid:uuid>/", reading.PointMonth.as_view(), name="point_month"),
    path("reports/<month:month>/<uuid:uuid>/check/", acting.Check.as_view(), name="check"),
    path("reports/<month:month>/<uuid:uuid>/confirm/", acting.HandIn.as_view(), name="hand_in"),
    path("reports/<month:month>/<uuid:uuid>/return/", acting.GiveBack.as_view(), name="give_back"),
    path("reports/<month:month>/<uuid:uuid>/print/", printing.PointPrint.as_view(), name="point_print"),
    path("reports/<month:month>/<uuid:uuid>/print.pdf", printing.PointPrint.as_view(pdf=True), name="point_pdf"),
    path("reports/<month:month>/<uuid:uuid>/table.xlsx", printing.PointTable.as_view(), name="point_table"),
]
