"""In which language a visitor is answered, found as Django finds it: the chosen one, else what the browser asks for."""

from functools import lru_cache
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


@lru_cache(maxsize=1024)
def cookies(header: str) -> dict[str, str]:
    """The cookies of a request by name; none where the header is no list of cookies."""
    try:
        return {name: one.value for name, one in SimpleCookie(header).items()}
    except CookieError:
        return {}


def asked_for(cookie: str, accepted: str) -> str:
    """The language of the answer, by the cookie that keeps a choice and the browser's Accept-Language."""
    return _variant(cookie) or _accepted(accepted)


@lru_cache(maxsize=1024)
def _accepted(header: str) -> str:
    for language, _weight in parse_accept_lang_header(header):
        if language == "*":
            break
        if found := _variant(language):
            return found
    return settings.LANGUAGE_CODE


@lru_cache(maxsize=256)
def _variant(language: str) -> str:
    try:
        return get_supported_language_variant(language) if language else ""
    except LookupError:
        return ""
