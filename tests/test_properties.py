"""Any answer, through the functions: `Ok` or `Err`, nothing raised. `make fuzz` asks the same of a million answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzz.answers import DOCUMENTS, STREAMS, Answer, around, draw
from tests.fuzz.batches import run_batch
from tests.fuzz.promises import Broken, Callers, check_middle

quickly = settings(
    max_examples=300,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
randoms = st.randoms(use_true_random=False)
bent = randoms.map(draw)
plain = st.builds(around, randoms, st.binary(max_size=200))
empty = Answer(200, (), ())
half_an_event = Answer(200, (("Content-Type", "text/event-stream"),), (STREAMS[0][:-20],))


@pytest.fixture(scope="module")
def callers() -> Iterator[Callers]:
    callers = Callers()
    yield callers
    callers.close()


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
class TestAnyAnswerIsAnOkOrAnErr:
    @quickly
    @example(empty)
    @example(half_an_event)
    @given(answer=bent)
    def test_one_like_the_apis(
        self, callers: Callers, asynchronous: bool, streamed: bool, answer: Answer
    ) -> None:
        callers.check(answer, asynchronous=asynchronous, streamed=streamed)

    @quickly
    @given(answer=plain)
    def test_one_of_any_bytes(
        self, callers: Callers, asynchronous: bool, streamed: bool, answer: Answer
    ) -> None:
        callers.check(answer, asynchronous=asynchronous, streamed=streamed)


@pytest.mark.parametrize("body", [*DOCUMENTS, *STREAMS])
@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
def test_the_bodies_that_others_are_made_of_keep_the_promises(
    callers: Callers, asynchronous: bool, streamed: bool, body: bytes
) -> None:
    for status in (200, 429, 500):
        answer = Answer(status, (("Content-Type", ""),), (body,))
        callers.check(answer, asynchronous=asynchronous, streamed=streamed)
        check_middle(answer)


def test_a_byte_order_mark_before_json_may_come_in_pieces() -> None:
    check_middle(Answer(200, (), (b"\xef", b"\xbb", b"\xbf{", b"}")))


def test_a_batch_of_the_long_run_breaks_no_promise() -> None:
    done = run_batch("a few thousand", 3000)
    assert done.failure is None, done.failure.report
    assert (done.answers, done.calls) == (3000, 240)


def test_an_answer_that_is_written_out_is_read_back() -> None:
    random = Random(1)
    for _ in range(200):
        answer = draw(random)
        assert Answer.from_json(answer.to_json()) == answer


def test_a_broken_promise_is_noticed(callers: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openrouter_core._protocol.formats.chat.ChatEvents.complete", True)
    with pytest.raises(Broken, match="a truncated stream was taken for an answer"):
        callers.check(
            Answer(200, (), (b'data: {"choices": [{"delta": {"content": "P"}}]}\n\n',)),
            asynchronous=False,
            streamed=True,
        )
