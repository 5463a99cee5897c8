"""One file per page of the dashboard; Streamlit runs them, nothing imports them."""
