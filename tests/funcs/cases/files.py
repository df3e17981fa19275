"""Files."""

from __future__ import annotations

from openrouter_core.funcs.files_download import files_download
from tests.funcs.cases import Case

CASES = [
    Case(files_download, ("or_file_1",), "GET /files/or_file_1/content"),
    Case(
        files_download,
        ("or_file_1", {"provider": "openai"}),
        "GET /files/or_file_1/content?provider=openai",
    ),
]
