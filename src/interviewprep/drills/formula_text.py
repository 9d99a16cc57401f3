"""A formula as people write it: as TeX for the card, as plain signs for the terminal, with names or with numbers."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from interviewprep.drills.arithmetic import Expression
from interviewprep.drills.number_text import GROUP, MINUS, shown
from interviewprep.drills.operations import literal

_SUM, _TERM, _SIGN, _POWER, _ATOM = range(5)
_COMPARE: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<"), ast.LtE: ("≤", r"\le"), ast.Gt: (">", ">"), ast.GtE: ("≥", r"\ge"),
    ast.Eq: ("=", "="), ast.NotEq: ("≠", r"\ne"),
}  # fmt: skip
_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "eta": "η", "lam": "λ", "mu": "μ", "psi": "ψ", "rho": "ρ",
    "sigma": "σ", "tau": "τ",
}  # fmt: skip
_GREEK_TEX = {letter: rf"\{'lambda' if name == 'lam' else name}" for name, letter in _GREEK.items()}


def plain(formula: Expression, numbers: Mapping[str, str] | None = None) -> str:
    """`6 · N · D / (G · P)`; with `numbers`, those stand in place of the names."""
    return _Plain(numbers).of(formula.tree)[0]


def tex(formula: Expression, numbers: Mapping[str, str] | None = None) -> str:
    r"""`\frac{6 N D}{G P}`, without the dollars."""
    return _Tex(numbers).of(formula.tree)[0]


def symbol(name: str) -> str:
    """A name without what stands behind its last underscore, which tells its unit: `BW_T` is BW, `tau` is τ."""
    short = name.rpartition("_")[0] or name.rstrip("_")
    return _GREEK.get(short, short)


def symbol_tex(name: str) -> str:
    short = symbol(name)
    if short in _GREEK_TEX:
        return _GREEK_TEX[short]
    match = re.fullmatch(r"([A-Za-z]+?)_?(\d*)", short) or re.fullmatch(r"([A-Za-z]+)_(\w+)", short)
    if match is None:
        return rf"\mathrm{{{short.replace('_', ' ')}}}"
    letters, low = match.groups()
    head = letters if len(letters) == 1 else rf"\mathrm{{{letters}}}"
    return f"{head}_{{{low}}}" if low else head


def number_tex(text: str) -> str:
    r"""A shown number in TeX: `1.2 × 10⁹` becomes `1.2 \times 10^{9}`, groups are kept."""
    text = text.replace(GROUP, r"\,").replace(MINUS, "-").replace("\N{NO-BREAK SPACE}", r"\ ").replace("%", r"\%")
    text = re.sub(r"[⁰¹²³⁴-⁹⁻]+", lambda found: "^{" + found.group().translate(_LOWER) + "}", text)
    return text.replace(" × ", r" \times ")


_LOWER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


@dataclass
class _Plain:
    numbers: Mapping[str, str] | None

    def of(self, node: ast.expr) -> tuple[str, int]:
        """The text and how tightly it binds."""
        match node:
            case ast.Constant():
                return self.number(node)
            case ast.Name(id=name):
                return self.name(name)
            case ast.List(elts=elements):
                return "[" + ", ".join(self.of(element)[0] for element in elements) + "]", _ATOM
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"not {self.within(operand, _ATOM)}", _SIGN
            case ast.UnaryOp(op=operator, operand=operand):
                return (MINUS if isinstance(operator, ast.USub) else "") + self.within(operand, _POWER), _SIGN
            case ast.BinOp(left=left, op=operator, right=right):
                return self.binary(left, operator, right)
            case ast.BoolOp(op=operator, values=values):
                word = " and " if isinstance(operator, ast.And) else " or "
                return word.join(self.within(value, _SUM) for value in values), _SUM
            case ast.Compare(left=left, ops=operators, comparators=others):
                signs = [_COMPARE[type(operator)] for operator in operators]
                return self.compared([self.of(part)[0] for part in (left, *others)], signs), _SUM
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.either(self.of(test)[0], self.of(body)[0], self.of(orelse)[0]), _SUM
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self.call(name, arguments), _ATOM
        return ast.unparse(node), _SUM

    def within(self, node: ast.expr, least: int) -> str:
        text, binds = self.of(node)
        return text if binds >= least else self.bracketed(text)

    def bracketed(self, text: str) -> str:
        return f"({text})"

    def number(self, node: ast.Constant) -> tuple[str, int]:
        text = ast.unparse(node)
        power = re.fullmatch(r"1e([+-]?\d+)(?:\.0)?", text.replace("1000000000000000000.0", "1e18"))
        value = literal(text)
        if isinstance(value, int) and value >= 10**6 and str(value).strip("0") == "1":
            return self.ten(len(str(value)) - 1), _POWER
        if power:
            return self.ten(int(power.group(1))), _POWER
        return self.shown(shown(value, 7)), _ATOM

    def ten(self, exponent: int) -> str:
        return shown(10**exponent) if exponent >= 9 else "10" + str(exponent).translate(_UPPER)

    def shown(self, text: str) -> str:
        return text

    def name(self, name: str) -> tuple[str, int]:
        if self.numbers and name in self.numbers:
            text = self.numbers[name]
            binds = _SIGN if text.startswith(MINUS) else _TERM if " × " in text else _ATOM
            return self.shown(text), binds
        return self.symbol(name), _ATOM

    def symbol(self, name: str) -> str:
        return symbol(name)

    def binary(self, left: ast.expr, operator: ast.operator, right: ast.expr) -> tuple[str, int]:
        match operator:
            case ast.Add():
                return f"{self.within(left, _SUM)} + {self.within(right, _SUM)}", _SUM
            case ast.Sub():
                return f"{self.within(left, _SUM)} {MINUS} {self.within(right, _TERM)}", _SUM
            case ast.Mult():
                return f"{self.within(left, _TERM)} · {self.within(right, _TERM)}", _TERM
            case ast.Pow():
                return self.power(left, right), _POWER
            case ast.FloorDiv():
                return f"⌊{self.of(left)[0]} / {self.within(right, _SIGN)}⌋", _ATOM
            case ast.Mod():
                return f"{self.within(left, _SIGN)} mod {self.within(right, _SIGN)}", _TERM
        return self.divided(left, right)

    def divided(self, left: ast.expr, right: ast.expr) -> tuple[str, int]:
        return f"{self.within(left, _TERM)} / {self.within(right, _SIGN)}", _TERM

    def power(self, base: ast.expr, exponent: ast.expr) -> str:
        text, _ = self.of(exponent)
        if re.fullmatch(r"[0-9]{1,2}", text):
            return self.within(base, _ATOM) + text.translate(_UPPER)
        return f"{self.within(base, _ATOM)}^{self.within(exponent, _ATOM)}"

    def compared(self, parts: list[str], signs: list[tuple[str, str]]) -> str:
        text = parts[0]
        for sign, part in zip(signs, parts[1:], strict=True):
            text += f" {sign[0]} {part}"
        return text

    def either(self, test: str, yes: str, no: str) -> str:
        return f"{yes} if {test}, else {no}"

    def call(self, name: str, arguments: list[ast.expr]) -> str:
        inner = [self.of(argument)[0] for argument in arguments]
        if len(arguments) == 4:
            sign = {"sum": "Σ", "prod": "Π"}.get(name, name)
            return f"{sign}({inner[0]} = {inner[1]}…{inner[2]}: {inner[3]})"
        match name, inner:
            case "ceil", [one]:
                return f"⌈{one}⌉"
            case "floor", [one]:
                return f"⌊{one}⌋"
            case "abs", [one]:
                return f"|{one}|"
            case "sqrt", [one]:
                return f"√({one})"
            case "log", [one]:
                return f"ln({one})"
            case "factorial", [_]:
                return f"{self.within(arguments[0], _ATOM)}!"
            case (("round" | "signif"), [one, *_]):
                return f"round({one})"
        return f"{name}({', '.join(inner)})"


_UPPER = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")


class _Tex(_Plain):
    def bracketed(self, text: str) -> str:
        return rf"\left({text}\right)"

    def ten(self, exponent: int) -> str:
        return f"10^{{{exponent}}}"

    def shown(self, text: str) -> str:
        return number_tex(text)

    def symbol(self, name: str) -> str:
        return symbol_tex(name)

    def binary(self, left: ast.expr, operator: ast.operator, right: ast.expr) -> tuple[str, int]:
        text, binds = super().binary(left, operator, right)
        if isinstance(operator, ast.Mult):
            text = rf"{self.within(left, _TERM)} \cdot {self.within(right, _TERM)}"
        elif isinstance(operator, ast.Sub):
            text = f"{self.within(left, _SUM)} - {self.within(right, _TERM)}"
        elif isinstance(operator, ast.FloorDiv):
            text = rf"\left\lfloor \frac{{{self.of(left)[0]}}}{{{self.of(right)[0]}}} \right\rfloor"
        elif isinstance(operator, ast.Mod):
            text = rf"{self.within(left, _SIGN)} \bmod {self.within(right, _SIGN)}"
        return text, binds

    def divided(self, left: ast.expr, right: ast.expr) -> tuple[str, int]:
        below = [right]
        while isinstance(left, ast.BinOp) and isinstance(left.op, ast.Div):  # a / b / c is one fraction
            below.insert(0, left.right)
            left = left.left
        product = self.of(right)[0] if len(below) == 1 else r" \cdot ".join(self.within(one, _TERM) for one in below)
        return rf"\frac{{{self.of(left)[0]}}}{{{product}}}", _SIGN

    def power(self, base: ast.expr, exponent: ast.expr) -> str:
        return f"{self.within(base, _ATOM)}^{{{self.of(exponent)[0]}}}"

    def compared(self, parts: list[str], signs: list[tuple[str, str]]) -> str:
        return super().compared(parts, [(sign, sign) for _, sign in signs])

    def either(self, test: str, yes: str, no: str) -> str:
        return rf"{yes} \text{{ if }} {test} \text{{, else }} {no}"

    def call(self, name: str, arguments: list[ast.expr]) -> str:
        inner = [self.of(argument)[0] for argument in arguments]
        if len(arguments) == 4:
            sign = {"sum": r"\sum", "prod": r"\prod"}.get(name, r"\operatorname{argmax}")
            return rf"{sign}_{{{inner[0]}={inner[1]}}}^{{{inner[2]}}} {self.within(arguments[3], _TERM)}"
        match name, inner:
            case "ceil", [one]:
                return rf"\left\lceil {one} \right\rceil"
            case "floor", [one]:
                return rf"\left\lfloor {one} \right\rfloor"
            case "abs", [one]:
                return rf"\left| {one} \right|"
            case "sqrt", [one]:
                return rf"\sqrt{{{one}}}"
            case "factorial", [_]:
                return rf"{self.within(arguments[0], _ATOM)}!"
            case (("sum" | "prod"), [one]):
                return rf"{chr(92)}{name} {self.within(arguments[0], _TERM)}"
        known = {"log": r"\ln", "min": r"\min", "max": r"\max", "exp": r"\exp", "gcd": r"\gcd", "log10": r"\log_{10}"}
        known |= {"log2": r"\log_2", "round": r"\operatorname{round}", "signif": r"\operatorname{round}"}
        shown_arguments = inner[:1] if name in {"round", "signif"} else inner
        return rf"{known.get(name, chr(92) + f'operatorname{{{name}}}')}\left({', '.join(shown_arguments)}\right)"
