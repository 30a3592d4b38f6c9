from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "giaoban.kernel"
    label = "kernel"
