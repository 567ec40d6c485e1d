from django.urls import path

from groups.views import folder, lists, members, rollcall, sessions, sheets

app_name = "groups"
GROUP = "groups/<uuid:uuid>/"
SESSION = GROUP + "sessions/<int:number>/"
FORM = GROUP + "forms/<slug:form>/"
urlpatterns = [
    path("groups/", lists.Groups.as_view(), name="list"),
    path("groups/new/", lists.Begin.as_view(), name="new"),
    path("groups/dates/", lists.Dates.as_view(), name="dates"),
    path("groups/confirm/", lists.ToConfirm.as_view(), name="confirm"),
    path("groups/sessions/<uuid:uuid>/roll/", rollcall.RollCall.as_view(), name="roll"),
    path("groups/sessions/<uuid:uuid>/roll/taps/", rollcall.SendRoll.as_view(), name="roll_send"),
    path(GROUP, folder.Detail.as_view(), name="detail"),
    path(GROUP + "first-day/", lists.FirstDay.as_view(), name="first_day"),
    path(GROUP + "cancel/", lists.Cancel.as_view(), name="cancel"),
    path(GROUP + "confirm/", lists.Confirm.as_view(), name="confirm_month"),
    path(GROUP + "members/", members.Members.as_view(), name="members"),
    path(GROUP + "members/new/", members.Register.as_view(), name="register"),
    path(GROUP + "members/told/", members.Told.as_view(), name="told"),
    *(
        path(f"{GROUP}members/<uuid:member>/{deed}/", members.Decide.as_view(deed=deed), name=f"member_{deed}")
        for deed in ("allow", "confirm", "wait", "refuse", "withdraw")
    ),
    path(GROUP + "sessions/", folder.Sessions.as_view(), name="sessions"),
    path(GROUP + "sessions/new/", sessions.Add.as_view(), name="session_new"),
    path(SESSION, sessions.Session.as_view(), name="session"),
    path(SESSION + "move/", sessions.Move.as_view(), name="session_move"),
    path(SESSION + "drop/", sessions.Drop.as_view(), name="session_drop"),
    path(SESSION + "record/", sessions.Record.as_view(), name="record"),
    path(GROUP + "budget/", folder.Budget.as_view(), name="budget"),
    path(GROUP + "report/", folder.Report.as_view(), name="report"),
    path(GROUP + "end/", folder.End.as_view(), name="end"),
    path(GROUP + "attachments/", folder.Attachments.as_view(), name="attachments"),
    path(GROUP + "opinions/", rollcall.Opinions.as_view(), name="opinions"),
    path(GROUP + "opinions/hand-over/", rollcall.HandOver.as_view(), name="hand_over"),
    path(GROUP + "opinions/devices/<uuid:device>/end/", rollcall.DeviceBack.as_view(), name="device_back"),
    path(GROUP + "opinions/tally/", rollcall.Tally.as_view(), name="tally"),
    path(FORM, sheets.Fill.as_view(), name="fill"),
    path(FORM + "<uuid:sheet>/", sheets.Read.as_view(), name="form"),
    path(FORM + "<uuid:sheet>/print/", sheets.Print.as_view(), name="print"),
    path(FORM + "<uuid:sheet>/print.pdf", sheets.Print.as_view(pdf=True), name="pdf"),
    path(FORM + "<uuid:sheet>/review/", sheets.Review.as_view(), name="review"),
]
