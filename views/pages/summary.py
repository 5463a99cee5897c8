"""Summary: NPS, emotion and emotional capital side by side, what has changed, three quotes, what needs a look."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from views.access import gate
from views.charts import specs
from views.components import chart, comment_list, empty_states, sidebar, tables
from views.files import summary
from views.files.summary import KeyFigure, Summary, SummaryChart, SummarySentence
from views.session import data, drill_down
from views.session.current_view import View, count, current, plain

_COLOURS = {"clear": "green", "unclear": "gray", "few": "gray"}
_LISTED = 10
DATA_PAGE = "views/pages/data.py"

_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding-top: 2.7rem; }
[class*="st-key-open_"] button { min-height: 0; padding: 0; text-align: left; }
[data-testid="stPageLink"] a { padding-left: 0; }
[class*="st-key-told_"] { padding-top: .1rem; }
@media print {
  @page { size: A4 landscape; margin: 7mm; }
  html { font-size: 12.6px !important; }
  [data-testid="stSidebar"], [data-testid="stHeader"], header, [data-testid="stToolbar"], [data-testid="stExpander"],
  [data-testid="stButton"], [data-testid="stElementToolbar"], [data-testid="stButtonGroup"] {
    display: none !important; }
  [class*="st-key-open_"] [data-testid="stButton"] { display: block !important; }
  [data-testid="stMainBlockContainer"] { padding: 0 2px !important; max-width: none !important; }
  [data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] { row-gap: .3rem !important; }
  [data-testid="stMainBlockContainer"] h1 { padding: 0 0 1rem !important; }
  [data-testid="stMainBlockContainer"] h5 { padding: .2rem 0 1rem !important; }
  [class*="st-key-figure_"] { padding: .35rem .8rem !important; }
  [class*="st-key-drawn_"] { margin-bottom: -1.4rem; }
  [data-testid="stApp"], [data-testid="stMain"], [data-testid="stAppViewContainer"] {
    position: static !important; overflow: visible !important; height: auto !important; }
  [data-testid="stVegaLiteChart"], [data-testid="stMetric"], [data-testid="stHtml"] { break-inside: avoid; }
  [data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg { max-width: 100% !important; height: auto !important; }
}
</style>"""


def draw_page(view: View) -> None:
    """The whole page."""
    st.html(_STYLE)
    words = view.words
    left, right = st.columns([5, 4], vertical_alignment="bottom")
    left.title(words("page.summary"), anchor=False)
    with right:
        span = sidebar.one_of(
            "span", summary.SPANS, words("summary.span"), lambda code: words(f"span.{code}"), view.language
        )
    if empty_states.nothing_matches(view):
        return
    cut, _ = summary.narrowed(view, span)
    if not data.row("comment_count", filter=cut.filter).get("n"):
        st.info(words("summary.empty_span"), icon=":material/date_range:")
        return
    made = summary.summarise(view, span, data.run, _today(view))
    left.caption(made.period)
    drawn = {picture.name: data.spec(picture.build, *picture.arguments) for picture in made.pictures}
    _head(made, drawn)
    left, right = st.columns(2, gap="medium")
    with left:
        _changes(made)
    with right:
        _attention(made)
    _quotes(made)
    comment_list.panel(made.view, "summary")
    comment_list.panel(made.long_view, "summary_trends")
    _ledger(made.view)
    for picture in made.pictures:
        title, opening = _title(made.view, picture), _opening(picture, drawn[picture.name])
        asked = made.view if _section(picture) == "summary" else made.long_view
        tables.behind(asked, picture.table, picture.name, title, is_apart=True, opening=opening)


def _section(picture: summary.SummaryChart) -> str:
    return "summary" if picture.name == "emotions" else "summary_trends"


def _opening(picture: summary.SummaryChart, spec: specs.Spec) -> drill_down.TableOpening:
    return drill_down.TableOpening(
        _section(picture), drill_down.marks(picture.table.to_pylist(), specs.picked(spec)), picture.counts
    )


def _today(view: View) -> date:
    return datetime.now(ZoneInfo(view.facts.time_zone or "Asia/Seoul")).date()


def _title(view: View, picture: SummaryChart) -> str:
    return view.words("summary.emotions" if picture.name == "emotions" else f"summary.trend.{picture.name}")


def _head(made: Summary, drawn: dict[str, specs.Spec]) -> None:
    with st.grid(3, min_column_width=260, gap="small"):
        for figure in made.figures:
            _figure(made.view, figure)
    with st.grid(3, min_column_width=260, gap="small"):
        for picture in made.pictures:
            section = _section(picture)
            spec, note = drawn[picture.name], chart.sizes(made.view, picture.rows)
            chart.chart(made.view, spec, picture.rows, f"summary_{picture.name}", section, picture.counts, note=note)


def _figure(view: View, figure: KeyFigure) -> None:
    words = view.words
    with st.container(border=True, height="stretch", gap=None, key=f"figure_{figure.name}"):
        st.metric(
            words(f"summary.{figure.name}"),
            figure.value,
            help=words(f"summary.{figure.name}.help", **view.emotion_names),
        )
        badge = (
            f":{_COLOURS[figure.verdict]}-badge[{words(f'verdict.{figure.verdict}')}] "
            if figure.verdict in _COLOURS
            else ""
        )
        st.caption(figure.below)
        if figure.change:
            st.markdown(f"{badge}:small[{figure.change}]")  # a badge in a caption is too faint to read


def _changes(made: Summary) -> None:
    words = made.view.words
    with st.container(gap=None):
        st.markdown(f"##### {words('summary.changes')}", help=made.changes_note)
        for told in made.changes:
            _line(made.view, told)
    if len(made.changes) < summary.CHANGES:
        st.caption(made.changes_note)


def _attention(made: Summary) -> None:
    words = made.view.words
    with st.container(gap=None):
        st.markdown(f"##### {words('summary.attention')}")
        if not made.attention:
            st.caption(words("summary.attention.none"))
        for told in made.attention:
            _line(made.view, told)


def _line(view: View, told: SummarySentence) -> None:
    if told.filter is not None:
        comment_list.open_in_comments(view, told.filter, plain(told.text), f"open_{told.name}", is_line=True)
    elif told.name == "set_aside":
        st.page_link(DATA_PAGE, label=plain(told.text), icon=":material/database:")
    else:
        with st.container(key=f"told_{told.name}"):
            st.caption(f":material/schedule:\u2002{plain(told.text)}")


def _quotes(made: Summary) -> None:
    words = made.view.words
    st.markdown(f"##### {words('summary.quotes')}", help=words("summary.quotes.help"))
    if not made.quotes:
        st.caption(words("summary.quotes.none"))
        return
    with st.grid(3, min_column_width=260, gap="small"):
        for row in made.quotes:
            with st.container(gap="xxsmall"):
                role = words("quote." + row["role"])
                st.caption(f"**{role}** · n\u00a0=\u00a0{count(row['n'])}")
                st.html(comment_list.card(made.view, row, longest=240))


def _ledger(view: View) -> None:
    """The largest deposits and withdrawals, fetched when somebody opens the box: reading them stands in the access log."""
    if not gate.may("read"):
        return
    words = view.words
    box = st.expander(words("summary.ledger"), icon=":material/account_balance:", key="ledger", on_change="rerun")
    if not box.open:
        return
    with box:
        columns = st.columns(2, gap="medium")
        for column, kind in zip(columns, ("deposit", "withdrawal"), strict=True):
            rows = data.run("emotional_capital_list", filter=view.filter, kind=kind, limit=_LISTED).to_pylist()
            with column:
                st.markdown(f"**{words(f'summary.{kind}s')}**")
                if not rows:
                    st.caption(words("summary.ledger.none"))
                for row in rows:
                    st.html(comment_list.card(view, row))


draw_page(current())
