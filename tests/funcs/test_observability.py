"""Destinations of observability: a class for each type, and secrets that are shown nowhere."""

from __future__ import annotations

from pprint import pformat
from typing import Any

import pytest

from openrouter_core import OpenRouterCore, models
from openrouter_core.funcs.observability_create import observability_create
from openrouter_core.funcs.observability_delete import observability_delete
from openrouter_core.funcs.observability_get import observability_get
from openrouter_core.funcs.observability_list import observability_list
from openrouter_core.funcs.observability_update import observability_update
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import structure, unstructure
from tests.funcs.conftest import Run

ELSEWHERE = "0df9e665-d932-5740-b2c7-b52af166bc11"
SECRET = "sk-very-secret-1234"
LANGFUSE = {"publicKey": "pk-very-secret-1234", "secretKey": SECRET}
TYPES: list[tuple[str, type[Any], dict[str, Any]]] = [
    (
        "arize",
        models.ArizeDestination,
        {"apiKey": SECRET, "spaceKey": SECRET, "modelId": "m", "baseUrl": "https://a.example"},
    ),
    ("braintrust", models.BraintrustDestination, {"apiKey": SECRET, "projectId": "p"}),
    (
        "clickhouse",
        models.ClickhouseDestination,
        {"host": "h", "database": "d", "username": "u", "password": SECRET},
    ),
    ("datadog", models.DatadogDestination, {"apiKey": SECRET, "mlApp": "a"}),
    ("grafana", models.GrafanaDestination, {"apiKey": SECRET, "instanceId": "1"}),
    ("langfuse", models.LangfuseDestination, LANGFUSE),
    ("langsmith", models.LangsmithDestination, {"apiKey": SECRET}),
    ("newrelic", models.NewrelicDestination, {"licenseKey": SECRET, "region": "eu"}),
    ("opik", models.OpikDestination, {"apiKey": SECRET, "workspace": "w", "projectName": "p"}),
    (
        "otel-collector",
        models.OtelCollectorDestination,
        {"endpoint": "https://o.example", "headers": {"X-Header": SECRET}},
    ),
    ("posthog", models.PosthogDestination, {"apiKey": SECRET}),
    ("ramp", models.RampDestination, {"apiKey": SECRET}),
    (
        "s3",
        models.S3Destination,
        {"bucketName": "b", "authMode": "access_keys", "secretAccessKey": SECRET},
    ),
    ("sentry", models.SentryDestination, {"otlpEndpoint": "https://s.example", "dsn": SECRET}),
    (
        "snowflake",
        models.SnowflakeDestination,
        {"account": "a", "token": SECRET, "shouldIncludeCacheWriteTokens": True},
    ),
    ("weave", models.WeaveDestination, {"apiKey": SECRET, "entity": "e", "project": "p"}),
    ("webhook", models.WebhookDestination, {"url": f"https://w.example/{SECRET}"}),
]
EACH_TYPE = pytest.mark.parametrize(
    ("type_", "cls", "config"), TYPES, ids=[name for name, _, _ in TYPES]
)


def make(run: Run, core: OpenRouterCore, **fields: Any) -> Any:
    request = {"type": "langfuse", "name": "traces", "config": LANGFUSE, **fields}
    return run(observability_create, core, request).unwrap().data


def test_a_destination_is_made_read_changed_and_deleted(run: Run, core: OpenRouterCore) -> None:
    made = make(run, core, sampling_rate=0.5)
    assert (made.name, made.enabled, made.privacy_mode, made.sampling_rate) == (
        "traces",
        True,
        False,
        0.5,
    )
    assert (made.config.secretKey, made.config.publicKey) == ("sk-v...1234", "pk-v...1234")
    assert run(observability_get, core, made.id).unwrap().data == made
    change = models.ObservabilityUpdateParams(
        privacy_mode=True, regions=["eu"], config={"secretKey": "sk-another-5678"}
    )
    changed = run(observability_update, core, made.id, change).unwrap().data
    assert (changed.privacy_mode, changed.sampling_rate) == (True, 0.5)
    assert changed.regions == ["europe"]
    assert changed.config == models.LangfuseDestinationConfig(
        baseUrl="https://us.cloud.langfuse.com", publicKey="pk-v...1234", secretKey="sk-a...5678"
    )
    assert run(observability_delete, core, made.id).unwrap().deleted is True
    assert run(observability_list, core).unwrap().data == []


def test_a_config_that_came_can_be_sent_back(run: Run, core: OpenRouterCore) -> None:
    made = make(run, core)
    change = models.ObservabilityUpdateParams(config=made.config, name="new")
    changed = run(observability_update, core, made.id, change).unwrap().data
    assert (changed.name, changed.config) == ("new", made.config)


def test_filter_rules_come_back_as_what_the_next_request_takes(
    run: Run, core: OpenRouterCore
) -> None:
    rules = models.ObservabilityFilterRules(
        [
            models.ObservabilityFilterGroup(
                [
                    models.ObservabilityFilterRule("model", "starts_with", "openai/"),
                    models.ObservabilityFilterRule("total_tokens", "gte", 1000),
                    models.ObservabilityFilterRule("session_id", "exists"),
                ],
                logic="or",
            )
        ],
        enabled=False,
    )
    made = make(run, core, filter_rules=rules)
    assert made.filter_rules == rules
    change = models.ObservabilityUpdateParams(filter_rules=made.filter_rules)
    assert run(observability_update, core, made.id, change).unwrap().data.filter_rules == rules
    taken_away = run(observability_update, core, made.id, {"filter_rules": None}).unwrap().data
    assert taken_away.filter_rules is None


@EACH_TYPE
def test_each_type_has_a_class_that_keeps_all_and_shows_no_secret(
    type_: str,
    cls: type[Any],
    config: dict[str, Any],
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    made = make(run, core, type=type_, config=config)
    assert type(made) is cls
    assert type(made.config).__name__ == f"{cls.__name__}Config"
    assert made.extra == made.config.extra == {}
    body = {"data": {"id": "1", "type": type_, "config": {**config, "newer": SECRET}, "x": None}}
    server.enqueue(Reply.json(body))
    result = run(observability_get, core, "1")
    found = result.unwrap()
    assert unstructure(found) == body
    for shown in (repr(result), pformat(found), repr(found.data), repr(found.data.config)):
        assert "very-secret" not in shown
    assert "***" in repr(found.data.config)


@pytest.mark.parametrize(
    "sent",
    [
        {"type": "newer", "config": {"token": SECRET}},
        {"type": None, "config": {"token": SECRET}},
        {"config": SECRET},
        {"type": 5, "config": [SECRET]},
        {"type": "langfuse", "config": SECRET},
        {"type": "langfuse", "config": {"secretKey": [SECRET], "headers": SECRET}},
    ],
    ids=str,
)
def test_what_does_not_fit_is_kept_and_not_shown(sent: Any) -> None:
    body = {"data": [sent, {"type": "s3", "config": None}], "total_count": 2}
    page = structure(body, models.ObservabilityListResponse)
    assert unstructure(page) == body
    assert isinstance(page.data[0], models.UnknownDestination | models.LangfuseDestination)
    assert isinstance(page.data[1], models.S3Destination)
    assert "very-secret" not in repr(page)


def test_a_misfit_in_a_config_is_not_shown() -> None:
    sent = {"secretKey": [SECRET], "headers": SECRET, "newer": {"token": SECRET}}
    config = structure(sent, models.LangfuseDestinationConfig)
    assert unstructure(config) == sent
    assert repr(config) == "LangfuseDestinationConfig(secretKey=***, headers=***, newer=***)"


def test_a_secret_is_in_no_representation_of_a_request_and_in_no_debug_output(
    run: Run, core: OpenRouterCore, caplog: pytest.LogCaptureFixture
) -> None:
    config = {"url": f"https://w.example/{SECRET}", "headers": {"X-Header": SECRET}}
    request = models.ObservabilityCreateParams(type="webhook", name="hook", config=config)
    with caplog.at_level("DEBUG", "openrouter_core"):
        made = run(observability_create, core, request).unwrap().data
        run(observability_update, core, made.id, {"config": config}).unwrap()
    assert "PATCH" in caplog.text
    update = models.ObservabilityUpdateParams(config=config)
    for shown in (caplog.text, repr(request), repr(update), repr(made)):
        assert "very-secret" not in shown


def test_destinations_are_listed_by_workspace_and_page(run: Run, core: OpenRouterCore) -> None:
    for type_, _, config in TYPES:
        make(run, core, type=type_, config=config, name=type_)
    make(run, core, workspace_id=ELSEWHERE, name="e")
    names = [type_ for type_, _, _ in TYPES]
    for request, expected, total in (
        ({}, names, 17),
        ({"limit": 2, "offset": 1}, names[1:3], 17),
        ({"workspace_id": ELSEWHERE}, ["e"], 1),
    ):
        page = run(observability_list, core, request).unwrap()
        assert ([each.name for each in page.data], page.total_count) == (expected, total)
    paged = paginate(observability_list, core, request={"limit": 5})
    assert [each.unwrap().name for each in paged] == names


def test_five_of_a_type_are_the_most(run: Run, core: OpenRouterCore) -> None:
    for _ in range(5):
        make(run, core)
    make(run, core, workspace_id=ELSEWHERE)
    request = {"type": "langfuse", "name": "sixth", "config": LANGFUSE}
    error = run(observability_create, core, request).failure()
    assert isinstance(error, errors.ConflictResponseError)


@pytest.mark.parametrize(
    "function", [observability_get, observability_update, observability_delete]
)
def test_a_destination_that_there_is_not_is_not_found(
    function: Any, run: Run, core: OpenRouterCore
) -> None:
    assert isinstance(run(function, core, "b5").failure(), errors.NotFoundResponseError)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"config": {"secretKey": SECRET}}, "config.publicKey: Required"),
        ({"config": {**LANGFUSE, "headers": "a"}}, "expected object as headers"),
        ({"type": "carrier-pigeon"}, "type: expected one of arize,"),
        ({"sampling_rate": 2}, "sampling_rate: "),
        ({"api_key_hashes": []}, "api_key_hashes: "),
    ],
)
def test_what_the_api_refuses_is_told(
    fields: Any, said: str, run: Run, core: OpenRouterCore
) -> None:
    request = {"type": "langfuse", "name": "traces", "config": LANGFUSE, **fields}
    error = run(observability_create, core, request).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert said in str(error)
    assert "very-secret" not in str(error)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"type": 5}, "type"),
        ({"config": "x"}, "config"),
        ({"enabled": "yes"}, "enabled"),
        ({"sampling_rate": "1"}, "sampling_rate"),
        ({"filter_rules": {"groups": {}}}, "filter_rules.groups"),
        ({"filter_rules": {"groups": [{"rules": [5]}]}}, "filter_rules.groups[0].rules[0]"),
        (
            {"filter_rules": {"groups": [{"rules": [{"field": "model", "value": []}]}]}},
            "filter_rules.groups[0].rules[0].value",
        ),
    ],
)
def test_a_wrong_destination_is_refused_and_says_where(
    fields: Any, path: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    request = {"type": "langfuse", "name": "traces", "config": LANGFUSE, **fields}
    error = run(observability_create, core, request).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == path
    assert server.requests == []


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (SECRET, "config: expected an object; got a value that is not shown"),
        ([SECRET], "config: expected an object; got a value that is not shown"),
        (
            {"apiKey": SECRET.encode()},
            "config.apiKey: expected a value that JSON can hold; got 19 bytes",
        ),
        (
            {"headers": {"a": {SECRET}}},
            "config.headers.a: expected a value that JSON can hold; got a value of type set",
        ),
    ],
    ids=["text", "list", "bytes", "set"],
)
def test_a_config_of_the_wrong_kind_is_in_no_error(
    config: Any, said: str, run: Run, core: OpenRouterCore
) -> None:
    request = {"type": "arize", "name": "traces", "config": config}
    error = run(observability_create, core, request).failure()
    assert str(error) == said
