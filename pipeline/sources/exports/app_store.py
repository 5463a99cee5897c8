"""Reviews of an app on the App Store: answers of the App Store Connect API, and flat JSON or CSV made of them."""

from dataclasses import replace

from pipeline.sources.formats.delimited import QUOTED
from pipeline.sources.formats.reading_process import JSONL
from pipeline.sources.source_kind import SourceKind

ATTRIBUTES: dict[str, str] = {
    "rating": "rating",
    "title": "title",
    "body": "text",
    "reviewerNickname": "customer",
    "createdDate": "date",
    "territory": "segment",
}
"""The attributes of a review, and what each is read as."""

_TOLD_BY = ("rating", "body", "createdDate")
_AROUND = {
    "id": "id",
    "type": "",
    "links.self": "",
    "relationships.response.links.related": "",
    "response.responseBody": "reply",
    "response.lastModifiedDate": "reply_date",
}

_FLAT = SourceKind(
    "App Store reviews",
    QUOTED,
    signature=frozenset({*_TOLD_BY, "territory"}),
    fields=_AROUND | ATTRIBUTES,
    source="app-store",
    channel="app-store",
)

APP_STORE: dict[str, SourceKind] = {
    "app_store": _FLAT,
    "app_store_json": replace(_FLAT, label="App Store reviews (JSON)", file_format=JSONL),
    "app_store_api": replace(
        _FLAT,
        label="App Store reviews (App Store Connect API)",
        file_format=JSONL,
        signature=frozenset(f"attributes.{name}" for name in _TOLD_BY),
        fields=_AROUND | {f"attributes.{name}": field for name, field in ATTRIBUTES.items()},
    ),
}
"""The kinds, for SOURCES."""
