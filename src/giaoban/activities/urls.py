from django.urls import path

from giaoban.activities.views import activities, programmes

app_name = "activities"
urlpatterns = [
    path("activities/", activities.activities, name="activities"),
    path("activities/export.csv", activities.export_csv, name="export-csv"),
    path("activities/export.xlsx", activities.export_xlsx, name="export-xlsx"),
    path("activities/new/", activities.record, name="record"),
    path("activities/programmes/", programmes.programme_list, name="programmes"),
    path("activities/programmes/new/", programmes.new, name="programme-new"),
    path("activities/programmes/<uuid:programme_id>/", programmes.programme, name="programme"),
    path("activities/programmes/<uuid:programme_id>/goals/add/", programmes.goal, name="goal-add"),
    path(
        "activities/programmes/<uuid:programme_id>/goals/<uuid:goal_id>/targets/add/",
        programmes.target,
        name="target-add",
    ),
    path(
        "activities/programmes/<uuid:programme_id>/targets/<uuid:target_id>/review/", programmes.review, name="review"
    ),
    path("activities/<uuid:activity_id>/", activities.activity, name="activity"),
    path("activities/<uuid:activity_id>/correct/", activities.correct, name="correct"),
    path("activities/<uuid:activity_id>/cancel/", activities.cancel, name="cancel"),
    path("activities/<uuid:activity_id>/files/<uuid:file_id>/", activities.evidence, name="evidence"),
]
