"""The measures of the letterheads as a style sheet: `python -m giaoban.documents.papers.stylesheet`.

It writes `static/giaoban/letterheads.css` of the documents room; a test holds the file to the letterheads. What all papers
share stands beside it in `papers.css`.
"""

from pathlib import Path

from giaoban.documents.letterheads import PROFILES, Part, Profile
from giaoban.documents.papers.wording import ILLUSTRATION

FILE = Path(__file__).resolve().parent.parent / "static" / "giaoban" / "letterheads.css"
_SAID = "/* Made by giaoban.documents.papers.stylesheet from the letterheads: change those. */\n"


def stylesheet() -> str:
    """One block of rules for each letterhead."""
    return _SAID + "".join(_profile(profile) for profile in PROFILES.values())


def _profile(profile: Profile) -> str:
    margins, body = profile.margins, profile.body
    paper = f".paper-{profile.code}"
    edges = f"{margins.top:g}mm {margins.right:g}mm {margins.bottom:g}mm {margins.left:g}mm"
    turned = f"{margins.top:g}mm {margins.left:g}mm {margins.bottom:g}mm {margins.right:g}mm"
    number = f'@top-center {{ content: counter(page); font: {profile.page_number.size:g}pt "Times New Roman", serif; }}'
    lines_ = f"line-height: {f'{body.line_points:g}pt' if body.line_points else f'{body.lines * 1.15:.3g}'};"
    note = f'@bottom-center {{ content: "{ILLUSTRATION}"; font: italic 9pt "Times New Roman", serif; }}'
    lines = [f"/* {profile.code} */"]
    for page, more in ((profile.code, ""), (f"{profile.code}-noted", f" {note}")):
        lines.append(f"@page {page} {{ size: A4; margin: {edges}; {number}{more} }}")
        lines.append(f'@page {page}:first {{ @top-center {{ content: ""; }} }}')
        if margins.mirrored:
            lines.append(f"@page {page}:left {{ margin: {turned}; }}")
    lines += [
        f"{paper} {{ page: {profile.code}; padding: {edges}; }}",
        f"{paper}.paper-noted {{ page: {profile.code}-noted; }}",
        f"@media print {{ {paper} {{ padding: 0; }} }}",
        # The sheet is the paper's from its top: else a page around it begins with an empty one.
        f"body:has({paper}) {{ page: {profile.code}; }}",
        f"body:has({paper}.paper-noted) {{ page: {profile.code}-noted; }}",
        f"{paper} :is(.p-body, .p-heading) {{ margin-top: {body.gap:g}pt; text-indent: {body.indent:g}mm; {lines_} }}",
        *(f"{paper} .p-{name} {{ {_part(part)} }}" for name, part in profile.parts() if name != "page_number"),
    ]
    return "\n".join(lines) + "\n"


def _part(part: Part) -> str:
    said = [f"font-size: {part.size:g}pt"]
    if part.bold:
        said.append("font-weight: 700")
    if part.italic:
        said.append("font-style: italic")
    if part.underlined:
        said.append("text-decoration: underline")
    return "; ".join(said) + ";"


if __name__ == "__main__":
    FILE.write_text(stylesheet(), encoding="utf-8")
