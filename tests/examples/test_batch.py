"""examples/batch.py as its users run it: a process that is killed, interrupted, limited, and run again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from openrouter_core.testing import (
    LocalServer,
    Pause,
    RecordedRequest,
    Reply,
    Script,
    Step,
    completion,
)

PROGRAM = Path(__file__).parents[2] / "examples" / "batch.py"
LIMIT = 30  # seconds, for a program that hangs


def loaded(program: Path) -> Any:
    """The program as a module; it is no package's, so no import statement finds it from here."""
    spec = spec_from_file_location(program.stem, program)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BATCH = loaded(PROGRAM)

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX signals, pipes and terminals")


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key", answer=lambda request: question(request).upper()) as server:
        yield server


class Job:
    """A folder with a job's two files, and the ways to run it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.input = folder / "prompts.jsonl"
        self.output = folder / "answers.jsonl"
        self.capsys = capsys

    def start(self, *arguments: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
        """A process that runs it."""
        return subprocess.Popen(
            [sys.executable, "-W", "error", PROGRAM, self.input, self.output, *arguments],
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            encoding="utf-8",
        )

    def run(self, *arguments: str, status: int = 0) -> str:
        """Run it here, which is quicker; what it says on stderr."""
        handlers = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            with pytest.MonkeyPatch.context() as patch:
                line = ["batch.py", str(self.input), str(self.output), *arguments]
                patch.setattr(sys, "argv", line)
                ended = BATCH.main()
        finally:
            for each, handler in handlers.items():
                signal.signal(each, handler)
        printed, said = self.capsys.readouterr()
        assert ended == status, said
        assert printed == ""
        return said

    def ask(self, *lines: object) -> None:
        """Write the input; what is no text becomes JSON."""
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        self.input.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")

    def ask_numbered(self, count: int) -> None:
        self.ask(*({"id": f"n{number}", "prompt": f"p{number}"} for number in range(count)))

    @property
    def records(self) -> list[dict[str, Any]]:
        """The output's lines; all of them must be whole."""
        text = self.output.read_text(encoding="utf-8")
        assert not text or text.endswith("\n")
        return [json.loads(line) for line in text.split("\n")[:-1]]

    @property
    def answers(self) -> dict[object, str]:
        found = [record for record in self.records if record["ok"]]
        answers = {record["id"]: record["text"] for record in found}
        assert len(answers) == len(found), "an id was answered twice"
        return answers


@pytest.fixture
def job(
    tmp_path: Path,
    server: LocalServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Job:
    monkeypatch.setenv("OPENROUTER_API_KEY", "a-key")
    monkeypatch.setenv("OPENROUTER_SERVER_URL", server.url)
    return Job(tmp_path, capsys)


class Gate:
    """Answers `count` requests at once, and the others when it is opened."""

    def __init__(self, server: LocalServer, count: int) -> None:
        self.left = count
        self.opened = threading.Event()
        server.always(self.answer)

    def answer(self, request: RecordedRequest) -> Script:
        self.left -= 1
        return self.hold(request, None if self.left >= 0 else self.opened)

    def hold(self, request: RecordedRequest, opened: threading.Event | None) -> Iterator[Step]:
        while opened and not opened.is_set():
            yield Pause(0.005)
        yield from Reply.json(completion(question(request).upper())).script


def question(request: RecordedRequest) -> str:
    content = request.json["messages"][-1]["content"]
    assert isinstance(content, str)
    return content


def questions(server: LocalServer) -> list[str]:
    return sorted(map(question, server.requests))


def priced(cost: float) -> Callable[[RecordedRequest], Reply]:
    return lambda request: Reply.json(completion("Yes.") | {"usage": {"cost": cost}})


BUSY = Reply.error(503, "Busy", headers={"retry-after-ms": "1"})


# A job.


def test_a_line_becomes_a_request_and_its_answer_a_line(job: Job, server: LocalServer) -> None:
    messages = [{"role": "system", "content": "Shout."}, {"role": "user", "content": "b"}]
    job.ask(
        {"id": "a", "prompt": "a"},
        "",
        {"id": 7, "messages": messages, "model": "x/y", "temperature": 0, "new_field": [1]},
        {"prompt": "c"},
    )
    job.run("--in-flight", "1", "--model", "a/b")
    assert [request.json for request in server.requests] == [
        {"model": "a/b", "messages": [{"role": "user", "content": "a"}], "stream": False},
        {
            "model": "x/y",
            "messages": messages,
            "temperature": 0,
            "new_field": [1],
            "stream": False,
        },
        {"model": "a/b", "messages": [{"role": "user", "content": "c"}], "stream": False},
    ]
    first, *others = job.records
    assert first.pop("usage")["cost"] == first.pop("cost") > 0
    assert len(first.pop("digest")) == 16
    assert first == {
        "id": "a",
        "ok": True,
        "error": None,
        "text": "A",
        "generation_id": "gen-1750000000-localserver000001",
    }
    assert [(each["id"], each["text"]) for each in others] == [(7, "B"), (4, "C")]


def test_failures_stand_beside_answers(job: Job, server: LocalServer) -> None:
    server.always(
        lambda request: Reply.error(400, "Not that") if question(request) == "refused" else None
    )
    job.ask(
        {"id": "a", "prompt": "hello"},
        {"id": "none"},
        {"id": "role", "messages": [{"role": "bot", "content": "x"}]},
        {"id": "r", "prompt": "refused"},
        {"id": "z", "prompt": "bye"},
    )
    job.run(status=1)
    assert job.answers == {"a": "HELLO", "z": "BYE"}
    failures = {record["id"]: record["error"] for record in job.records if not record["ok"]}
    assert failures["none"].startswith("SDKValidationError: messages")
    assert failures["role"].startswith("SDKValidationError: messages[0].role")
    assert failures["r"] == "BadRequestResponseError: Not that [HTTP 400]"
    assert questions(server) == ["bye", "hello", "refused"]


@pytest.mark.parametrize("line", ['{"id": "b", "prompt": ', "[1]", "5", "[" * 100_000])
def test_a_line_that_is_none_stops_the_job_and_what_was_sent_is_kept(
    job: Job, server: LocalServer, line: str
) -> None:
    job.ask({"id": "a", "prompt": "hello"}, line, {"id": "z", "prompt": "bye"})
    assert "line 2 is not a JSON object" in job.run(status=2)
    assert job.answers == {"a": "HELLO"}
    job.ask({"id": "a", "prompt": "hello"}, {"id": "z", "prompt": "bye"})
    job.run()
    assert questions(server) == ["bye", "hello"]


def test_what_a_broken_answer_cost_and_said_is_kept(job: Job, server: LocalServer) -> None:
    died = {"error": {"code": 502, "message": "Died"}}
    server.enqueue(Reply.json(completion("Half an ans", finish_reason="error", error=died)))
    job.ask({"id": "a", "prompt": "hello"})
    said = job.run(status=1)
    [record] = job.records
    assert record["error"].startswith("BadGatewayResponseError: ")
    assert record["text"] == "Half an ans"
    assert record["cost"] == record["usage"]["cost"] > 0
    assert len(server.requests) == 1  # billed, so not asked again
    assert "0 answered, 1 failed" in said


@pytest.mark.parametrize("text", ["half \ud83d a pair", "line\u2028end\x85\r\n", "日本"])
def test_any_text_is_kept_on_one_line(job: Job, server: LocalServer, text: str) -> None:
    server.enqueue(Reply(200, {"Content-Type": "application/json"}, json.dumps(completion(text))))
    job.ask_numbered(2)
    job.run("--in-flight", "1")
    assert job.records[0]["text"] == text
    job.run()
    assert len(server.requests) == 2


def test_so_many_are_in_flight_and_no_more(job: Job, server: LocalServer) -> None:
    gate = Gate(server, 1)  # the first goes alone: it tells what one costs
    job.ask_numbered(20)
    with job.start("--in-flight", "3") as process:
        server.wait_for_requests(4, LIMIT)
        gate.opened.set()
        process.communicate(timeout=LIMIT)
    assert len(job.answers) == 20
    assert server.connections.accepted == 3  # a call in flight has a connection to itself


def test_with_an_estimate_the_first_line_is_not_sent_alone(job: Job, server: LocalServer) -> None:
    gate = Gate(server, 0)
    job.ask_numbered(3)
    with job.start("--in-flight", "3", "--estimate", "0.01") as process:
        server.wait_for_requests(3, LIMIT)
        gate.opened.set()
        process.communicate(timeout=LIMIT)
    assert len(job.answers) == 3


@posix
def test_lines_are_read_as_they_are_needed(job: Job, server: LocalServer) -> None:
    os.mkfifo(job.input)
    # Opened to read as well, which does not wait for a reader: the program may fail to start.
    with job.start("--in-flight", "1") as process, job.input.open("r+b", buffering=0) as pipe:
        for number in range(3):  # each is answered before the next is written
            pipe.write(b'{"prompt": "p%d"}\n' % number)
            server.wait_for_requests(number + 1, LIMIT)
        pipe.close()
        process.communicate(timeout=LIMIT)
    assert job.answers == {1: "P0", 2: "P1", 3: "P2"}


# Stopped, killed, and run again.


def test_a_finished_job_asks_nothing_again_and_writes_nothing(
    job: Job, server: LocalServer
) -> None:
    server.enqueue(Reply.error(400, "Not that"))
    job.ask({"id": "a", "prompt": "x"}, {"id": "b", "prompt": "y"})
    job.run("--in-flight", "1", status=1)
    before = job.output.read_bytes()
    said = job.run(status=1)
    assert job.output.read_bytes() == before
    assert len(server.requests) == 2
    assert "1 answered, 1 failed" in said


def test_retry_failed_asks_again_what_failed_and_only_that(job: Job, server: LocalServer) -> None:
    server.enqueue(Reply.error(400, "Not that"))
    job.ask_numbered(3)
    job.run("--in-flight", "1", status=1)
    job.run("--retry-failed")
    assert questions(server) == ["p0", "p0", "p1", "p2"]
    assert job.answers == {"n0": "P0", "n1": "P1", "n2": "P2"}
    job.run("--retry-failed")
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("before", "after", "options", "asked"),
    [
        (["a", "b"], ["new", "a", "b"], [], ["new", "a", "b"]),
        (["a", "b", "c"], ["b", "c"], [], ["b", "c"]),
        (["a", "b"], ["b", "a"], [], ["b", "a"]),
        (["a", "b"], ["a", "b, please"], [], ["b, please"]),
        (["a", "b"], ["a", "b"], [], []),
        (["a", "b"], ["a", "b"], ["--model", "another/one"], ["a", "b"]),
        (
            [{"id": 1, "prompt": "a"}, {"id": 2, "prompt": "b"}],
            [{"id": 1, "prompt": "z"}],
            [],
            ["z"],
        ),
        (
            [{"id": "x", "prompt": "a"}, {"id": "y", "prompt": "b"}],
            [{"id": "y", "prompt": "b"}, "new", {"id": "x", "prompt": "a"}],
            [],
            ["new"],
        ),
        (
            [{"id": "x", "prompt": "a", "temperature": 1}],
            [{"temperature": 1, "prompt": "a", "id": "x"}],
            [],
            [],
        ),
        ([{"id": "x", "prompt": "a"}], [{"id": "x", "prompt": "a", "temperature": 0}], [], ["a"]),
    ],
)
def test_another_request_under_a_known_id_is_asked_again(
    job: Job,
    server: LocalServer,
    before: list[Any],
    after: list[Any],
    options: list[str],
    asked: list[str],
) -> None:
    def lines(given: list[Any]) -> list[Any]:
        return [{"prompt": line} if isinstance(line, str) else line for line in given]

    job.ask(*lines(before))
    job.run("--in-flight", "1")
    first = len(server.requests)
    job.ask(*lines(after))
    job.run("--in-flight", "1", *options)
    assert [question(request) for request in server.requests[first:]] == asked
    # Of several lines with one id the last counts.
    texts = {record["id"]: record["text"] for record in job.records if record["ok"]}
    for number, line in enumerate(lines(after), 1):
        if isinstance(line, dict):
            assert texts[line.get("id", number)] == line["prompt"].upper()


@posix
def test_after_a_kill_only_what_was_in_flight_is_asked_again(job: Job, server: LocalServer) -> None:
    gate = Gate(server, 20)
    job.ask_numbered(60)
    with job.start("--in-flight", "4") as process:
        server.wait_for_requests(24, LIMIT)
        process.kill()
    assert (
        len(job.answers) == 20
    )  # a prompt is sent after the line of the one before it was written
    in_flight = {question(request) for request in server.requests[20:]}
    with job.output.open("ab") as output:  # as if the kill had met a write
        output.write(b'{"id": "n23", "line": 24, "ok": tr')
    gate.opened.set()
    job.run()
    assert job.answers == {f"n{number}": f"P{number}" for number in range(60)}
    asked = questions(server)
    assert {each for each in asked if asked.count(each) > 1} == in_flight
    assert len(asked) == 64


@pytest.mark.parametrize("kept", [1, 3, 8, 40, -2], ids=lambda kept: f"{kept}-bytes")
def test_a_torn_last_line_is_cut_off_and_asked_again(
    job: Job, server: LocalServer, kept: int
) -> None:
    job.ask_numbered(2)
    job.run("--in-flight", "1")
    first, second = job.output.read_bytes().splitlines(keepends=True)
    job.output.write_bytes(first + second[:kept])
    job.run()
    assert job.answers == {"n0": "P0", "n1": "P1"}
    assert len(server.requests) == 3


def test_a_last_line_that_lacks_only_its_end_is_kept(job: Job, server: LocalServer) -> None:
    job.ask_numbered(3)
    job.run("--in-flight", "1")
    first, second, _ = job.output.read_bytes().splitlines(keepends=True)
    job.output.write_bytes(first + second[:-1])
    job.run()
    assert questions(server) == ["p0", "p1", "p2", "p2"]
    assert len(job.answers) == 3


@posix
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_sending_and_what_arrives_is_written(
    job: Job, server: LocalServer, number: signal.Signals, status: int
) -> None:
    gate = Gate(server, 1)
    job.ask_numbered(9)
    with job.start("--in-flight", "2") as process:
        server.wait_for_requests(3, LIMIT)
        process.send_signal(number)
        wait_for(process, "waiting for the calls in flight")
        gate.opened.set()
        process.communicate(timeout=LIMIT)
    assert process.returncode == status
    assert len(server.requests) == len(job.answers) == 3
    job.run()
    assert len(server.requests) == len(job.answers) == 9


@posix
def test_a_second_interrupt_kills_and_no_line_is_lost(job: Job, server: LocalServer) -> None:
    gate = Gate(server, 1)
    job.ask_numbered(9)
    with job.start("--in-flight", "2") as process:
        server.wait_for_requests(3, LIMIT)
        process.send_signal(signal.SIGINT)
        wait_for(process, "waiting for the calls in flight")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=LIMIT)
    assert process.returncode == -signal.SIGINT
    assert "Traceback" not in said
    assert len(job.answers) == 1
    server.wait_for_open_connections(0)
    gate.opened.set()
    job.run()
    assert len(job.answers) == 9


def wait_for(process: subprocess.Popen[str], words: str) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if words in line:
            return
    pytest.fail(f"the program ended without saying {words!r}")


# Budgets.


def test_one_prompt_is_tried_so_often_and_then_left(job: Job, server: LocalServer) -> None:
    server.always(lambda request: BUSY if question(request) == "p0" else None)
    job.ask_numbered(3)
    job.run("--in-flight", "1", status=1)
    assert job.answers == {"n1": "P1", "n2": "P2"}
    assert questions(server) == ["p0"] * 6 + ["p1", "p2"]


@pytest.mark.parametrize(
    ("reply", "answered"),
    [
        (BUSY, True),
        (Reply.error(429, "Slow down", headers={"retry-after-ms": "1"}), True),
        (Reply.error(524, "The edge gave up"), False),
        (Reply.error(504, "No answer in time"), False),
        (Reply.json(completion("Hello")).cut(at=-5), False),
    ],
    ids=["503", "429", "524", "504", "cut-off"],
)
def test_what_passes_is_asked_again_and_what_may_be_billed_is_not(
    job: Job, server: LocalServer, reply: Reply, answered: bool
) -> None:
    server.enqueue(reply)
    job.ask_numbered(1)
    job.run(status=0 if answered else 1)
    assert len(server.requests) == 1 + answered


def test_the_cost_limit_counts_earlier_runs(job: Job, server: LocalServer) -> None:
    server.always(priced(0.5))
    job.ask_numbered(6)
    said = job.run("--in-flight", "1", "--max-cost", "1", status=3)
    assert "max_cost=1.0" in said
    assert len(job.answers) == len(server.requests) == 2
    job.run("--max-cost", "1", status=3)
    assert len(server.requests) == 2
    job.run("--max-cost", "3")  # reached with the last line: nothing is left
    assert len(job.answers) == len(server.requests) == 6


def test_at_the_cost_limit_what_is_in_flight_is_waited_for(job: Job, server: LocalServer) -> None:
    server.always(priced(1))
    job.ask_numbered(30)
    job.run("--in-flight", "4", "--max-cost", "3", status=3)
    assert 3 <= len(job.answers) <= 3 + 3
    assert len(job.answers) == len(server.requests)


def test_a_cost_that_is_no_amount_is_none(job: Job, server: LocalServer) -> None:
    server.enqueue(
        Reply.json(completion("Yes.", usage_counts=None)),
        Reply(200, {}, b'{"choices": [], "usage": {"cost": NaN}}'),
    )
    job.ask_numbered(2)
    job.run("--in-flight", "1")
    assert [record["cost"] for record in job.records] == [0, 0]
    job.run()
    assert len(server.requests) == 2


def test_without_a_key_nothing_is_asked(
    job: Job, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENROUTER_API_KEY")
    monkeypatch.delenv("OPENROUTER_SERVER_URL")
    job.ask_numbered(50)
    assert "no API key" in job.run(status=4)
    assert job.records == []


@pytest.mark.parametrize(
    "reply", [Reply.error(401, "No such key"), Reply.error(402, "Out of credits")]
)
def test_a_refused_key_stops_the_job_and_no_line_is_lost(
    job: Job, server: LocalServer, reply: Reply
) -> None:
    server.always(reply)
    job.ask_numbered(50)
    job.run("--in-flight", "2", status=4)
    assert len(server.requests) <= 2
    assert job.records == []
    server.always(None)
    job.run()
    assert len(job.answers) == 50


# Files.


@pytest.mark.parametrize(
    "content",
    [
        b'{"id": "a", "prompt": "x"}\n{"id": "b", "prompt": "y"}\n',
        b'{"id": "a", "prompt": "x"}',
        b"notes\nof mine",
        b"notes",
        b'{"id": "n0", "digest": "x", "ok": true, "cost": 0.1}\n{"id": "n1", "dig\n{"id": ',
    ],
    ids=["prompts", "a-prompt", "text", "a-line-of-text", "damaged"],
)
def test_an_output_that_is_something_else_is_left_alone(
    job: Job, server: LocalServer, content: bytes
) -> None:
    job.ask_numbered(2)
    job.output.write_bytes(content)
    assert "not written by this program" in job.run(status=2)
    assert job.output.read_bytes() == content
    assert server.requests == []


@pytest.mark.parametrize(
    "wrong", ["--max-cost=nan", "--max-cost=-1", "--estimate=0", "--in-flight=0"]
)
def test_a_limit_that_is_no_number_of_its_kind_is_refused(
    job: Job, server: LocalServer, wrong: str
) -> None:
    job.ask_numbered(1)
    said = job.run(wrong, status=2)
    assert wrong[2:].partition("=")[0].replace("-", "_") in said
    assert not server.requests


@pytest.mark.parametrize("output", [[], ["answers.jsonl"]], ids=["no-output", "no-input"])
def test_wrong_arguments_say_so(tmp_path: Path, output: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, PROGRAM, "missing.jsonl", *output],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 2
    assert "missing.jsonl" in done.stderr if output else "output" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


# What one sees.


@posix
def test_on_a_terminal_a_bar_shows_how_far_it_is(job: Job, server: LocalServer) -> None:
    pytest.importorskip("tqdm")
    termios = pytest.importorskip("termios")
    server.always(priced(0.25))
    job.ask_numbered(4)
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (25, 120))
    with job.start(stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                seen += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
        assert process.wait(LIMIT) == 0
    os.close(ours)
    assert b"4it [" in seen
    assert b"4 answered, 0 failed, 1.0000 USD" in seen


def test_without_tqdm_it_does_the_same(
    job: Job, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    job.ask_numbered(2)
    assert "2 answered, 0 failed" in job.run()
    assert len(job.answers) == 2
