"""From the text of a meeting to a draft of its tasks: pure Python, no database, a person confirms.

    draft = extract(text)

`draft.Draft` says what comes out, `gazetteer.Gazetteer` what is known beforehand, `draft.Drafter` is the door behind which another
engine could stand. The text goes through `source` (normal form), `tokens` (words), `sentences` and `noise`; `organisations`, `people`,
`acts`, `figures` and `dues` find names and numbers; `meeting` reads the frame, `grammar`, `pieces` and `tasks` the orders; `rules` puts
the draft together and `exchange` turns it into JSON.
"""

from giaoban.briefing.extraction.draft import Draft, Drafter
from giaoban.briefing.extraction.gazetteer import DEFAULT, Gazetteer, Organisation
from giaoban.briefing.extraction.rules import RuleDrafter, extract

__all__ = ["DEFAULT", "Draft", "Drafter", "Gazetteer", "Organisation", "RuleDrafter", "extract"]
