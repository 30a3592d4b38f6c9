"""Who sends a form, as far as a brake has to know: the connection and the browser. Neither is kept in the clear."""

from django.conf import settings

from giaoban.registry.requests import Request


def address(request: Request) -> str:
    """The connection's address. Behind the proxy of a production server: what the proxy itself says, which comes last."""
    said: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.TLS and said:
        return said.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def browser(request: Request) -> str:
    """The secret of the cookie against forgery, which every browser has that sends a form."""
    return str(request.META.get("CSRF_COOKIE", ""))
