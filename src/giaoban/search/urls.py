from django.urls import path

from giaoban.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.public_search, name="public"),
    path("find/", views.find, name="find"),
]
