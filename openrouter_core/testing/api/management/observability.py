"""Observability destinations; nothing is sent to any of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import body_of, from_to, not_empty, one_of
from openrouter_core.testing.api.collection import (
    WORKSPACE,
    Collection,
    Item,
    Parameters,
    Resource,
    data,
    ends,
    given,
    now,
    uuid,
)
from openrouter_core.testing.api.shapes import kind
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

PATH = "/observability/destinations"
MOST = 5  # of one type in a workspace

_WANTED: Mapping[str, tuple[str, ...]] = {
    "arize": ("apiKey", "spaceKey", "modelId"),
    "braintrust": ("apiKey", "projectId"),
    "clickhouse": ("host", "database", "username", "password"),
    "datadog": ("apiKey", "mlApp"),
    "grafana": ("apiKey", "instanceId"),
    "langfuse": ("secretKey", "publicKey"),
    "langsmith": ("apiKey",),
    "newrelic": ("licenseKey",),
    "opik": ("apiKey", "workspace", "projectName"),
    "otel-collector": ("endpoint",),
    "posthog": ("apiKey",),
    "ramp": ("apiKey",),
    "s3": ("bucketName",),
    "sentry": ("otlpEndpoint", "dsn"),
    "snowflake": ("account", "token"),
    "weave": ("apiKey", "entity", "project"),
    "webhook": ("url",),
}
"""What the config of each type must have."""

_ADDED: Mapping[str, Mapping[str, str]] = {
    "arize": {"baseUrl": "https://otlp.arize.com"},
    "braintrust": {"baseUrl": "https://api.braintrust.dev"},
    "clickhouse": {"table": "OPENROUTER_TRACES"},
    "datadog": {"url": "https://api.us5.datadoghq.com"},
    "grafana": {"baseUrl": "https://otlp-gateway-prod-us-west-0.grafana.net"},
    "langfuse": {"baseUrl": "https://us.cloud.langfuse.com"},
    "langsmith": {"endpoint": "https://api.smith.langchain.com", "project": "main"},
    "newrelic": {"region": "us"},
    "posthog": {"endpoint": "https://us.i.posthog.com"},
    "ramp": {"baseUrl": "https://api.ramp.com/developer/v1/ai-usage/openrouter"},
    "s3": {"prefix": "openrouter-traces", "pathTemplate": "{prefix}/{date}"},
    "snowflake": {
        "database": "SNOWFLAKE_LEARNING_DB",
        "schema": "PUBLIC",
        "table": "OPENROUTER_TRACES",
        "warehouse": "COMPUTE_WH",
    },
    "weave": {"baseUrl": "https://trace.wandb.ai"},
    "webhook": {"method": "POST"},
}
"""The defaults of the config of each type."""

_SECRET = (
    *("apiKey", "spaceKey", "password", "secretKey", "publicKey", "licenseKey", "token", "dsn"),
    *("accessKeyId", "secretAccessKey", "sessionToken"),
)
_DEFAULTS = {
    "enabled": True,
    "privacy_mode": False,
    "sampling_rate": 1,
    "api_key_hashes": None,
    "filter_rules": None,
    "regions": ["global"],
    "broadcast_generation_cost": False,
    "broadcast_generation_cost_allocation": False,
    "broadcast_generation_identity": False,
    "broadcast_generation_request_context": False,
}


def _fields(body: Mapping[str, Any]) -> Item:
    found = given(body, _DEFAULTS)
    if "regions" in found:  # "eu" means "europe"
        found["regions"] = ["europe" if name == "eu" else name for name in found["regions"]]
    return found


def _new(parameters: Parameters, body: Mapping[str, Any], number: int) -> Item:
    return {
        "id": uuid(0xB5, number),
        "type": body["type"],
        "name": body["name"],
        "workspace_id": body.get("workspace_id") or WORKSPACE,
        "config": _masked({**_ADDED.get(body["type"], {}), **body["config"]}),
        **_DEFAULTS,
        **_fields(body),
        "created_at": now(),
        "updated_at": now(),
    }


def _changed(item: Item, body: Mapping[str, Any]) -> Item:
    config = {**item["config"], **_masked(body.get("config") or {})}
    return {**_fields(body), "name": body.get("name") or item["name"], "config": config}


def _masked(config: Mapping[str, Any]) -> Item:
    """A config as it is shown: "sk-l...AbCd" for a secret; sent back, this value changes nothing."""
    return {
        name: ends(value) if name in _SECRET else value
        for name, value in config.items()
        if value is not None
    }


def _config(config: Any) -> str | None:
    """The rule of every type's config: its values are strings, except for two fields."""
    kinds = {"headers": "object", "shouldIncludeCacheWriteTokens": "boolean"}
    for name, value in config.items():
        wanted = kinds.get(name, "string")
        if value is not None and kind(value) != wanted:
            return f"expected {wanted} as {name}, received {kind(value)}"
    return None


_RULES = {
    "type": one_of(*_WANTED),
    "config": _config,
    "sampling_rate": from_to(0.0001, 1),
    "api_key_hashes": not_empty,
}
DESTINATIONS = Resource(
    path=PATH,
    one="{id}",
    name="Observability destination",
    new=_new,
    changed=_changed,
    filters=("workspace_id",),
    default_filters={"workspace_id": WORKSPACE},
    methods=frozenset({"list", "get", "update", "delete"}),
    rules=_RULES,
)


class Destinations:
    """The handlers, and the destinations."""

    def __init__(self) -> None:
        self._collection = Collection(DESTINATIONS)
        self.routes = (Route("POST", PATH, self._create), *self._collection.routes)

    def forget(self) -> None:
        """Forget all destinations."""
        self._collection.forget()

    def _create(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        body = body_of(request, f"POST {PATH}", _RULES)
        if isinstance(body, Reply):
            return body
        missing = [name for name in _WANTED[body["type"]] if not body["config"].get(name)]
        if missing:
            return Reply.error(400, f"config.{missing[0]}: Required")
        place = (body["type"], body.get("workspace_id") or WORKSPACE)
        beside = [
            item
            for item in self._collection.items(parameters)
            if (item["type"], item["workspace_id"]) == place
        ]
        if len(beside) >= MOST:
            return Reply.error(409, f"A workspace has at most {MOST} destinations of a type")
        return Reply.json(data(self._collection.add(parameters, body)), 201)
