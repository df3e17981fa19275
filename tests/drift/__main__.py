"""What has changed in the API since the package was written: `python -m tests.drift PATH_TO_OPENAPI`.

It compares every operation in ``funcs/`` with OpenRouter's own description of its API (OpenAPI 3, as YAML or JSON), and
says for each what is

- **missing**: the description has it and the package does not take it: an operation, a parameter of path or query, a
  field of the request's body, of the response or of a stream's events, at every depth, or a kind of value that a field
  does not take. So ``body messages[](UserMessage).content[]: no model for type 'scent'`` wants a class, and its name in
  the union that is the type of `UserMessage.content`.
- **undescribed**: the package has it, and nothing in the operation's description has. By itself this is no mistake, for
  not all that is on the wire is described; but what is new in this list since the last description has been removed
  from it.
- **plain**: the description tells of parts, and the package keeps the whole as plain JSON.

- **inside**: it stands in what is missing: the fields of a field, or of an alternative.
- **differs**: it is no field, and otherwise than described: a status that no class in ``models.errors`` has, a header
  or cookie that no argument sends, a media type that no function sends or reads, a success without a body where one is
  expected, whether a key is wanted and which, the server, by what the next page is asked for, a value that a `Literal`
  here does not list, something deprecated whose docstring does not say so, and a second function with the same request.
- **excepted**: a difference that is meant; `tests/drift/exceptions.py` has the reasons.

Not compared: the bodies of errors (an error keeps its body whole), which fields are required, and the kinds of values
in a query or a form, where all is text. What paths call their parameters tells nothing.

Operations that the description has and ``funcs/`` has not are counted and listed. They are no drift of what is built,
and count for the exit status only with `--all`. An operation that is built and no longer described does count: its
calls are about to fail. It does not where the description is older than the operation.

The last line counts things: a class that stands in many places, or hands a field down, counts once.

The exit status is 0 when nothing is missing, 1 when something is, and 2 when the file is no OpenAPI description. With
`--json` the same is printed as one JSON object, for programs.

`--since OLD` prints what was added to the description since an older one, and what was removed from it, whether it is
built here or not.

`--scaffold OPERATION` prints a draft in this house's style instead: of an operation that is not built its module and
its models, for a person to finish; of one that is built the fields that it lacks, as lines to paste.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.drift.description import Description, read
from tests.drift.operations import report
from tests.drift.printing import as_json, as_text
from tests.drift.scaffold import UnknownOperationError, scaffold
from tests.drift.shapes import NotADescriptionError
from tests.drift.since import as_json as since_as_json
from tests.drift.since import as_lines as since_as_lines
from tests.drift.since import changes


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.drift",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("openapi", type=Path, help="OpenRouter's description, in YAML or JSON")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--all", action="store_true", help="operations that are not built count as missing"
    )
    parser.add_argument(
        "--scaffold",
        metavar="OPERATION",
        help="print a draft of one operation, or the fields that it lacks, instead of the report",
    )
    parser.add_argument(
        "--since",
        type=Path,
        metavar="OLD",
        help="print what has changed since an older description, instead of the report",
    )
    return parser.parse_args()


def main() -> int:
    said = arguments()
    try:
        description = read(said.openapi)
        if said.scaffold:
            print("\n".join(scaffold(description, said.scaffold)))
            return 0
        if said.since:
            print(_since(said.since, description, json_wanted=said.json))
            return 0
        found = report(description)
    except UnknownOperationError as exc:
        print(f"{said.openapi} has no operation {exc}", file=sys.stderr)
        return 2
    except NotADescriptionError as exc:
        names = " or ".join(str(each) for each in (said.openapi, said.since) if each)
        print(f"{names} is no OpenAPI description: {exc}", file=sys.stderr)
        return 2
    if said.json:
        print(json.dumps(as_json(found, every=said.all), indent=2))
    else:
        print("\n".join(as_text(found, every=said.all)))
    return int(found.missing(every=said.all) > 0)


def _since(path: Path, new: Description, *, json_wanted: bool) -> str:
    old = read(path)
    found = changes(old, new)
    if json_wanted:
        return json.dumps(since_as_json(old, new, found), indent=2)
    return "\n".join(since_as_lines(old, new, found))


if __name__ == "__main__":
    sys.exit(main())
