"""A formula as people read it: names for codes, × and ÷, brackets only where they matter."""

from collections.abc import Mapping

from giaoban.reporting.formulas.tree import Call, Code, Minus, Node, Number, Pair

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_BINDS = {"+": 1, "-": 1, "*": 2, "/": 2}


def said(node: Node, names: Mapping[str, str]) -> str:
    """The formula with the names of its indicators; a code without a name stays as it is."""
    match node:
        case Number(value):
            return f"{value.normalize():f}".replace(".", ",")
        case Code(code):
            return f"“{names[code]}”" if code in names else code
        case Minus(of):
            return f"−{_within(of, 3, names)}"
        case Pair(sign, left, right):
            binds = _BINDS[sign]
            # What is taken away or divided by keeps its brackets: a − (b − c) is not a − b − c.
            return f"{_within(left, binds, names)} {_SIGNS[sign]} {_within(right, binds + (sign in '-/'), names)}"
        case Call(name, of):
            return f"{name}({'; '.join(said(one, names) for one in of)})"


def _within(node: Node, binds: int, names: Mapping[str, str]) -> str:
    inner = said(node, names)
    return f"({inner})" if isinstance(node, Pair) and _BINDS[node.sign] < binds else inner
