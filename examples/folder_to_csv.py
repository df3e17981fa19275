"""A CSV table from a folder of letters: what each one says, and its cost. Needs ``pip install '.[schema]'``.

    OPENROUTER_API_KEY=sk-or-... python examples/folder_to_csv.py letters/ letters.csv

Exit status: 0 if every letter was read, 1 if not (the table says why), 2 for wrong arguments.
"""

import csv
import sys
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Annotated, Literal

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, Parsed
from openrouter_core.concurrent import gather
from openrouter_core.funcs.chat_parse import chat_parse


@dataclass
class Letter:
    language: Annotated[str, "ISO 639-1, such as en"]
    mood: Literal["angry", "calm", "happy"]
    wish: Annotated[str, "what the writer wants, in one sentence in English"]


def read(core: OpenRouterCore, file: Path) -> Ok[Parsed[Letter]] | Err[AnyError]:
    text = file.read_text(encoding="utf-8", errors="replace")
    messages = [{"role": "user", "content": f"What does this letter say?\n\n{text}"}]
    return chat_parse(core, {"model": "openai/gpt-4o-mini", "messages": messages}, Letter)


def main() -> int:
    if len(sys.argv) != 3 or not Path(sys.argv[1]).is_dir():
        print("usage: python examples/folder_to_csv.py FOLDER TABLE.csv", file=sys.stderr)
        return 2
    folder, table = map(Path, sys.argv[1:])
    failed = 0
    with OpenRouterCore() as core, table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["file", *(field.name for field in fields(Letter)), "cost", "error"])
        letters = sorted(folder.glob("*.txt"))
        for letter, result in gather(core, read, letters, in_flight=20, progress=True):
            match result:
                case Ok(parsed):
                    rows.writerow([letter.name, *astuple(parsed.value), parsed.usage.cost])
                case Err(error):
                    rows.writerow([letter.name, *[""] * 4, error])
                    failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
