"""Employees: their emotion beside customers' at the same touchpoints and times, under stricter small-number rules."""

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as compute
import streamlit as st

import queries
from views.charts import chart_rows, group_specs
from views.charts.chart_rows import ChartRow
from views.components import chart, comment_list, empty_states, journey_charts, tables
from views.session import comparison, data, drill_down
from views.session.current_view import View, count, current, percent, plain
from views.words.theme import CHART_HEIGHT

_LEADS = 3
_MOST_SENTENCES = 3


def draw_page(view: View) -> None:
    """The whole page."""
    words = view.words
    st.title(words("page.employees"), anchor=False)
    staff, customers = (replace(view.filter, audience=name) for name in ("employee", "customer"))
    limit = replace(view, filter=staff).limits.hidden_below
    st.caption(words("employees.what", limit=limit))
    if not _any(staff, limit, view):
        return
    rows = _rows(view, staff, customers)
    _apart(view, rows)
    _tones(view, rows)
    comment_list.panel(view, "employees")
    _emotions(view, staff, customers)
    _trend(view, staff, customers)
    comment_list.panel(view, "employees_trend")


def _any(staff: queries.Filter, limit: int, view: View) -> bool:
    """Whether there are enough employees' comments to say anything; if not, says why and what to do."""
    n = data.row("tone", filter=staff).get("n")
    if n:
        return True
    key = "few" if n is None else "none"
    st.info(
        f"**{view.words(f'employees.{key}')}**  \n{view.words(f'employees.{key}.do', limit=limit)}",
        icon=":material/visibility_off:" if n is None else ":material/inbox:",
    )
    return False


def _rows(view: View, staff: queries.Filter, customers: queries.Filter) -> list[ChartRow]:
    found = data.run("tone_comparison_by_touchpoint", filter=staff, other=customers).to_pylist()
    sides = ("audience.employee", "audience.customer")
    return [
        comparison.written(view, row, "tone", sides) | {"touchpoint_text": view.touchpoint(row["touchpoint"])}
        for row in found
    ]


def _apart(view: View, rows: list[ChartRow]) -> None:
    """Where the two differ most, in words: touchpoints with enough answers of both, clear differences first."""
    words = view.words
    ranked = [row for row in rows if row["size"] == "normal" and row["touchpoint"]]
    ranked.sort(key=lambda row: (not row["is_clear"], -abs(row["difference"])))
    with st.container(border=True, key="employees_apart"):
        st.markdown(f"**{words('employees.apart')}**")
        for row in ranked[:_MOST_SENTENCES]:
            key = "lower" if row["difference"] < 0 else "higher"
            told = words(
                f"employees.apart.{key}",
                touchpoint=row["touchpoint_text"],
                employee=row["value_text"],
                customer=row["other_text"],
                range=row["range_text"],
            )
            st.markdown(f"- {plain(told)} · {plain(row['verdict_text'])}")
        if not ranked:
            st.caption(words("employees.apart.none", limit=view.limits.few_below))


def _tones(view: View, rows: list[ChartRow]) -> None:
    """Mean tone of both audiences at each touchpoint."""
    words = view.words
    staff, customers = (replace(view.filter, audience=name) for name in ("employee", "customer"))
    drawn: list[ChartRow] = []
    tables_read = []
    for audience, filter in (("employee", staff), ("customer", customers)):
        table = data.run("tone_by_touchpoint", filter=filter)
        tables_read.append(_with_audience(view, table, audience))
        made = chart_rows.series(replace(view, filter=filter), table.to_pylist(), "tone")
        drawn += [row | _named(view, audience) for row in made.drawn]
    hidden = sum(row["value"] is None and row["own"] is None for row in rows)
    if not any(row["audience"] == "employee" for row in drawn):
        st.info(words("employees.all_hidden", n=hidden, limit=_limit(view)), icon=":material/visibility_off:")
    if drawn:
        shown = chart_rows.Series(drawn, 0, any(row["few"] for row in drawn), False)
        texts = chart.texts(view, words("employees.tones"), words("employees.tones.alt"), words("word.tone"))
        measure = chart.measure(view, "tone", chart.reach(shown, "tone"))
        spec = data.spec(group_specs.pairs, texts, measure, journey_charts.order(view, drawn), _groups(view), view.dark)
        chart.chart(view, spec, drawn, "employees_tones", "employees")
        chart.notes(view, shown, keys=("band", "click"), helps=("tone",))
    if hidden:
        st.caption(words("employees.hidden", n=hidden, limit=_limit(view)))
    opening = drill_down.TableOpening("employees", _marks(tables_read, ("touchpoint",)))
    tables.behind(view, pa.concat_tables(tables_read), "employees_tones", words("employees.tones"), opening=opening)


def _emotions(view: View, staff: queries.Filter, customers: queries.Filter) -> None:
    """The leading emotions of both audiences at each touchpoint, side by side."""
    words = view.words
    lines: dict[str, dict[str, str]] = {}
    tables_read = []
    for audience, filter in (("employee", staff), ("customer", customers)):
        table = data.run("emotion_share_by_touchpoint", filter=filter)
        tables_read.append(_with_audience(view, table, audience))
        made = chart_rows.series(replace(view, filter=filter), table.to_pylist(), "share")
        felt = chart_rows.foremost(made.drawn, _LEADS)
        for row in made.rows:
            line = lines.setdefault(row["touchpoint"], {})
            leads = " · ".join(
                f"{lead['emotion_text']} {percent(lead['value'])}" for lead in felt.get(row["touchpoint"], [])
            )
            enough = row["size"] != "hidden"
            line[audience] = f"{leads or '–'} (n\u00a0=\u00a0{count(row['n'])})" if enough else words("number.hidden")
    st.subheader(words("employees.emotions"), anchor=False)
    places = [code for code in (*view.touchpoints, "") if code in lines]
    none, hidden = words("employees.no_answers"), words("number.hidden")
    shown = [
        {
            words("word.touchpoint"): view.touchpoint(code),
            words("audience.employee"): lines[code].get("employee", hidden),
            words("audience.customer"): lines[code].get("customer", none),
        }
        for code in places
    ]
    st.table(shown, border="horizontal", hide_index=True)
    st.caption(words("note.shares"))
    opening = drill_down.TableOpening("employees", _marks(tables_read, ("touchpoint", "emotion")))
    tables.behind(
        view, pa.concat_tables(tables_read), "employees_emotions", words("employees.emotions"), opening=opening
    )


def _trend(view: View, staff: queries.Filter, customers: queries.Filter) -> None:
    """Mean tone of both audiences over time."""
    words = view.words
    drawn: list[ChartRow] = []
    found, shown = [], []
    for audience, filter in (("employee", staff), ("customer", customers)):
        table = data.run("tone_by_period", filter=filter, grain=view.grain)
        found.append(_with_audience(view, table, audience))
        made = chart_rows.series(replace(view, filter=filter), table.to_pylist(), "tone")
        shown.append(made)
        drawn += [row | _named(view, audience) for row in made.rows]
    days = chart.days(view, *found)
    if days is None or not any(row["value"] is not None for row in drawn):
        empty_states.absent(view, "no_rolling" if view.grain == "rolling" else "no_dates")
        return
    both = chart_rows.Series(drawn, 0, any(row["few"] for row in drawn), any(part.has_incomplete for part in shown))
    texts = chart.texts(view, words("employees.trend"), words("employees.trend.alt"), words("word.tone"))
    measure = chart.measure(view, "tone", chart.reach(both, "tone"))
    form = (_groups(view), days, chart.events(view), view.dark, CHART_HEIGHT)
    spec = data.spec(group_specs.lines, texts, measure, *form)
    st.caption(words("employees.hidden_periods", limit=_limit(view)))
    chart.framed(
        view, spec, drawn, "employees_trend", pa.concat_tables(found),
        section="employees_trend", shown=(both,), keys=("band", "click"), helps=("tone",), marks=_marks(found, ("period",)),
    )  # fmt: skip
    chart.event_note(view, days)


def _limit(view: View) -> int:
    return replace(view, filter=replace(view.filter, audience="employee")).limits.hidden_below


def _groups(view: View) -> tuple[str, str]:
    return view.words("audience.employee"), view.words("audience.customer")


def _named(view: View, audience: str) -> dict[str, str]:
    return {"audience": audience, "group_text": view.words(f"audience.{audience}")}


def _marks(read: list[pa.Table], fields: tuple[str, ...]) -> drill_down.RowMarks:
    """What the rows of the employees' and the customers' table open, one after the other."""
    parts = zip(read, ("employee", "customer"), strict=True)
    return tuple(
        mark
        for table, audience in parts
        for mark in drill_down.marks(table.to_pylist(), fields, {"audience": audience})
    )


def _with_audience(view: View, table: pa.Table, audience: str) -> pa.Table:
    """The table with whose answers they are; where employees' are hidden, not even that there are any."""
    if audience == "employee":
        table = table.filter(compute.not_equal(table.column("size"), "hidden"))
    return table.add_column(0, "audience", pa.array([view.words(f"audience.{audience}")] * table.num_rows, pa.string()))


draw_page(current())
