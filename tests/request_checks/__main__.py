"""Writes `openrouter_core/testing/api/requests.json`, by which LocalServer checks requests:

    python -m tests.request_checks ../shared/openapi.yaml ../shared/openapi-2026-10-27.yaml

From the API's descriptions. The first is the API's own, with bounds and closed lists of values; what the later ones add
is taken from them. `taken.py` is what the API was seen to take beyond all of them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.request_checks.written import TARGET, written


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.request_checks", description=__doc__)
    parser.add_argument("descriptions", nargs="+", type=Path)
    TARGET.write_text(written(parser.parse_args().descriptions), encoding="utf-8")


if __name__ == "__main__":
    main()
