from django.urls import path

from giaoban.visits import views

app_name = "visits"
urlpatterns = [
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/export.csv", views.export_csv, name="export-csv"),
    path("statistics/balance/", views.balance, name="balance"),
]
