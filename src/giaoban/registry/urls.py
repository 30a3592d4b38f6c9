from django.urls import path

from giaoban.registry.views import accounts, bodies, organisation, own_account, second_factor, signing_in

app_name = "registry"
urlpatterns = [
    path("act-as/", signing_in.act_as, name="act-as"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("demonstration/sign-in/", signing_in.demonstration_sign_in, name="demonstration-sign-in"),
    path("account/", own_account.account, name="account"),
    path("account/confirm/", second_factor.confirm, name="confirm"),
    path("account/second-factor/", second_factor.overview, name="second-factor"),
    path("account/second-factor/set-up/", second_factor.set_up, name="second-factor-set-up"),
    path("account/second-factor/codes/", second_factor.recovery_codes, name="recovery-codes"),
    path("account/second-factor/remove/", second_factor.remove, name="second-factor-remove"),
    path("organisation/", organisation.units, name="organisation"),
    path("organisation/<uuid:unit_id>/", organisation.unit, name="unit"),
    path("organisation/<uuid:unit_id>/bodies/new/", bodies.found, name="body-found"),
    path("organisation/<uuid:unit_id>/bodies/usual/", bodies.found_usual, name="bodies-usual"),
    path("organisation/<uuid:unit_id>/change/", bodies.change, name="body-change"),
    path("organisation/<uuid:unit_id>/end/", bodies.end, name="body-end"),
    path("organisation/<uuid:unit_id>/end/take-back/", bodies.take_end_back, name="body-end-take-back"),
    path("organisation/<uuid:unit_id>/accounts/", accounts.accounts, name="accounts"),
    path("organisation/<uuid:unit_id>/accounts/open/", accounts.open_account, name="account-open"),
    path("accounts/<uuid:user_id>/", accounts.account, name="account-of"),
    path("accounts/<uuid:user_id>/password/", accounts.reset_password, name="account-reset"),
    path("accounts/<uuid:user_id>/password/shown/", accounts.password_shown, name="account-password-shown"),
    path("accounts/<uuid:user_id>/second-factor/", second_factor.reset, name="account-second-factor"),
    path("accounts/<uuid:user_id>/unlock/", accounts.unlock, name="account-unlock"),
    path("accounts/<uuid:user_id>/close/", accounts.close, name="account-close"),
    path("accounts/<uuid:user_id>/reopen/", accounts.reopen, name="account-reopen"),
    path("accounts/<uuid:user_id>/roles/give/", accounts.give_role, name="role-give"),
    path(
        "accounts/<uuid:user_id>/roles/<uuid:assignment_id>/take-back/", accounts.take_role_back, name="role-take-back"
    ),
]
