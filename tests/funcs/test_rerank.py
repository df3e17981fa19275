"""Documents in order: as the stand-in ranks them, and what is no ranking."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore, RequestOptions, models
from openrouter_core.funcs.generations_get_generation import generations_get_generation
from openrouter_core.funcs.rerank_rerank import rerank_rerank
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import unstructure
from tests.funcs.conftest import Run

DOCUMENTS = ["Athens is in Greece.", "Paris is in France.", "Lima lies by the sea."]
REQUEST = {"model": "cohere/rerank-v3.5", "query": "What is in France?", "documents": DOCUMENTS}


def test_what_shares_most_words_with_the_query_comes_first(run: Run, core: OpenRouterCore) -> None:
    ranked = run(rerank_rerank, core, REQUEST).unwrap()
    assert [result.index for result in ranked.results] == [1, 0, 2]
    assert [result.document.text for result in ranked.results[:1]] == [DOCUMENTS[1]]
    scores = [result.relevance_score for result in ranked.results]
    assert scores == sorted(scores, reverse=True)
    assert ranked.usage.cost > 0
    assert ranked.http_meta.generation_id == ranked.id


def test_no_more_are_got_than_were_asked_for(run: Run, core: OpenRouterCore) -> None:
    image = models.RerankDocument(image="https://example.com/france.png")
    request = {**REQUEST, "documents": [*DOCUMENTS, image], "top_n": 2}
    assert [r.index for r in run(rerank_rerank, core, request).unwrap().results] == [1, 0]
    last = run(rerank_rerank, core, {**request, "top_n": 50}).unwrap().results[-1]
    assert unstructure(last.document) in (unstructure(image), {"text": DOCUMENTS[2]})


def test_a_ranking_is_a_generation(run: Run, core: OpenRouterCore) -> None:
    ranked = run(rerank_rerank, core, REQUEST).unwrap()
    kept = run(generations_get_generation, core, {"id": ranked.id}).unwrap().data
    assert (kept.api_type, kept.total_cost) == ("rerank", ranked.usage.cost)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"documents": []}, "documents"),
        ({"documents": ["a", {}]}, "documents"),
        ({"documents": ["a", {"text": ""}]}, "documents"),
        ({"query": ""}, "query"),
        ({"top_n": 0}, "top_n"),
    ],
    ids=str,
)
def test_what_cannot_be_ranked_is_a_bad_request(
    change: dict[str, Any], named: str, run: Run, core: OpenRouterCore
) -> None:
    error = run(rerank_rerank, core, {**REQUEST, **change}).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert named in str(error)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"documents": "one text"}, "documents"),
        ({"documents": [5]}, "documents[0]"),
        ({"documents": [{"text": 5}]}, "documents[0].text"),
        ({"top_n": "3"}, "top_n"),
        ({"query": 5}, "query"),
    ],
    ids=str,
)
def test_a_wrong_kind_is_refused_before_anything_is_sent(
    change: dict[str, Any], path: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(rerank_rerank, core, {**REQUEST, **change}).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == path
    assert server.requests == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "ranks no documents"),
        ({"results": []}, "ranks no documents"),
        ({"results": None}, "ranks no documents"),
        ({"results": {"index": 0}}, "ranks no documents"),
        ({"results": [{"index": 3}]}, "result 0 of the response names no document"),
        ({"results": [{"index": 0}, {"index": -1}]}, "result 1 of the response names no document"),
        ({"results": [{"index": 0}, None]}, "result 1 of the response names no document"),
        (
            {"results": [{"index": 0}, {"relevance_score": 1}]},
            "result 1 of the response names no document",
        ),
        ({"results": [{"index": "1"}]}, "result 0 of the response names no document"),
        ({"results": [{"index": 10**30}]}, "result 0 of the response names no document"),
        (
            {"results": [{"index": 2}, {"index": 2}]},
            "result 1 of the response names document 2 again",
        ),
    ],
    ids=str,
)
def test_a_success_that_ranks_nothing_of_the_request_is_an_err(
    body: Any, said: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({"model": "m", "usage": {"cost": 0.5}, **body}))
    error = run(rerank_rerank, core, REQUEST).failure()
    assert isinstance(error, errors.ResponseValidationError)
    assert said in str(error)
    assert error.partial.usage.cost == 0.5
    assert len(server.requests) == 1


def test_a_ranking_of_documents_that_extra_body_brings(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({"results": [{"index": 1, "relevance_score": 0.1}]}))
    options = RequestOptions(extra_body={"documents": ["a", "b"]})
    run(rerank_rerank, core, {**REQUEST, "documents": ["a"]}, options=options).unwrap()


@pytest.mark.parametrize(("status", "attempts"), [(503, 2), (408, 1), (504, 1), (524, 1)])
def test_what_may_have_been_billed_is_not_sent_again(
    status: int, attempts: int, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(status, "No"))
    run(rerank_rerank, core, REQUEST)
    assert len(server.requests) == attempts
