"""Every address of the site. Views without a word in `registry.gate` about who may enter are refused."""

from django.conf import settings
from django.urls import include, path
from django.views.i18n import set_language

from giaoban.portal.open_data import api as open_data
from giaoban.registry import gate
from giaoban.registry.idempotency import stateless
from giaoban.registry.views.own_account import change_password
from giaoban.registry.views.second_factor import code_at_sign_in
from giaoban.registry.views.signing_in import sign_in
from giaoban.site import health
from giaoban.site.demonstration.views import the_clock, the_tour
from giaoban.site.operation import views as operation

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("operator/", operation.overview, name="operator"),
    path("language/", stateless(gate.public(gate.open_form(set_language))), name="set_language"),
    # The names are allauth's own: its code and its later pages find one another by them.
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/code/", code_at_sign_in, name="mfa_authenticate"),
    path("password/", change_password, name="account_change_password"),
    path("demonstration/clock/", the_clock, name="demonstration-clock"),
    path("demonstration/tour/", the_tour, name="demonstration-tour"),
    path("", include("giaoban.registry.urls")),
    path("", include("giaoban.documents.urls")),
    path("", include("giaoban.briefing.urls")),
    path("", include("giaoban.activities.urls")),
    path("", include("giaoban.reporting.urls")),
    path("", include("giaoban.visits.urls")),
    path("", include("giaoban.voices.urls")),
    path("", include("giaoban.search.urls")),
    path("", include("giaoban.news.urls")),
    path("", include("giaoban.portal.urls")),
    path("open-data/v1/", include((open_data.urlpatterns, open_data.SPACE))),
]

if settings.DEBUG or settings.DEMONSTRATION:
    from giaoban.site import styleguide

    urlpatterns.append(path("styleguide/", gate.public(styleguide.styleguide), name="styleguide"))
