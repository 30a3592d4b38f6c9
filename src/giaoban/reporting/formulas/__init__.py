"""A small language for figures made of other figures: numbers, codes of indicators, + - * / ( ) and five functions. Pure.

Its own tokens, its own parser, its own arithmetic: nothing is ever evaluated as Python, and length, depth and size of the
numbers are bounded. Decimals are written with a comma, arguments stand apart by a semicolon, as in a Vietnamese spreadsheet.
"""

from giaoban.reporting.formulas.reading import Unread, Why, codes, read
from giaoban.reporting.formulas.saying import said
from giaoban.reporting.formulas.tree import Call, Code, Minus, Node, Number, Pair
from giaoban.reporting.formulas.working import Lack, Made, work_out

__all__ = [
    "Call", "Code", "Lack", "Made", "Minus", "Node", "Number", "Pair", "Unread", "Why", "codes", "read", "said", "work_out",
]  # fmt: skip
