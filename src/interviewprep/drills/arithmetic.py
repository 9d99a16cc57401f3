"""The arithmetic that decks may contain, and nothing else.

A deck comes from anywhere, so an expression is first checked character by character, then parsed with `ast` and turned
into closures over a short list of nodes. Size, depth, exponents, loops and total work are bounded.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from interviewprep.drills.operations import (
    FUNCTIONS,
    LOOPS,
    OF_LIST,
    OF_ONE,
    OF_TWO,
    Number,
    Unfit,
    Value,
    add,
    divide,
    floor_divide,
    largest_at,
    literal,
    modulo,
    multiply,
    one,
    power,
    spread,
    subtract,
    whole,
)  # fmt: skip

MAX_SOURCE = 400
MAX_DEPTH = 40
MAX_WORK = 10_000
"""Nodes evaluated in loops and over lists in one call."""
MAX_LIST = 64

_TOKEN = re.compile(
    r"\s+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?(?![\w.])|[A-Za-z]\w*|\*\*|//|[<>]=?|==|!=|[-+*/%(),\[\]]",
    re.ASCII,
)


class Meter:
    """Bounds the work of many calls together, counted in nodes; each node takes about a microsecond."""

    __slots__ = ("left",)

    def __init__(self, nodes: int) -> None:
        self.left = nodes

    def spend(self, nodes: int) -> None:
        self.left -= nodes
        if self.left < 0:
            raise Unfit("too much work: the loops or lists are too long")


class _Run:
    __slots__ = ("meter", "names", "own")

    def __init__(self, names: Mapping[str, Value], meter: Meter | None) -> None:
        self.names = names
        self.own = Meter(MAX_WORK)
        self.meter = meter

    def work(self, nodes: int) -> None:
        self.own.spend(nodes)
        if self.meter:
            self.meter.spend(nodes)


_Code = Callable[[_Run], Value]


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression. Call it with the values of its names."""

    source: str
    names: frozenset[str]
    """Names that need a value; those bound by `sum(k, …)` are not among them."""
    tree: ast.expr = field(compare=False, repr=False)
    _code: _Code = field(compare=False, repr=False)
    constant: Value | None = field(default=None, compare=False, repr=False)
    """What it gives, where it uses no names."""

    def __call__(self, names: Mapping[str, Value], meter: Meter | None = None) -> Value:
        if self.constant is not None:
            return self.constant
        if meter:
            meter.spend(len(self.source) // 2)
        try:
            return self._code(_Run(names, meter))
        except KeyError as missing:
            raise Unfit(f"{missing.args[0]} has no value") from None
        except ZeroDivisionError:
            raise Unfit("division by zero") from None
        except (OverflowError, RecursionError):
            raise Unfit("the result is too large") from None

    def number(self, names: Mapping[str, Value], meter: Meter | None = None) -> Number:
        value = self(names, meter)
        if isinstance(value, tuple):
            raise Unfit("a list where one number is needed")
        return value


@lru_cache(maxsize=4096)
def expression(source: str) -> Expression:
    """Parse and check; raises Unfit with the reason."""
    tree = parse(source)
    free: set[str] = set()
    code = _compile(tree, source.strip(), frozenset(), free, MAX_DEPTH)
    formula = Expression(source, frozenset(free), tree, code)
    if free:
        return formula
    try:
        return replace(formula, constant=formula({}))
    except Unfit:
        return formula  # it is refused when it is computed, like any other


def evaluate(source: str, names: Mapping[str, Value] | None = None) -> Number:
    return expression(source.strip()).number(names or {})


def parse(source: str) -> ast.expr:
    if len(source) > MAX_SOURCE:
        raise Unfit(f"an expression of {len(source)} characters; {MAX_SOURCE} are allowed")
    _check_characters(source)
    try:
        return ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise Unfit(f"'{source}' is no complete expression") from None


def _check_characters(source: str) -> None:
    at, depth = 0, 0
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None:
            raise Unfit(f"'{source[at : at + 12]}' is no number, name or operator of the drill arithmetic")
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.group(), 0)
        if depth > MAX_DEPTH:
            raise Unfit("brackets are nested too deep")
        at = token.end()


_BINARY: dict[type[ast.operator], Callable[[Number, Number], Number]] = {
    ast.Add: add,
    ast.Sub: subtract,
    ast.Mult: multiply,
    ast.Div: divide,
    ast.FloorDiv: floor_divide,
    ast.Mod: modulo,
    ast.Pow: power,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Number, Number], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
}


def _compile(node: ast.expr, source: str, bound: frozenset[str], free: set[str], depth: int) -> _Code:
    """The closure of a node. `bound` are the counters of the loops around it; `free` collects the other names."""
    if depth <= 0:
        raise Unfit("the expression is nested too deep")

    def below(inner: ast.expr, also: frozenset[str] = frozenset()) -> _Code:
        return _compile(inner, source, bound | also, free, depth - 1)

    match node:
        case ast.Constant():
            constant = literal(source[node.col_offset : node.end_col_offset])
            return lambda run: constant
        case ast.Name(id=name):
            if name in FUNCTIONS:
                raise Unfit(f"{name} is a function and needs brackets")
            if name not in bound:
                free.add(name)
            return lambda run: run.names[name]
        case ast.List(elts=elements):
            if not 1 <= len(elements) <= MAX_LIST:
                raise Unfit(f"a list of {len(elements)} numbers; 1 to {MAX_LIST} are allowed")
            codes = tuple(below(element) for element in elements)
            return lambda run: tuple(one(code(run)) for code in codes)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return below(operand)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _binary(multiply, lambda run: -1, below(operand))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = below(operand)
            return lambda run: int(not one(inner(run)))
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _BINARY:
            return _binary(_BINARY[type(operator)], below(left), below(right))
        case ast.BoolOp(op=operator, values=values):
            return _logic(isinstance(operator, ast.And), tuple(below(value) for value in values))
        case ast.Compare(left=left, ops=operators, comparators=others) if all(type(o) in _COMPARE for o in operators):
            return _comparison([below(part) for part in (left, *others)], [_COMPARE[type(o)] for o in operators])
        case ast.IfExp(test=test, body=body, orelse=orelse):
            condition, yes, no = below(test), below(body), below(orelse)
            return lambda run: yes(run) if one(condition(run)) else no(run)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return _call(name, arguments, below)
    raise Unfit(f"'{ast.unparse(node)[:40]}' is no arithmetic")


def _binary(operation: Callable[[Number, Number], Number], left: _Code, right: _Code) -> _Code:
    def run_it(run: _Run) -> Value:
        a, b = left(run), right(run)
        if isinstance(a, tuple) or isinstance(b, tuple):
            run.work(MAX_LIST)
            return spread(operation, a, b)
        return operation(a, b)

    return run_it


def _logic(every: bool, parts: tuple[_Code, ...]) -> _Code:
    if every:
        return lambda run: int(all(one(part(run)) for part in parts))
    return lambda run: int(any(one(part(run)) for part in parts))


def _comparison(parts: list[_Code], operators: list[Callable[[Number, Number], bool]]) -> _Code:
    def run_it(run: _Run) -> Value:
        values = [one(part(run)) for part in parts]
        return int(all(ok(a, b) for ok, a, b in zip(operators, values, values[1:], strict=False)))

    return run_it


def _call(name: str, arguments: list[ast.expr], below: Callable[..., _Code]) -> _Code:
    if name in LOOPS and len(arguments) == 4:
        return _loop(name, arguments, below)
    codes = tuple(below(argument) for argument in arguments)
    if name in {"min", "max"} and len(codes) > 1:
        pick = OF_LIST[name]
        return lambda run: pick(tuple(one(code(run)) for code in codes))
    if name in OF_LIST and len(codes) == 1:
        return _over_list(name, codes[0])
    if name in OF_TWO and len(codes) == 2:
        return _binary(OF_TWO[name], codes[0], codes[1])
    if name in OF_ONE and len(codes) == 1:
        return _each(OF_ONE[name], codes[0])
    raise Unfit(f"{name} does not take {len(codes)} arguments")


def _each(function: Callable[[Number], Number], inner: _Code) -> _Code:
    def run_it(run: _Run) -> Value:
        value = inner(run)
        if isinstance(value, tuple):
            run.work(MAX_LIST)
            return tuple(function(x) for x in value)
        return function(value)

    return run_it


def _over_list(name: str, inner: _Code) -> _Code:
    function = OF_LIST[name]

    def run_it(run: _Run) -> Value:
        values = inner(run)
        if not isinstance(values, tuple):
            raise Unfit(f"{name} needs a list")
        run.work(MAX_LIST)
        return function(values)

    return run_it


def _loop(name: str, arguments: list[ast.expr], below: Callable[..., _Code]) -> _Code:
    counter = arguments[0]
    if not isinstance(counter, ast.Name) or counter.id in FUNCTIONS:
        raise Unfit(f"{name} counts with a name first: {name}(k, 1, n, …)")
    index = counter.id
    start, end, body = below(arguments[1]), below(arguments[2]), below(arguments[3], frozenset({index}))
    weight = sum(1 for _ in ast.walk(arguments[3]))

    def run_it(run: _Run) -> Value:
        low, high = (whole(one(code(run)), -(10**9), 10**9) for code in (start, end))
        run.work(max(0, high - low + 1) * weight)
        return _looped(name, run, index, low, high, body)

    return run_it


def _looped(name: str, run: _Run, index: str, low: int, high: int, body: _Code) -> Number:
    outer = run.names
    inner = dict(outer)
    run.names = inner
    try:
        values: list[Number] = []
        for counted in range(low, high + 1):
            inner[index] = counted
            values.append(one(body(run)))
    finally:
        run.names = outer
    if name == "argmax":
        if not values:
            raise Unfit("argmax over nothing")
        return low + largest_at(tuple(values)) - 1
    return OF_LIST[name](tuple(values))
