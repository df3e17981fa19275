"""Programs that make many calls: folder_to_csv.py, tickets.py, rag.py and cost_report.py."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from openrouter_core.testing import LocalServer, RecordedRequest, Reply, completion

if TYPE_CHECKING:
    from tests.examples.conftest import Programs


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


def question(request: RecordedRequest) -> str:
    content = request.json["messages"][-1]["content"]
    assert isinstance(content, str)
    return content


def answering(text: str, cost: float = 0.5) -> Reply:
    return Reply.json(completion(text) | {"usage": {"cost": cost}})


# folder_to_csv.py


def test_each_letter_becomes_a_row(programs: Programs, server: LocalServer, tmp_path: Path) -> None:
    pytest.importorskip("msgspec")

    def answer(request: RecordedRequest) -> Reply:
        if "letter 3" in question(request):
            return Reply.error(400, "Not that")
        return answering('{"language": "en", "mood": "calm", "wish": "Tea, and \\"quiet\\"."}')

    server.always(answer)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"letter {number}", encoding="utf-8")
    (tmp_path / "notes.md").write_text("no letter", encoding="utf-8")
    table = tmp_path / "table.csv"
    done = programs.run("folder_to_csv", str(tmp_path), str(table), server=server)
    assert done.returncode == 1, done.stderr
    with table.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["file", "language", "mood", "wish", "cost", "error"]
    assert [row[0] for row in rows] == [f"{number}.txt" for number in range(5)]
    assert rows[0][1:] == ["en", "calm", 'Tea, and "quiet".', "0.5"]
    assert rows[3][1:] == ["", "", "", "", "Not that [HTTP 400]"]


# tickets.py


def test_a_thousand_tickets_are_typed_and_no_more_is_spent(
    programs: Programs, server: LocalServer
) -> None:
    pytest.importorskip("msgspec")
    typed = {"about": "billing", "urgent": True, "summary": "Too dear."}
    server.always(lambda request: answering(json.dumps(typed), 0.01))
    tickets = "".join(f"ticket {number}\n" for number in range(1000))
    done = programs.run("tickets", "5", server=server, stdin=tickets)
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    # What is reserved is the cost of the most expensive one so far, so that all of it can be spent.
    assert len(records) == len(server.requests) == 500
    assert records[0] == {"text": "ticket 0", **typed}
    assert done.stderr == "5.0000 USD spent, 500 tickets left\n"


def test_a_ticket_that_does_not_fit_is_asked_about_again(
    programs: Programs, server: LocalServer
) -> None:
    pytest.importorskip("msgspec")
    server.enqueue(
        answering('{"about": "shoes"}'),
        answering('{"about": "other", "urgent": false, "summary": "Shoes."}'),
        Reply.error(400, "Not that"),
    )
    done = programs.run("tickets", "5", server=server, stdin="shoes\n")
    assert json.loads(done.stdout)["about"] == "other"
    done = programs.run("tickets", "5", server=server, stdin="refused\n")
    assert done.stdout == ""
    assert done.stderr.startswith("refused: Not that [HTTP 400]\n")


# rag.py


@pytest.mark.parametrize("order", [1, -1], ids=["in-order", "backwards"])
def test_the_paragraph_that_fits_is_found_among_200(
    programs: Programs, server: LocalServer, tmp_path: Path, order: int
) -> None:
    pytest.importorskip("numpy")
    paragraphs = [f"Paragraph {number} is about the number {number}." for number in range(200)]
    asked = "What is said of 137?"

    def vector(text: str) -> list[float]:
        number = 137 if text == asked else int(text.split()[1])
        return [1.0, number / 10, 5.0] if number == 137 else [1.0, -number, 5.0]

    def embed(request: RecordedRequest, _: object) -> Reply:
        texts = request.json["input"]
        rows = [{"index": at, "embedding": vector(text)} for at, text in enumerate(texts)]
        return Reply.json({"object": "list", "data": rows[::order], "model": "m", "usage": {}})

    server.route("POST", "/embeddings", embed)
    server.route("POST", "/chat/completions", lambda request, _: answering("It is odd."))
    text = tmp_path / "text.txt"
    text.write_text("\n\n".join(paragraphs), encoding="utf-8")
    done = programs.run("rag", str(text), asked, server=server)
    assert (done.returncode, done.stdout) == (0, "It is odd.\n"), done.stderr
    *_, chat = server.requests
    context = chat.json["messages"][0]["content"].split("\n\n")
    assert context[1] == paragraphs[137]
    assert len(context) == 6
    groups = [request.json["input"] for request in server.requests[:-1]]
    assert sorted(map(len, groups)) == [1, 100, 100]


# cost_report.py


def test_credits_models_and_generations_are_reported(
    programs: Programs, server: LocalServer
) -> None:
    server.route(
        "GET",
        "/credits",
        lambda request, _: Reply.json({"data": {"total_credits": 50, "total_usage": 12.5}}),
    )
    days = [
        {"model": "a/b", "usage": 1},
        {"model": "c/d", "usage": 5},
        {"model": "a/b", "usage": 2},
    ]
    server.route("GET", "/activity", lambda request, _: Reply.json({"data": days}))
    found = {"data": {"id": "gen-1", "model": "a/b", "total_cost": 0.25}}
    server.route("GET", "/generation", lambda request, _: Reply.json(found))
    done = programs.run("cost_report", "gen-1", "gen-2", server=server)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split(maxsplit=2) for line in done.stdout.splitlines()] == [
        ["37.5000", "USD", "are left"],
        ["5.0000", "USD", "c/d, in 30 days"],
        ["3.0000", "USD", "a/b, in 30 days"],
        ["0.250000", "USD", "gen-1, a/b"],
        ["0.250000", "USD", "gen-2, a/b"],
    ]


def test_what_cannot_be_had_is_told(programs: Programs, server: LocalServer) -> None:
    server.always(Reply.error(403, "Only management keys can do this"))
    done = programs.run("cost_report", "gen-1", server=server)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Only management keys can do this [HTTP 403]\n" * 3


# All of them.


@pytest.mark.parametrize(
    ("name", "arguments", "status"),
    [
        ("tickets", [], 1),
        ("tickets", ["five"], 1),
        ("folder_to_csv", [], 2),
        ("folder_to_csv", ["no such folder", "table.csv"], 2),
        ("rag", [], 1),
        ("rag", ["no such file", "What?"], 1),
        ("make_media", ["a-name"], 1),
        ("batch_jobs", ["no such file"], 2),
    ],
)
def test_wrong_arguments_are_told_in_a_few_words(
    programs: Programs, server: LocalServer, name: str, arguments: list[str], status: int
) -> None:
    for package in ("msgspec", "numpy"):
        pytest.importorskip(package)
    done = programs.run(name, *arguments, server=server)
    assert done.returncode == status
    assert f"examples/{name}.py" in done.stderr or "no such file" in done.stderr
    assert "Traceback" not in done.stderr
    assert not server.requests
