"""Who sends a form, as far as a brake has to know: the connection and the browser. Neither is kept in the clear."""

from giaoban.registry.requests import Request


def address(request: Request) -> str:
    """The connection's address as the front of the site made it out: of the hops that a header names, only what our own
    proxies say. The header itself is a visitor's to write, so it is not looked at here.
    """
    return str(request.META.get("REMOTE_ADDR", ""))


def browser(request: Request) -> str:
    """The secret of the cookie against forgery, which every browser has that sends a form."""
    return str(request.META.get("CSRF_COOKIE", ""))
