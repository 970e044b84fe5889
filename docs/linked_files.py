"""A hook of MkDocs: files of the repository that a page links to are copied into the site."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"(?<=\]\()\.\./([^)#]+)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add each linked file, under ``repository/``."""
    pages = [file.content_string for file in files.documentation_pages()]
    for name in sorted({name for page in pages for name in LINK.findall(page)}):
        source = str(ROOT / name)
        files.append(File.generated(config, f"repository/{name}", abs_src_path=source))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Let the links lead there."""
    return LINK.sub(lambda link: f"repository/{link[1]}", markdown)
