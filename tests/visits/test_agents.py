"""Who calls: forty machines that name themselves, readers whose browsers do not."""

import pytest

from giaoban.visits.agents import Caller, caller, is_machine

MACHINES = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 (compatible; Googlebot/2.1)",
    "Googlebot-Image/1.0", "Mediapartners-Google", "APIs-Google (+https://developers.google.com)", "Google-InspectionTool/1.0",
    "GoogleOther", "FeedFetcher-Google; (+http://www.google.com/feedfetcher.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "BingPreview/1.0b",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "Mozilla/5.0 (compatible; YandexBot/3.0)", "Mozilla/5.0 (compatible; Baiduspider/2.0)", "Sogou web spider/4.0",
    "facebookexternalhit/1.1", "meta-externalagent/1.1", "WhatsApp/2.23.20", "TelegramBot (like TwitterBot)", "Twitterbot/1.0",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0)", "Mozilla/5.0 (compatible; SemrushBot/7~bl)", "Mozilla/5.0 (compatible; MJ12bot/v1.4.8)",
    "Mozilla/5.0 (compatible; PetalBot)", "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (compatible; Bytespider)",
    "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2)", "Mozilla/5.0 (compatible; ClaudeBot/1.0)", "CCBot/2.0",
    "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (Applebot/0.1)", "DuckDuckBot/1.1", "ia_archiver", "archive.org_bot",
    "Mozilla/5.0 (compatible; UptimeRobot/2.0)", "Pingdom.com_bot_version_1.4", "kube-probe/1.29", "Prometheus/2.51.0",
    "curl/8.5.0", "Wget/1.21.4", "python-requests/2.32.3", "Go-http-client/1.1",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/130.0 Safari/537.36",
]  # fmt: skip
READERS = [
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/130.0 Chrome/124.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Zalo iOS/563",
    "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 21) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 11; SM-A125F) AppleWebKit/537.36 [FBAN/FB4A;FBAV/440.0;] Chrome/128 Mobile Safari/537.36",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; vi) Presto/2.8.119 Version/11.10",
    "Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
]  # fmt: skip


def test_there_are_forty_machines():
    assert len(MACHINES) == len(set(MACHINES)) == 40


@pytest.mark.parametrize("agent", MACHINES)
def test_machine_that_names_itself_is_a_machine(agent):
    assert is_machine(agent)


@pytest.mark.parametrize("agent", READERS)
def test_browser_is_a_reader(agent):
    assert not is_machine(agent)


@pytest.mark.parametrize("agent", ["", "  "])
def test_who_has_no_name_is_a_machine(agent):
    assert is_machine(agent)


@pytest.mark.parametrize(
    ("method", "headers", "expected"),
    [
        ("GET", {}, Caller.READER),
        ("HEAD", {}, Caller.PROBE),
        ("GET", {"HTTP_SEC_PURPOSE": "prefetch;prerender"}, Caller.AHEAD),
        ("GET", {"HTTP_PURPOSE": "prefetch"}, Caller.AHEAD),
        ("GET", {"HTTP_X_MOZ": "prefetch"}, Caller.AHEAD),
        ("GET", {"HTTP_X_PURPOSE": "preview"}, Caller.AHEAD),
        ("GET", {"HTTP_USER_AGENT": MACHINES[0], "HTTP_PURPOSE": "prefetch"}, Caller.MACHINE),
    ],
)
def test_caller_follows_from_method_agent_and_purpose(method, headers, expected):
    assert caller(method, {"HTTP_USER_AGENT": READERS[0], **headers}) is expected
