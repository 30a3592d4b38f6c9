from django.urls import path

from giaoban.voices.views import poll_desk, polls

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
]
