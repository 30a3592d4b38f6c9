from django.urls import path

from giaoban.registry import views

app_name = "registry"
urlpatterns = [
    path("act-as/", views.act_as, name="act-as"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("demonstration/sign-in/", views.demonstration_sign_in, name="demonstration-sign-in"),
]
