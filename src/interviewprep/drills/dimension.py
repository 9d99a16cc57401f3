"""The dimension of a formula whose names carry units: what `check` compares with the unit asked for."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from interviewprep.drills.arithmetic import Expression
from interviewprep.drills.operations import Unfit
from interviewprep.drills.quantity import Unit, registry


def dimension_of(formula: Expression, names: Mapping[str, Unit]) -> Unit | None:
    """The unit of a formula's result, None where only numbers take part. Raises Unfit where units do not go together.

    A number written in the formula has no dimension: factors like 1e12 are taken as conversions.
    """
    measured = _Dimension(names).of(formula.tree)
    return None if measured is None else Unit(measured)


class _Dimension:
    """`None` is a plain number, which goes with every unit under + and -, as in `max(0, t)`."""

    def __init__(self, names: Mapping[str, Unit]) -> None:
        self.names = names

    def of(self, node: ast.expr) -> Any:
        match node:
            case ast.Name(id=name):
                unit = self.names.get(name)
                return None if unit is None else unit.pint
            case ast.List(elts=elements):
                return self.same(elements)
            case ast.UnaryOp(operand=operand):
                return self.of(operand)
            case ast.BinOp(left=left, op=operator, right=right):
                return self.binary(left, operator, right)
            case ast.IfExp(body=body, orelse=orelse, test=test):
                self.of(test)
                return self.same([body, orelse])
            case ast.Compare(left=left, comparators=others):
                self.same([left, *others])
                return None
            case ast.BoolOp(values=values):
                for value in values:
                    self.of(value)
                return None
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self.call(name, arguments)
        return None

    def binary(self, left: ast.expr, operator: ast.operator, right: ast.expr) -> Any:
        if isinstance(operator, ast.Add | ast.Sub | ast.Mod):
            return self.same([left, right])
        a, b = self.of(left), self.of(right)
        if isinstance(operator, ast.Pow):
            if a is None or not isinstance(right, ast.Constant) or not isinstance(right.value, int):
                return None if a is None or a.dimensionless else _refuse("a power that is no number of a unit")
            return a**right.value
        if a is None and b is None:
            return None
        nothing = registry().Unit("count")
        if isinstance(operator, ast.Mult):
            return (a or nothing) * (b or nothing)
        return (a or nothing) / (b or nothing)

    def same(self, nodes: list[ast.expr]) -> Any:
        units = [unit for unit in (self.of(node) for node in nodes) if unit is not None]
        for unit in units[1:]:
            if unit.dimensionality != units[0].dimensionality:
                _refuse(f"{_words_of(units[0])} and {_words_of(unit)} do not add up or compare")
        return units[0] if units else None

    def call(self, name: str, arguments: list[ast.expr]) -> Any:
        if name in {"sum", "prod", "argmax"} and len(arguments) == 4:
            self.of(arguments[1])
            inner = self.of(arguments[3])
            return inner if name == "sum" else None
        if name == "sqrt":
            inner = self.of(arguments[0])
            return None if inner is None else inner ** Fraction(1, 2)
        if name in {"min", "max", "sum"}:
            return self.same(arguments)
        if name in {"round", "signif", "ceil", "floor", "abs"}:
            return self.of(arguments[0])
        for argument in arguments:
            self.of(argument)
        return None


def _refuse(reason: str) -> Any:
    raise Unfit(reason)


def _words_of(unit: Any) -> str:
    powers = [f"{name}^{power}" if power != 1 else name for name, power in unit.dimensionality.items()]
    return "·".join(powers) or "a plain number"
