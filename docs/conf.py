"""How the documentation is built: MyST pages, Furo, every example run by ``sphinx.ext.doctest``."""

from herodotus import __version__

project = "Herodotus"
author = "the Herodotus maintainers"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.doctest"]
html_theme = "furo"
html_title = f"Herodotus {__version__}"
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist", "fieldlist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
suppress_warnings = ["misc.highlighting_failure", "myst.xref_missing"]  # the lexicons page links to its own folder
