from django.urls import path

from giaoban.portal import desk, views

app_name = "portal"
urlpatterns = [
    path("", views.front, name="front"),
    path("conclusions/<uuid:briefing_id>/", views.conclusion, name="conclusion"),
    path("results/<uuid:task_id>/", views.result, name="result"),
    path("draft/", views.draft, name="draft"),
    path("open-data/", views.open_data, name="open-data"),
    path("briefings/<uuid:briefing_id>/article/", views.article_of_briefing, name="article"),
    path("publishing/imprint/", desk.imprint, name="imprint"),
    path("publishing/notices/", desk.notices, name="notices"),
    path("publishing/notices/new/", desk.new, name="notice-new"),
    path("publishing/notices/<uuid:notice_id>/end/", desk.end, name="notice-end"),
    path("my-work/", views.my_work, name="my-work"),
]
