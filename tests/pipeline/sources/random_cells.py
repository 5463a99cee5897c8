"""Cells of any content, for property-based tests."""

from hypothesis import strategies as st

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "5",
            "10",
            "11",
            "-1",
            "4.5",
            "★★★☆☆",
            "2026-09-16",
            "2026.09.16. 17:49:52",
            "02/30/2026",
            "예",
            "직원",
            "좋아요 정말",
            "x" * 200,
        ]
    ),
    st.text(st.characters(blacklist_categories=("Cs",)), max_size=12),
    st.text(st.sampled_from(",;\t|\"'\n\r 가나a1"), max_size=8),
)
