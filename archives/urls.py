from django.urls import path

from archives.views import corrections, drafts, reading, registers, requests, room

app_name = "archives"
urlpatterns = [
    path("drafts/", drafts.autosave, name="autosave"),
    path("verify/<str:code>/", drafts.verify_print, name="verify"),
    path("archive/", room.Room.as_view(), name="room"),
    path("archive/access/", requests.Requests.as_view(), name="requests"),
    path("archive/access/new/", requests.Ask.as_view(), name="ask"),
    path("archive/access/<uuid:uuid>/", requests.RequestPage.as_view(), name="request"),
    path("archive/access/<uuid:uuid>/revoke/", requests.Revoke.as_view(), name="revoke"),
    path("archive/access/<uuid:uuid>/returned/", requests.GiveBack.as_view(), name="give_back"),
    path("archive/access/<uuid:uuid>/print/", requests.RequestPrint.as_view(), name="request_print"),
    path("archive/access/<uuid:uuid>/print.pdf", requests.RequestPrint.as_view(pdf=True), name="request_pdf"),
    path("archive/registers/", registers.Registers.as_view(), name="registers"),
    path("archive/registers/<uuid:uuid>/", registers.RegisterPage.as_view(), name="register"),
    path("archive/checks/<uuid:uuid>/", registers.Inspect.as_view(), name="inspect"),
    path("archive/volumes/<uuid:uuid>/", room.VolumePage.as_view(), name="volume"),
    path("archive/volumes/<uuid:uuid>/count/", room.Count.as_view(), name="count"),
    path("archive/volumes/<uuid:uuid>/submit/", room.Submit.as_view(), name="submit"),
    path("archive/volumes/<uuid:uuid>/waive/", room.Waive.as_view(), name="waive"),
    path("archive/volumes/<uuid:uuid>/verify/", room.Verify.as_view(), name="verify_volume"),
    path("archive/volumes/<uuid:uuid>/return/", room.Return.as_view(), name="return"),
    path("archive/volumes/<uuid:uuid>/remind/", room.Remind.as_view(), name="remind"),
    path("archive/volumes/<uuid:uuid>/seal/", room.Seal.as_view(), name="seal"),
    path("archive/volumes/<uuid:uuid>/reopen/", room.Reopen.as_view(), name="reopen"),
    path("archive/volumes/<uuid:uuid>/suspend/", room.Suspend.as_view(), name="suspend"),
    path("archive/volumes/<uuid:uuid>/resume/", room.Resume.as_view(), name="resume"),
    path("archive/volumes/<uuid:uuid>/correct/", corrections.Correct.as_view(), name="correct"),
    path("archive/volumes/<uuid:uuid>/read/", reading.Read.as_view(), name="read"),
    path("archive/volumes/<uuid:uuid>/readers/", reading.Readers.as_view(), name="readers"),
    path("archive/volumes/<uuid:uuid>/files/<int:item>/", reading.File.as_view(), name="file"),
    path("archive/<str:month>/<slug:group>/", room.Room.as_view(), name="month"),
]
