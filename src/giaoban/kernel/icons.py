"""Icons of our own drawing: 20 × 20, one stroke, no fill, drawn inline so that no page waits for them."""

from collections.abc import Mapping

_CIRCLE = "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15"

# name → path data; several strokes stand in one string.
ICONS: Mapping[str, str] = {
    # Status: each has its own outline, so that it reads without colour.
    "done": f"{_CIRCLE}M6.5 10.2l2.4 2.4 4.6-5",
    "on_time": f"{_CIRCLE}M10 6v4l2.6 1.8",
    "due_soon": "M5 3h10M5 17h10M6 3v2.5L10 10l4-4.5V3M6 17v-2.5L10 10l4 4.5V17",
    "late": "M10 2.8l7.8 13.7H2.2zM10 8v4M10 14.2v.1",
    "waiting": f"{_CIRCLE}M6.4 10h.1M10 10h.1M13.6 10h.1",
    "refused": f"{_CIRCLE}M7 7l6 6M13 7l-6 6",
    "draft": "M4 16l.6-3.2L13 4.4a1.4 1.4 0 0 1 2 0l.6.6a1.4 1.4 0 0 1 0 2L7.2 15.4zM11.5 6l2.5 2.5",
    "standing": "M15.8 8A6 6 0 0 0 5 6.2L3.5 8M3.5 4.5V8H7M4.2 12A6 6 0 0 0 15 13.8l1.5-1.8M16.5 15.5V12H13",
    # Fate of a sentence, and the steps of the trace.
    "sentence": "M4 5h12M4 10h12M4 15h7",
    "task": "M4 4h12v12H4zM7 10.2l2.2 2.2 4-4.6",
    "result": "M5 17.5V3M5 3.5c3-1.8 6 1.8 10 0v7c-4 1.8-7-1.8-10 0",
    "figure": "M3 17h14M5.5 14v-3.5M10 14V5M14.5 14V8",
    "information": f"{_CIRCLE}M10 9.2v4.3M10 6.5v.1",
    "commendation": "M10 2.8l2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7z",
    "none": "M5 10h10",
    "open": "M7.2 7.4a2.8 2.8 0 1 1 4.2 2.5c-.9.5-1.4 1-1.4 2.1M10 15v.1",
    "briefing": "M3 8.5h14M5 8.5v7M15 8.5v7M6.5 5.5h.1M10 5.5h.1M13.5 5.5h.1",
    "document": "M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4M8 10.5h5M8 13.5h5",
    "money": "M2.5 5.5h15v9h-15zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4M5 10h.1M15 10h.1",
    "house": "M3 9.5L10 3.5l7 6M5 8v8.5h10V8M8.5 16.5v-4h3v4",
    # The page's own furniture.
    "search": "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13 13l4 4",
    "menu": "M3 5.5h14M3 10h14M3 14.5h14",
    "split": "M10 2.5v4.5M10 13v4.5M7 10H2.5M5 7.5L2.5 10 5 12.5M13 10h4.5M15 7.5l2.5 2.5-2.5 2.5",
    "merge": "M2.5 10H8M5.5 7.5L8 10l-2.5 2.5M17.5 10H12M14.5 7.5L12 10l2.5 2.5M10 3v14",
    "undo": "M7 4L3.5 7.5 7 11M3.5 7.5h8a4.5 4.5 0 0 1 0 9H8",
    "close": "M5 5l10 10M15 5L5 15",
    "back": "M16 10H4M9 5l-5 5 5 5",
    "next": "M4 10h12M11 5l5 5-5 5",
    "up": "M10 15V5M6 9l4-4 4 4",
    "down": "M10 5v10M6 11l4 4 4-4",
    "sort": "M6.5 8L10 4.5 13.5 8M6.5 12l3.5 3.5 3.5-3.5",
    "copy": "M7 7h9.5v9.5H7zM4.5 13h-1V3.5H13v1",
    "upload": "M10 13V4M6.5 7.5L10 4l3.5 3.5M3.5 13v3.5h13V13",
    "download": "M10 4v9M6.5 9.5L10 13l3.5-3.5M3.5 13v3.5h13V13",
    "print": "M6 7V3h8v4M6 14H3.5V7h13v7H14M6 11.5h8V17H6z",
    "plus": "M10 4v12M4 10h12",
    "filter": "M3 4.5h14L11.8 11v5l-3.6-2v-3z",
    "unit": "M3.5 17V5.5L10 3v14M10 7.5l6.5 2V17M2 17h16M6 8.5h1.2M6 11.5h1.2M13 12h.1M13 14.5h.1",
    "person": "M10 3.2a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6M3.5 17c.6-3.4 3-5.2 6.5-5.2s5.9 1.8 6.5 5.2",
    "language": f"{_CIRCLE}M2.8 10h14.4M10 2.5c-2.6 2.2-3.6 4.7-3.6 7.5s1 5.3 3.6 7.5M10 2.5c2.6 2.2 3.6 4.7 3.6 7.5s-1 5.3-3.6 7.5",
    "theme": f"{_CIRCLE}M10 2.5v15M10 6l5.5-2M10 10h7.3M10 14l5.5 2",
    "eye": "M2 10c2-3.6 4.7-5.3 8-5.3s6 1.7 8 5.3c-2 3.6-4.7 5.3-8 5.3S4 13.6 2 10M10 7.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8",
    "calendar": "M3.5 5h13v12h-13zM3.5 8.5h13M7 3v3M13 3v3",
    "place": "M10 17.5S4.5 12 4.5 8a5.5 5.5 0 0 1 11 0c0 4-5.5 9.5-5.5 9.5M10 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6",
    "law": "M10 3v14M6 17h8M4 5.5h12M4 5.5L1.8 11a2.4 2.4 0 0 0 4.4 0zM16 5.5L13.8 11a2.4 2.4 0 0 0 4.4 0z",
    "lock": "M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9",
    "help": f"{_CIRCLE}M7.8 8a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.6M10 13.8v.1",
    "keyboard": "M2.5 5h15v10h-15zM5.5 8h.1M8.5 8h.1M11.5 8h.1M14.5 8h.1M6.5 12h7",
    "attachment": "M13.5 6.5l-5.6 5.6a1.6 1.6 0 0 0 2.3 2.3l6-6a3.2 3.2 0 0 0-4.6-4.6l-6.2 6.2a4.8 4.8 0 0 0 6.8 6.8l4.3-4.3",
}
