"""How the documents are made into a site: `python3 run.py docs`. The same Markdown reads without it."""

from __future__ import annotations

import re

from sphinx.application import Sphinx

project = "headache-dashboard"
extensions = ["myst_parser"]

# The sources are those of the whole project, so that a link leads to the same place here and in the repository.
root_doc = "docs/index"
include_patterns = ["*.md", "docs/*.md", "analysis/GLOSSARY.md", "sample_data/README.md"]
exclude_patterns = [".*", "build", "dist", "screenshots", "tests", "dashboard", "benchmarks"]

myst_enable_extensions = ["tasklist"]
myst_heading_anchors = 3

html_theme = "alabaster"
html_title = project
html_show_copyright = False
html_show_sourcelink = False
html_copy_source = False
html_static_path = ["site"]
html_theme_options = {
    "description": "What headache diaries say, and how far they can be trusted",
    "font_family": "system-ui, sans-serif",
    "head_font_family": "system-ui, sans-serif",
    "font_size": "16px",
    "page_width": "72rem",
    "sidebar_width": "14rem",
    "fixed_sidebar": True,
    "show_powered_by": False,
    "body_max_width": "none",
}
html_sidebars = {"**": ["about.html", "searchbox.html", "navigation.html"]}

_LINK = re.compile(r"\]\(([\w./-]+)\.md\)")


def with_contents(app: Sphinx, name: str, source: list[str]) -> None:
    """Gives the first page the table of contents that a site needs: what it links to, in that order."""
    if name == root_doc:
        pages = dict.fromkeys(_LINK.findall(source[0]))
        source[0] += "\n```{toctree}\n:hidden:\n:maxdepth: 2\n\n" + "\n".join(pages) + "\n```\n"


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("source-read", with_contents)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
