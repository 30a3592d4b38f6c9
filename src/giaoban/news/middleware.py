"""Where nothing stands, an address of an earlier portal may lead on."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponsePermanentRedirect

from giaoban.news import queries
from giaoban.registry.middleware import READING
from giaoban.registry.requests import Request


class OldAddresses:
    """A page that is not found is looked for among the old addresses, and answered by 301; one query, only then."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        answer = self.get_response(request)
        # A view that found its page and not its row has the last word: only what no address of ours names is looked up.
        if answer.status_code != 404 or request.method not in READING or request.resolver_match is not None:
            return answer
        target = queries.led_on(request.get_full_path())
        return HttpResponsePermanentRedirect(target) if target else answer
