"""Whose address a request comes from: the connection's own, unless a proxy of ours says otherwise."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

Networks = tuple[IPv4Network | IPv6Network, ...]


def networks(written: Iterable[str]) -> Networks:
    """Addresses and networks as the environment names them. Raises ValueError for what is neither."""
    return tuple(ip_network(one.strip(), strict=False) for one in written if one.strip())


def client(environ: Mapping[str, str], trusted: Networks) -> str:
    """The nearest address that is no proxy of ours.

    `X-Forwarded-For` is read from the right, and only as long as each hop is trusted: what a visitor writes into it
    stands further left and is not looked at.
    """
    address = environ.get("REMOTE_ADDR", "")
    if not trusted or not _is_of(address, trusted):
        return address
    for hop in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        named = hop.strip()
        if not _is_address(named):
            return address
        address = named
        if not _is_of(address, trusted):
            return address
    return address


@lru_cache(maxsize=1024)
def _is_of(address: str, trusted: Networks) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in trusted)


def _is_address(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True
