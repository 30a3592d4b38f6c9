"""The style sheet that shows and prints papers, made from the letterheads: `python -m giaoban.documents.papers.stylesheet`.

It writes `static/giaoban/papers.css` of the documents room; a test holds the file to what is said here.
"""

from pathlib import Path

from giaoban.documents.letterheads import PROFILES, Part, Profile
from giaoban.documents.papers.wording import ILLUSTRATION

FILE = Path(__file__).resolve().parent.parent / "static" / "giaoban" / "papers.css"

_COMMON = """\
/* Papers on the screen and in print, to the measures of their letterheads. Made by giaoban.documents.papers.stylesheet. */
.paper { box-sizing: border-box; width: 210mm; max-width: 100%; margin: 0 auto 24px; background: #fff; color: #000; font-family: "Times New Roman", Tinos, "Liberation Serif", serif; line-height: 1.2; box-shadow: 0 1px 3px rgb(0 0 0 / 30%); }
.paper p { margin: 0; max-width: none; }
.paper-note { margin-bottom: 4pt; font-size: 9pt; font-style: italic; text-align: center; }
.paper-head { display: grid; grid-template-columns: 2fr 3fr; column-gap: 2mm; text-align: center; }
.paper-head .p-number, .paper-head .p-place { margin-top: 4pt; }
.paper .rule { display: block; height: 0; margin: 2pt auto 0; border-top: 0.5pt solid #000; }
.paper .rule-share { width: 25mm; }
.paper .rule-full { display: inline-block; border-bottom: 0.5pt solid #000; padding-bottom: 2pt; }
.paper .p-draft { display: inline-block; margin-top: 6pt; padding: 1pt 6mm; border: 0.75pt solid #000; }
.paper .p-letter_subject { margin-top: 6pt; }
.paper-title { margin-top: 18pt; padding: 0 12mm; text-align: center; }
.paper .p-addressee { margin-top: 6pt; text-align: center; }
.paper .p-heading { font-weight: 700; text-align: justify; break-after: avoid; }
.paper .p-body { text-align: justify; }
.paper-table { width: 100%; margin: 6pt 0; border-collapse: collapse; table-layout: fixed; }
.paper-table th, .paper-table td { padding: 1pt 1.5mm; border: 0.5pt solid #000; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.paper-table th, .paper-table .centred { text-align: center; }
.paper-table thead { display: table-header-group; }
.paper-table tr { break-inside: avoid; }
.paper-foot { display: grid; grid-template-columns: 1fr 1fr; margin-top: 12pt; break-inside: avoid; }
.paper-foot .signed { text-align: center; }
.paper .p-signer { margin-top: 70pt; }
.papers-bar { max-width: 210mm; margin: 12px auto; font: 15px/1.55 system-ui, sans-serif; }
@media screen { .button-row + .paper, .facts + .paper { margin-top: 24px; } }
@media screen and (max-width: 210mm) {
  .paper.paper { padding: 16px; overflow-x: auto; }
  .paper .paper-head, .paper .paper-foot { grid-template-columns: 1fr; row-gap: 8px; }
  .paper .paper-title { padding: 0; }
  .paper .p-body, .paper .p-heading { text-align: left; text-indent: 0; }
  .paper .paper-table { min-width: 560px; }
}
@media print {
  .papers-bar { display: none; }
  .paper { width: auto; margin: 0; padding: 0; box-shadow: none; break-after: page; }
  .paper:last-of-type { break-after: auto; }
}
"""


def stylesheet() -> str:
    """The whole sheet: what all papers share, then the measures of each letterhead."""
    return _COMMON + "".join(_profile(profile) for profile in PROFILES.values())


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
