"""Whose address a request comes from."""

import pytest

from giaoban.site.front.proxies import client, networks

OURS = networks(["127.0.0.1", "10.0.0.0/24"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, 10.0.0.4", "203.0.113.9"),
        ("127.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "<script>, 10.0.0.4", "10.0.0.4"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("198.51.100.1", "203.0.113.9", "198.51.100.1"),
        ("", "203.0.113.9", ""),
    ],
)
def test_header_is_believed_from_the_right_and_from_our_proxies_alone(peer, forwarded, expected):
    assert client({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}, OURS) == expected


def test_without_proxies_no_header_is_believed():
    assert client({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, ()) == "127.0.0.1"


def test_what_is_no_network_is_refused():
    with pytest.raises(ValueError, match="khong"):
        networks(["khong-phai"])
