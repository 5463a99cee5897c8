"""The SQL of a selection, generated from the declaration of the filters for just those that limit something.

A macro in queries/macros that selects by a filter is a template: it calls ``lets_through(filter)``, ``has_begun(filter)``,
``answers_of_audience(filter)``, ``feedback_told(filter)`` or another template, or has lines that end in "where asked for". Once
a query needs it, it is written for what its filter limits, and of these lines with those whose columns the query names, under
a name of its own: DuckDB plans that in a fraction of the time that a condition for every filter, and every column, would take.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from threading import Lock

from queries import attributes
from queries.attributes import NO_ATTRIBUTES, Expressions
from queries.filter import DIMENSIONS, FILTER_FIELDS, FilterValue
from queries.filter_fields import ValuesFrom

MacroTexts = Mapping[str, str]
"""Name of a macro -> the statement that makes it."""

FilterFields = Mapping[str, FilterValue]
"""The parameter ``$filter`` as it goes to DuckDB."""

BEGINNING = "date_from"
"""The field whose condition comes after the others: a stock of emotional capital holds what was before, too."""

ALSO_COUNTED = ("audience", "state", "source")
"""Columns whose values are counted beside those of the filters whose values come from the answers."""

SEVERAL = "touchpoint"
"""The dimension in which an answer can have several values: it counts once for each."""

SEVERAL_FIELD = DIMENSIONS[SEVERAL].name
"""The filter by its values."""

VALUES_OF_SEVERAL = "unnest(at_touchpoints(touchpoint_scores, touchpoint, tone, felt)).touchpoint"
"""Those that a customer's answer has, a row each."""

PART_COLUMNS = "audience, answered_at, state, nps_score, rating, rating_max, tone, felt, source, answer_id, reply, replied_at, reply_tone"
"""What is counted of the parts of a dimension; tone and felt are those at the touchpoint where that is the dimension."""

FILTER_PARAMS = ("filter", "other")
"""Names of the parameters that are Filters: the selection, and the one that it is compared with."""

_GENERATED = ("lets_through", "has_begun", "answers_of_audience", "feedback_told")
_AUDIENCES = {"customer": "matching_customers", "grouped": "matching_groups", "employee": "whole_blocks"}
_GENERATED_CALL = re.compile(rf"\b(?P<macro>{'|'.join(_GENERATED)})\((?P<filter>filter|other)\)")
_TOLD_CALL = re.compile(r"\b(?P<what>tone|felt|intensity|valence)_told(?P<rest>\(\$?(?P<filter>filter|other)\b)")
_OPTIONAL = re.compile(r"^.* as (?P<column>\w+),  -- where asked for\n", re.MULTILINE)
_NOTHING_REPLACED = re.compile(r" replace \(\s*\)")
_LAST_COMMA = re.compile(r",(?=\s*\))")
_WORD = re.compile(r"\w+")
_STATEMENT = re.compile(r"^create macro (?P<name>\w+)\(.*?;$", re.MULTILINE | re.DOTALL)

CONDITIONS: Mapping[str, str] = {
    parameter: condition for declared in FILTER_FIELDS.values() for parameter, condition in declared.conditions()
}
"""Each field of the parameter that can limit answers -> its condition."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a filter limits: its audience (employee, customer, or customers in groups) and its fields that are conditions."""

    audience: str
    names: frozenset[str]
    attribute_names: tuple[str, ...] = ()
    """The attributes of which values are asked for."""
    columns: frozenset[str] = frozenset()
    """Those that are asked for, of the columns that templates leave out otherwise."""

    @classmethod
    def of(cls, fields: FilterFields, reads_comments: bool = True) -> "Limits":
        """Those of a filter's fields; an unknown audience counts as customers, of whom it then selects none."""
        used = {name for name in CONDITIONS if fields.get(name) not in (None, "", [])}
        customers = "customer" if reads_comments else "grouped"
        asked = fields.get("attributes")
        return cls(
            "employee" if fields["audience"] == "employee" else customers,
            frozenset(used),
            tuple(attributes.named(asked if isinstance(asked, list) else ())),
        )

    @property
    def words(self) -> set[str]:
        """What its conditions name."""
        return {word for name in self.names for word in _WORD.findall(CONDITIONS[name])}

    def written(self, call: str, filter: str, of_file: Expressions) -> str:
        """What replaces one of the generated calls; ``filter`` is the parameter's name, ``of_file`` the file's attributes."""
        if call == "answers_of_audience":
            return f"{_AUDIENCES[self.audience]}({filter})"
        if call == "feedback_told":
            return f"feedback_there({filter})" if self.keeps_touchpoints else "warehouse.feedback"
        there = {SEVERAL_FIELD} if self.audience != "employee" else set()
        limiting = self.names - there  # the rows of feedback_there are at its touchpoints already
        names = [name for name in CONDITIONS if name in limiting and (name == BEGINNING) == (call == "has_begun")]
        conditions = [CONDITIONS[name].format(value=f"{filter}['{name}']", filter=filter) for name in names]
        if call != "has_begun":
            conditions += attributes.conditions(self.attribute_names, of_file, filter)
        return " and ".join(f"({condition})" for condition in conditions) or "true"

    @property
    def keeps_touchpoints(self) -> bool:
        """Whether tone and emotions are those said at some touchpoints."""
        return SEVERAL_FIELD in self.names

    def told(self, what: str) -> str:
        """The macro that replaces the call of ``what`` with _told: of what is said at the touchpoints kept, or as it is."""
        return f"{what}_{'there' if self.keeps_touchpoints else 'whole'}"


def split_macros(sql: str) -> tuple[str, MacroTexts]:
    """SQL of macros as what can be executed as it is, and the templates by name."""
    texts = {found["name"]: found[0] for found in _STATEMENT.finditer(sql)}
    called = _GENERATED_CALL
    templates: dict[str, str] = {}
    while more := {
        name: text
        for name, text in texts.items()
        if name not in templates and (called.search(_body(text)) or _OPTIONAL.search(text))
    }:
        templates |= more
        called = _calls_of(templates)
    for text in templates.values():
        sql = sql.replace(text, "")
    return sql, templates


def _body(statement: str) -> str:
    return statement.partition(") as ")[2]


def declared_macros(of_file: Expressions) -> str:
    """SQL of macros that hang on the declaration and the file's attributes: what a dimension splits by, and the values of
    columns."""
    return f"{_selected_in_parts(of_file)}\n{_counted_values(of_file)}"


class _OptionalColumns:
    """The columns that templates leave out where they are not asked for."""

    def __init__(self, templates: MacroTexts) -> None:
        self._words = {name: frozenset(_WORD.findall(_OPTIONAL.sub("", text))) for name, text in templates.items()}
        self._lines = {
            line["column"]: frozenset(_WORD.findall(line[0]))
            for text in templates.values()
            for line in _OPTIONAL.finditer(text)
        }
        self._of_query: dict[str, frozenset[str]] = {}

    def asked(self, sql: str, words: AbstractSet[str]) -> frozenset[str]:
        """Those that a query names, with its templates, or that are among the ``words``, and what these are made of."""
        if sql not in self._of_query:
            self._of_query[sql] = self._named(sql)
        asked = self._of_query[sql] | (words & self._lines.keys())
        return asked.union(*(self._lines[column] & self._lines.keys() for column in asked))

    def _named(self, sql: str) -> frozenset[str]:
        words, seen = set(_WORD.findall(sql)), set[str]()
        while more := (words & self._words.keys()) - seen:
            seen |= more
            words = words.union(*(self._words[name] for name in more))
        return frozenset(words & self._lines.keys())


class Selections:
    """Writes macros for what filters limit, which ``execute`` makes when a query first calls for them; for any threads."""

    def __init__(
        self,
        templates: MacroTexts,
        execute: Callable[[str], object],
        reads_comments: bool = True,
        of_file: Expressions = NO_ATTRIBUTES,
    ) -> None:
        self._of_file = of_file
        self._templates = templates
        self._execute = execute
        self._reads_comments = reads_comments
        self._numbers: dict[Limits, int] = {}
        self._made: set[str] = set()
        self._lock = Lock()
        self._template_call = _calls_of(templates)
        self._optional = _OptionalColumns(templates)

    def written_for(self, sql: str, filters: Mapping[str, FilterFields]) -> str:
        """A query for these filters (``filter`` and ``other``): each selection in it as narrow as they are."""
        with self._lock:
            limits = {name: Limits.of(fields, self._reads_comments) for name, fields in filters.items()}
            asked = {name: self._optional.asked(sql, one.words) for name, one in limits.items()}
            return self._written(sql, {name: replace(one, columns=asked[name]) for name, one in limits.items()})

    def _written(self, sql: str, limits: Mapping[str, Limits]) -> str:
        sql = _GENERATED_CALL.sub(
            lambda call: limits[call["filter"]].written(call["macro"], call["filter"], self._of_file), sql
        )

        sql = _TOLD_CALL.sub(lambda call: limits[call["filter"]].told(call["what"]) + call["rest"], sql)

        def renamed(call: re.Match[str]) -> str:
            given = [limits[name] for name in (call["filter"], call["other"]) if name]
            return self._made_for(call["macro"], given) + call["rest"]

        return self._template_call.sub(renamed, sql)

    def _made_for(self, macro: str, given: Sequence[Limits]) -> str:
        """The name of a template's macro for these filters, which is made if need be."""
        numbers = [self._numbers.setdefault(limits, len(self._numbers)) for limits in given]
        name = "_".join([macro, *map(str, numbers)])
        if name not in self._made:
            statement = self._templates[macro].replace(f"create macro {macro}(", f"create macro {name}(", 1)
            statement = _narrowed(statement, given[0].columns)
            self._execute(self._written(statement, dict(zip(FILTER_PARAMS, given, strict=False))))
            self._made.add(name)
        return name


def _narrowed(statement: str, columns: AbstractSet[str]) -> str:
    """A template's statement with the columns that are asked for alone."""
    statement = _OPTIONAL.sub(lambda line: line[0] if line["column"] in columns else "", statement)
    return _NOTHING_REPLACED.sub("", _LAST_COMMA.sub("", statement))


def _calls_of(macros: Iterable[str]) -> re.Pattern[str]:
    """Calls of these macros, whose first arguments are one filter or two; ``rest`` goes on from the bracket."""
    names = "|".join(macros)
    return re.compile(rf"\b(?P<macro>{names})(?P<rest>\(\$?(?P<filter>filter|other)\b(?:, \$?(?P<other>other)\b)?)")


def _selected_in_parts(of_file: Expressions) -> str:
    """The value of a dimension, '' where there is none. Employees are told apart only by what a block has in common: a
    language, say, could single one of them out."""
    cases = "\n".join(
        f"    when '{column}' then {column if declared.splits_employees else _of_customers(column)}"
        for column, declared in DIMENSIONS.items()
        if column != SEVERAL
    )
    return (
        "create macro selected_in_parts(filter, dimension) as table\n"
        f"  select {PART_COLUMNS}, coalesce(case dimension\n{cases}\n{attributes.cases(of_file)}    end, '') as part\n"
        "  from selected(filter)\n"
        f"  where dimension <> '{SEVERAL}'\n"
        "  union all by name\n"
        f"  select {PART_COLUMNS}, {SEVERAL} as part\n"
        "  from selected_at_touchpoints(filter)\n"
        f"  where dimension = '{SEVERAL}';\n"
    )


def _of_customers(column: str) -> str:
    return f"case when audience = 'customer' then {column} end"


def _counted_columns() -> tuple[str, ...]:
    from_answers = (ValuesFrom.ANSWERS, ValuesFrom.TOUCHPOINTS)
    declared = (item.column for item in FILTER_FIELDS.values() if item.values_from in from_answers)
    return tuple(dict.fromkeys((*ALSO_COUNTED, *declared)))


def _counted_values(of_file: Expressions) -> str:
    """How many answers have each value of a column; of employees only whole blocks that share it, looked up once."""
    columns = _counted_columns()
    values = {column: column for column in columns} | {attributes.PREFIX + name: sql for name, sql in of_file.items()}
    counts = "\n  union all\n".join(_counted(attributes.quoted(name), value) for name, value in values.items())
    return f"""create macro counted_values() as table
  with employees as materialized (
    select block, least, {", ".join((*columns, "attributes"))}
    from employees_in_blocks()
  )
  select dimension, value, cast(sum(answers) as bigint) as n
  from (
{counts}
  )
  group by dimension, value;
"""


def _counted(dimension: str, value: str) -> str:
    of_customer = VALUES_OF_SEVERAL if value == SEVERAL else value
    return f"""  select {dimension} as dimension, coalesce(value, '') as value, count(*) as answers
  from (select {of_customer} as value from warehouse.feedback where audience = 'customer')
  group by value
  union all
  select {dimension} as dimension, coalesce({value}, '') as value, count(*) as answers
  from employees
  group by block, {value}
  having count(*) = any_value(least)"""
