"""Documents in the order in which they answer a question."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.rerank_rerank import rerank_rerank
from tests.funcs.cases import Case

CASES = [
    Case(
        rerank_rerank,
        ({"model": "a/b", "query": "q", "documents": ["x", {"image": "u"}], "top_n": None},),
        "POST /rerank",
        {"model": "a/b", "query": "q", "documents": ["x", {"image": "u"}], "top_n": None},
    ),
    Case(
        rerank_rerank,
        (
            models.RerankRerankParams(
                model="a/b",
                query="q",
                documents=["x", models.RerankDocument("y", image="u")],
                top_n=1,
                provider=models.ProviderPreferences(order=["cohere"]),
                trace=models.TraceConfig(trace_name="t"),
            ),
        ),
        "POST /rerank",
        {
            "model": "a/b",
            "query": "q",
            "documents": ["x", {"text": "y", "image": "u"}],
            "top_n": 1,
            "provider": {"order": ["cohere"]},
            "trace": {"trace_name": "t"},
        },
    ),
]
