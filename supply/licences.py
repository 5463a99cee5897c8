"""`make licences`: docs/licences.md, the packages that Ondo needs and their licences."""

from supply.packages import EXTRAS, ROOT, all_packages, packages_of

PAGE = ROOT / "docs" / "licences.md"

_HEAD = """# Licences of what Ondo needs

Ondo itself is under the MIT licence. It hands none of these packages on: pip fetches them from the package index. `make licences` writes
this page from what is installed; a test sees to it that every package has a licence that `supply/licences.toml` allows.

The one thing of others that Ondo brings along is the font of the dashboard (`views/server/fonts`): letters of **Pretendard** under the OFL 1.1,
which lies beside it, and which keeps the name for the whole font; here it is called Ondo Sans.

**pyphen** (hyphenation in PDF reports, by way of WeasyPrint) may be used under the GPL 2, the LGPL 2.1 or the MPL 1.1, whichever one likes;
Ondo uses it under the MPL 1.1, whose terms reach its own files alone: they are used as they are and come with their source. Who wants none of it leaves out
the extra `report`.

| package | licence | needed by |
|---|---|---|
"""


def licence_page() -> str:
    """The page: a line for each package that is installed, with what of Ondo needs it."""
    by_part = {"Ondo": packages_of(), **{extra: packages_of(extra) for extra in EXTRAS}}
    lines = [
        f"| {name} | {package.licence} | {', '.join(part for part, found in by_part.items() if name in found)} |"
        for name, package in all_packages().items()
    ]
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(licence_page(), encoding="utf-8")
