"""Destinations of observability."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.observability_create import observability_create
from openrouter_core.funcs.observability_delete import observability_delete
from openrouter_core.funcs.observability_get import observability_get
from openrouter_core.funcs.observability_list import observability_list
from openrouter_core.funcs.observability_update import observability_update
from tests.funcs.cases import Case

RULES = {"groups": [{"rules": [{"field": "total_cost", "operator": "gt", "value": 0.5}]}]}

CASES = [
    Case(observability_list, (), "GET /observability/destinations"),
    Case(
        observability_list,
        (models.ObservabilityListParams(offset=50, limit=100, workspace_id="w/1"),),
        "GET /observability/destinations?offset=50&limit=100&workspace_id=w%2F1",
    ),
    Case(
        observability_create,
        (
            models.ObservabilityCreateParams(
                type="s3",
                name="traces",
                config=models.S3DestinationConfig(bucketName="b", accessKeyId="a"),
                api_key_hashes=None,
                filter_rules=models.ObservabilityFilterRules(
                    [
                        models.ObservabilityFilterGroup(
                            [models.ObservabilityFilterRule("total_cost", "gt", 0.5)]
                        )
                    ]
                ),
            ),
        ),
        "POST /observability/destinations",
        {
            "type": "s3",
            "name": "traces",
            "config": {"bucketName": "b", "accessKeyId": "a"},
            "api_key_hashes": None,
            "filter_rules": RULES,
        },
    ),
    Case(
        observability_create,
        ({"type": "newer", "name": "a", "config": {"x": None, "y": [1]}, "filter_rules": None},),
        "POST /observability/destinations",
        {"type": "newer", "name": "a", "config": {"x": None, "y": [1]}, "filter_rules": None},
    ),
    Case(observability_get, ("b5/1 ü",), "GET /observability/destinations/b5%2F1%20%C3%BC"),
    Case(observability_update, ("b5",), "PATCH /observability/destinations/b5", {}),
    Case(
        observability_update,
        ("b/5", {"config": {"headers": {"a": "b"}}, "sampling_rate": 0.1}),
        "PATCH /observability/destinations/b%2F5",
        {"config": {"headers": {"a": "b"}}, "sampling_rate": 0.1},
    ),
    Case(
        observability_update,
        (
            "b5",
            models.ObservabilityUpdateParams(
                enabled=False,
                filter_rules=None,
                config=models.DestinationConfig(headers={"a": "b"}),
            ),
        ),
        "PATCH /observability/destinations/b5",
        {"enabled": False, "filter_rules": None, "config": {"headers": {"a": "b"}}},
    ),
    Case(observability_delete, ("b5",), "DELETE /observability/destinations/b5"),
]
