"""Batches: accepted, checked, answered request by request, listed and deleted."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from openrouter_core.testing.api.checks import body_of, query_of
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route
from openrouter_core.testing.script import Script
from openrouter_core.testing.webhooks import Webhooks, problem_of

ENDPOINTS = ("/v1/chat/completions", "/v1/responses", "/v1/messages", "/v1/embeddings")
FIRST = ("endpoint", "model", "callback_url")
FINAL = ("completed", "failed", "expired", "cancelled")
PAGE = 20
DAY = 24 * 60 * 60

Item = dict[str, Any]


class Batches:
    """The handlers, and the batches by their id, oldest first.

    Args:
        answer: answers a request of a batch, as if it had been sent separately.
        webhooks: sends the event when a batch has ended.
        looks: how often a batch can be polled before it ends.
    """

    def __init__(
        self,
        answer: Callable[[RecordedRequest], Reply | Script],
        webhooks: Webhooks,
        looks: int,
    ) -> None:
        self._answer = answer
        self._webhooks = webhooks
        self._looks = looks
        self._numbers = itertools.count(1)
        self.forget()
        self.routes = (
            Route("POST", "/batches", self._create),
            Route("GET", "/batches", self._list),
            Route("GET", "/batches/{id}", self._get),
            Route("DELETE", "/batches/{id}", self._delete),
        )

    def forget(self) -> None:
        """Forget all batches."""
        # New ones, because the server's thread may be using the old ones.
        self._batches: dict[str, Item] = {}
        self._outcomes: dict[str, Item] = {}
        self._looked: dict[str, int] = {}

    def _create(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /batches")
        if isinstance(body, Reply):
            return body
        problem = _problem(body)
        if problem is not None:
            return Reply.error(400, problem)
        now = int(time.time())
        batch: Item = {
            "id": f"batch_localserver{next(self._numbers):06d}",
            "object": "batch",
            "endpoint": body["endpoint"],
            "model": body["model"],
            "provider": None,
            "status": "validating",
            "completion_window": "24h",
            "created_at": now,
            "expires_at": now + DAY,
            "finalized_at": None,
            "request_counts": {"total": len(body["requests"]), "completed": 0, "failed": 0},
            "error": None,
            "results": None,
            "usage": None,
        }
        self._batches[batch["id"]] = batch
        self._outcomes[batch["id"]] = self._outcome(request, body)
        if body.get("callback_url") is not None:
            self._webhooks.send_soon(body["callback_url"], lambda: self._event(batch))
        return Reply.json(batch, 202)

    def _outcome(self, request: RecordedRequest, body: Item) -> Item:
        """The result of a batch, shown once it has ended."""
        wrong = _wrong_request(body["requests"])
        if wrong is not None:
            return {"status": "failed", "error": {"message": wrong}, "results": []}
        results = [
            self._result(request, body, number, each)
            for number, each in enumerate(body["requests"], 1)
        ]
        failed = sum(result["error"] is not None for result in results)
        return {
            "status": "completed",
            "provider": "OpenAI",
            "results": results,
            "request_counts": {
                "total": len(results),
                "completed": len(results) - failed,
                "failed": failed,
            },
            "usage": _usage(results),
        }

    def _result(self, request: RecordedRequest, body: Item, number: int, one: Item) -> Item:
        sent = json.dumps({**one["body"], "model": body["model"]}).encode()
        prefix = request.path.rpartition("/batches")[0]
        path = prefix + body["endpoint"].removeprefix("/v1")
        alone = replace(request, method="POST", target=path, path=path, query="", body=sent)
        reply = self._answer(alone)
        said = json.loads(reply.body) if isinstance(reply, Reply) else {}  # type: ignore[arg-type]  # JSON comes whole
        status = reply.status if isinstance(reply, Reply) else 500
        result: Item = {
            "id": f"batch_req_{number:06d}",
            "custom_id": one["custom_id"],
            "response": None,
            "error": None,
        }
        if status < 400:
            result["response"] = {"status_code": status, "request_id": None, "body": said}
        else:
            message = said.get("error", {}).get("message", "Something went wrong")
            result["error"] = {
                "message": message,
                "type": "invalid_request_error",
                "param": None,
                "error_type": "invalid_request",
            }
        return result

    def _end(self, batch: Item) -> None:
        if batch["status"] not in FINAL:
            batch.update(self._outcomes.pop(batch["id"], {}), finalized_at=int(time.time()))

    def _event(self, batch: Item) -> Item:
        self._end(batch)
        return {
            "type": f"batch.{batch['status']}",
            "created_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "data": {**batch, "results": None},
        }

    def _get(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        batch = self._batches.get(parameters["id"])
        if batch is None:
            return _unknown()
        seen = self._looked[batch["id"]] = self._looked.get(batch["id"], 0) + 1
        if seen > self._looks:
            self._end(batch)
        elif batch["status"] not in FINAL:
            batch["status"] = "in_progress"
        return Reply.json(batch)

    def _list(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        query = query_of(request, "GET /batches")
        if isinstance(query, Reply):
            return query
        wanted = query["status"].split(",") if "status" in query else None
        listed = [
            {**batch, "results": None}
            for batch in reversed(self._batches.values())
            if (wanted is None or batch["status"] in wanted) and _is_between(batch, query)
        ]
        after = query.get("after")
        if after is not None:
            ids = [batch["id"] for batch in listed]
            if after not in ids:
                return Reply.error(400, "Invalid cursor")
            listed = listed[ids.index(after) + 1 :]
        page = listed[: int(query.get("limit", PAGE))]
        return Reply.json(
            {
                "object": "list",
                "data": page,
                "has_more": len(page) < len(listed),
                "first_id": page[0]["id"] if page else None,
                "last_id": page[-1]["id"] if page else None,
            }
        )

    def _delete(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        batch = self._batches.get(parameters["id"])
        if batch is None:
            return _unknown()
        if self._looks == 0:
            self._end(batch)
        if batch["status"] not in FINAL:
            return Reply.error(409, f"Batch is {batch['status']}; only ended ones can be deleted")
        self._batches.pop(batch["id"], None)
        upstream = {"provider": "OpenAI", "status": "deleted"} if batch["provider"] else None
        return Reply.json(
            {
                "id": batch["id"],
                "object": "batch",
                "deletion": {"openrouter": "deleted", "upstream": upstream},
            }
        )


def _unknown() -> Reply:
    return Reply.error(404, "Batch not found")


def _problem(body: Item) -> str | None:
    """What is wrong with the batch itself; its requests are checked later, as the API does."""
    names = list(body)
    late = [n for n in FIRST if n in names and names.index(n) > names.index("requests")]
    if late:
        return f"{late[0]}: must come before requests in the body"
    if body["endpoint"] not in ENDPOINTS:
        return f"endpoint: expected one of {', '.join(ENDPOINTS)}; received {body['endpoint']!r}"
    if not body["requests"]:
        return "requests: expected at least one"
    return problem_of(body["callback_url"]) if body.get("callback_url") is not None else None


def _wrong_request(requests: list[Item]) -> str | None:
    """The first request for which the whole batch fails."""
    seen: set[str] = set()
    for number, request in enumerate(requests):
        if not request["custom_id"]:
            return f"requests[{number}].custom_id: must not be empty"
        if request["custom_id"] in seen:
            return f"requests[{number}].custom_id: {request['custom_id']!r} was there before"
        if request["body"].get("stream"):
            return f"requests[{number}].body.stream: a batch streams nothing"
        seen.add(request["custom_id"])
    return None


def _usage(results: list[Item]) -> Item:
    used = [
        (result["response"]["body"].get("usage") or {}) for result in results if result["response"]
    ]

    def total(*names: str) -> Any:
        return sum(next((u[n] for n in names if u.get(n) is not None), 0) for u in used)

    prompt = total("prompt_tokens", "input_tokens")
    completion = total("completion_tokens", "output_tokens")
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "cost": round(total("cost") / 2, 10),
        "is_byok": False,
    }


def _is_between(batch: Item, query: Mapping[str, str]) -> bool:
    made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(batch["created_at"]))
    return query.get("created_after", "") <= made and made <= query.get("created_before", "~")
