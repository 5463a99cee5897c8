"""The summary page's panels: key figures, charts, sentences, quotes, and the largest deposits and withdrawals."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from views.access import gate
from views.charts import specs
from views.charts.axes import format_n
from views.components import chart, comment_list, filter_widgets, side_panel, tables
from views.files import summary
from views.files.comment_card import comment_html
from views.files.summary_parts import KeyFigure, Summary, SummaryChart, SummarySentence
from views.files.summary_sentences import CHANGES
from views.session import data, drill_down
from views.session.current_view import View, count, plain

_COLOURS = {"clear": "green", "unclear": "gray", "few": "gray"}
_COMMENTS_LISTED = 10
_LONGEST_QUOTE = 240
"""Characters of a quote."""

_DATA_PAGE = "views/pages/data.py"

_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding-top: 2.7rem; }
[class*="st-key-open_"] button { min-height: 0; padding: 0; text-align: left; }
[data-testid="stPageLink"] a { padding-left: 0; }
[class*="st-key-sentence_"] { padding-top: .1rem; }
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
  [class*="st-key-picture_"] { margin-bottom: -1.4rem; }
  [data-testid="stApp"], [data-testid="stMain"], [data-testid="stAppViewContainer"] {
    position: static !important; overflow: visible !important; height: auto !important; }
  [data-testid="stVegaLiteChart"], [data-testid="stMetric"], [data-testid="stHtml"] { break-inside: avoid; }
  [data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg { max-width: 100% !important; height: auto !important; }
}
</style>"""
"""The page fits one screen, and one sheet of A4 where it is printed."""


def add_style() -> None:
    """The look of this page alone, on screen and printed."""
    st.html(_STYLE)


def choose_span(view: View) -> str:
    """How many days the summary looks at, back from the last."""
    words = view.words
    return filter_widgets.one_of(
        "span", summary.SPANS, words("summary.span"), lambda code: words(f"span.{code}"), view.language
    )


def today(view: View) -> date:
    """The day it is where the data are from."""
    return datetime.now(ZoneInfo(view.facts.time_zone or "Asia/Seoul")).date()


def show_head(made: Summary) -> None:
    """The key figures, and the charts below them."""
    with st.grid(len(made.figures), min_column_width=200, gap="small"):
        for figure in made.figures:
            _show_figure(made.view, figure)
    with st.grid(max(1, len(made.charts)), min_column_width=200, gap="small"):
        for one in made.charts:
            spec, note = _spec(one), format_n(made.view, one.rows)
            chart.show_chart(made.view, spec, one.rows, f"summary_{one.name}", _section(one), one.counts, note=note)


def _spec(one: SummaryChart) -> specs.Spec:
    return data.spec(one.build, *one.arguments)


def _section(one: SummaryChart) -> str:
    return "summary" if one.name == "emotions" else "summary_trends"


def _show_figure(view: View, figure: KeyFigure) -> None:
    words, colour = view.words, _COLOURS.get(figure.verdict)
    with st.container(border=True, height="stretch", gap=None, key=f"figure_{figure.name}"):
        st.metric(
            words(f"summary.{figure.name}"),
            figure.value,
            help=words(f"summary.{figure.name}.help", **view.emotion_names),
        )
        badge = f":{colour}-badge[{words(f'verdict.{figure.verdict}')}] " if colour else ""
        st.caption(figure.below)
        if figure.change:
            st.markdown(f"{badge}:small[{figure.change}]")  # a badge in a caption is too faint to read


def show_sentences(made: Summary) -> None:
    """What has changed, and beside it what needs a look."""
    left, right = st.columns(2, gap="medium")
    with left:
        _show_changes(made)
    with right:
        _show_attention(made)


def _show_changes(made: Summary) -> None:
    with st.container(gap=None):
        st.markdown(f"##### {made.view.words('summary.changes')}", help=made.changes_note)
        for sentence in made.changes:
            _show_sentence(made.view, sentence)
    if len(made.changes) < CHANGES:
        st.caption(made.changes_note)


def _show_attention(made: Summary) -> None:
    words = made.view.words
    with st.container(gap=None):
        st.markdown(f"##### {words('summary.attention')}")
        if not made.attention:
            st.caption(words("summary.attention.none"))
        for sentence in made.attention:
            _show_sentence(made.view, sentence)


def _show_sentence(view: View, sentence: SummarySentence) -> None:
    text = plain(sentence.text)
    if sentence.filter is not None:
        comment_list.show_link_to_comments(view, sentence.filter, text, f"open_{sentence.name}", is_line=True)
    elif sentence.name == "rejected":
        st.page_link(_DATA_PAGE, label=text, icon=":material/database:")
    else:
        with st.container(key=f"sentence_{sentence.name}"):
            st.caption(f":material/schedule:\u2002{text}")


def show_quotes(made: Summary) -> None:
    """The quotes chosen by rule."""
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
                st.html(comment_html(made.view, row, longest=_LONGEST_QUOTE))


def show_clicked_comments(made: Summary) -> None:
    """The comments behind the mark that was clicked, of the period or of the year that ends with it."""
    side_panel.show(made.view, "summary")
    side_panel.show(made.long_view, "summary_trends")


def show_ledger(view: View) -> None:
    """The largest deposits and withdrawals, fetched when somebody opens the box: the access log notes who reads them."""
    if not gate.may("read"):
        return
    words = view.words
    box = st.expander(words("summary.ledger"), icon=":material/account_balance:", key="ledger", on_change="rerun")
    if not box.open:
        return
    with box:
        for column, kind in zip(st.columns(2, gap="medium"), ("deposit", "withdrawal"), strict=True):
            rows = data.run("emotional_capital_list", filter=view.filter, kind=kind, limit=_COMMENTS_LISTED).to_pylist()
            with column:
                st.markdown(f"**{words(f'summary.{kind}s')}**")
                if not rows:
                    st.caption(words("summary.ledger.none"))
                for row in rows:
                    st.html(comment_html(view, row))


def show_tables(made: Summary) -> None:
    """The table behind each chart."""
    for one in made.charts:
        section, title = _section(one), _title(made.view, one)
        marks = drill_down.marks(one.table.to_pylist(), specs.clicked_fields(_spec(one)))
        opening = drill_down.TableOpening(section, marks, one.counts)
        view = made.view if section == "summary" else made.long_view
        tables.show_table_behind(view, one.table, one.name, title, is_apart=True, opening=opening)


def _title(view: View, one: SummaryChart) -> str:
    return view.words("summary.emotions" if one.name == "emotions" else f"summary.trend.{one.name}")
