from django.urls import path

from giaoban.voices.views import inbox, poll_desk, polls, voices

app_name = "voices"
urlpatterns = [
    path("polls/", polls.poll_list, name="polls"),
    path("polls/desk/", poll_desk.desk, name="poll-desk"),
    path("polls/desk/new/", poll_desk.new, name="poll-new"),
    path("polls/desk/block/", poll_desk.block, name="poll-block"),
    path("polls/desk/<uuid:poll_id>/", poll_desk.preview, name="poll-preview"),
    path("polls/desk/<uuid:poll_id>/correct/", poll_desk.correct, name="poll-correct"),
    path("polls/desk/<uuid:poll_id>/open/", poll_desk.open_, name="poll-open"),
    path("polls/desk/<uuid:poll_id>/close/", poll_desk.close, name="poll-close"),
    path("polls/desk/<uuid:poll_id>/drop/", poll_desk.drop, name="poll-drop"),
    path("polls/<uuid:poll_id>/", polls.poll, name="poll"),
    path("polls/<uuid:poll_id>/vote/", polls.vote, name="poll-vote"),
    path("polls/<uuid:poll_id>/log/", polls.log, name="poll-log"),
    path("polls/<uuid:poll_id>/log.csv", polls.log_csv, name="poll-log-csv"),
    path("voices/", voices.published_list, name="voices"),
    path("voices/send/", voices.send, name="send"),
    path("voices/follow/", voices.follow, name="follow"),
    path("voices/inbox/", inbox.inbox, name="inbox"),
    path("voices/inbox/export.csv", inbox.export_csv, name="inbox-csv"),
    path("voices/inbox/export.xlsx", inbox.export_xlsx, name="inbox-xlsx"),
    path("voices/inbox/<uuid:voice_id>/", inbox.voice, name="voice"),
    path("voices/inbox/<uuid:voice_id>/photos/<uuid:file_id>/", inbox.photo, name="photo"),
    path("voices/inbox/<uuid:voice_id>/<slug:action>/", inbox.act, name="act"),
    path("voices/<uuid:voice_id>/", voices.published, name="published"),
]
