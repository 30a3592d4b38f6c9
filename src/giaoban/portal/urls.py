from django.urls import path

from giaoban.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.front, name="front"),
    path("conclusions/<uuid:briefing_id>/", views.conclusion, name="conclusion"),
    path("results/<uuid:task_id>/", views.result, name="result"),
    path("draft/", views.draft, name="draft"),
    path("briefings/<uuid:briefing_id>/article/", views.article_of_briefing, name="article"),
    path("my-work/", views.my_work, name="my-work"),
]
