"""Who calls: a reader's browser, a machine that says so, or a browser that only fetches ahead. Pure, and told in full.

A machine is what names itself as one, by a word of `MACHINES` in its agent, and what names itself not at all. Nobody's
behaviour is judged: a machine that calls itself a browser is counted as one, and the page of the method says so.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache


class Caller(StrEnum):
    READER = "reader"
    MACHINE = "machine"
    AHEAD = "ahead"
    PROBE = "probe"


# Words of an agent, in small letters; a word ends where no letter follows, so that "robot" and "bot/1.0" are found and
# the maker "Cubot" is not taken for one.
MACHINES = (
    r"bots?(?![a-z])", r"\w*robot", r"crawl\w*", r"spider\w*", r"slurp", r"scrap\w*", r"archiver\w*", r"fetcher\w*",
    r"googlebot\S*", r"google-\w+", r"googleother\S*", r"apis-google", r"mediapartners-google", r"feedfetcher\S*",
    r"bingpreview", r"facebookexternalhit", r"facebookcatalog", r"meta-external\w+", r"whatsapp", r"telegrambot",
    r"skypeuripreview", r"embedly", r"bytespider", r"petalbot", r"yandex\w+", r"baidu\w+", r"coccoc\w*bot\S*",
    r"coccocbot-\w+", r"zalobot\S*", r"zalo-preview", r"sogou", r"ia_archiver", r"wayback\w*", r"heritrix",
    r"gptbot", r"oai-searchbot", r"chatgpt-user", r"claude-\w+", r"claudebot", r"perplexity\w*", r"anthropic-ai",
    r"ccbot", r"applebot", r"amazonbot", r"duckduckbot", r"duckassistbot", r"ahrefs\w*", r"semrush\w*", r"mj12bot",
    r"dotbot", r"dataforseo\w*", r"screaming frog", r"barkrowler", r"blexbot", r"censys\w*", r"expanse",
    r"uptime\w*", r"pingdom\S*", r"statuscake", r"site24x7", r"newrelic\w*", r"zabbix", r"nagios", r"check_http",
    r"kube-probe", r"prometheus", r"blackbox\w*", r"monitor\w*", r"healthcheck\w*", r"lighthouse",
    r"headlesschrome", r"phantomjs", r"puppeteer", r"playwright", r"selenium",
    r"curl", r"wget", r"libwww\S*", r"lwp\S*", r"python\S*", r"aiohttp", r"httpx", r"scrapy", r"go-http-client",
    r"java(?![a-z])", r"okhttp", r"apache-httpclient", r"node-fetch", r"axios", r"undici", r"ruby", r"php(?![a-z])",
    r"guzzlehttp", r"postmanruntime", r"insomnia", r"httpie", r"apachebench", r"wrk", r"hey", r"vegeta", r"siege",
    r"nikto", r"nmap", r"masscan", r"zgrab", r"nuclei", r"sqlmap", r"wpscan",
    r"feedly", r"feedburner", r"newsblur", r"inoreader", r"tiny tiny rss", r"w3c_\w+", r"validator\S*",
)  # fmt: skip
_MACHINE = re.compile(rf"(?:\w*bot\b|(?<![a-z])(?:{'|'.join(MACHINES)}))(?![a-z])", re.IGNORECASE)
# Phones whose maker or model ends in the word.
_NO_MACHINE = re.compile(r"\bcubot\b", re.IGNORECASE)
_AHEAD = {"HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ"}
_AHEAD_WORDS = ("prefetch", "prerender", "preview")


def caller(method: str, environ: Mapping[str, str]) -> Caller:
    """Who asks, by the method and the headers of the request (as WSGI names them)."""
    if method != "GET":
        return Caller.PROBE
    if is_machine(environ.get("HTTP_USER_AGENT", "")):
        return Caller.MACHINE
    if any(word in environ.get(name, "").lower() for name in _AHEAD for word in _AHEAD_WORDS):
        return Caller.AHEAD
    return Caller.READER


@lru_cache(maxsize=4096)
def is_machine(agent: str) -> bool:
    """Whether an agent names itself as a machine, or has no name."""
    return not agent.strip() or _MACHINE.search(_NO_MACHINE.sub("", agent)) is not None
