from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "giaoban.site"
    label = "giaoban_site"
