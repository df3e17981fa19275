"""Private endpoints."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.private_endpoints_activate import private_endpoints_activate
from openrouter_core.funcs.private_endpoints_create import private_endpoints_create
from openrouter_core.funcs.private_endpoints_delete import private_endpoints_delete
from openrouter_core.funcs.private_endpoints_disable import private_endpoints_disable
from openrouter_core.funcs.private_endpoints_enable import private_endpoints_enable
from openrouter_core.funcs.private_endpoints_get import private_endpoints_get
from openrouter_core.funcs.private_endpoints_list import private_endpoints_list
from openrouter_core.funcs.private_endpoints_update import private_endpoints_update
from openrouter_core.funcs.private_endpoints_update_pricing import private_endpoints_update_pricing
from openrouter_core.funcs.private_endpoints_validate import private_endpoints_validate
from tests.funcs.cases import Case

PRICING = {"prompt": "0.000001", "completion": "0.000002"}
DRAFT = {"model_permaslug": "a/b", "provider_slug": "azure", "upstream_model_id": "m"}
CASES = [
    Case(private_endpoints_list, (), "GET /private-endpoints"),
    Case(private_endpoints_get, ("a/b c",), "GET /private-endpoints/a%2Fb%20c"),
    Case(
        private_endpoints_create,
        ({**DRAFT, "declared_zdr": None},),
        "POST /private-endpoints",
        {**DRAFT, "declared_zdr": None},
    ),
    Case(
        private_endpoints_create,
        (
            models.PrivateEndpointsCreateParams(
                model_permaslug="a/b",
                provider_slug="azure",
                upstream_model_id="m",
                declared_region=None,
                pricing=models.PrivateEndpointPricingParams(
                    prompt="0.000001", completion="0.000002"
                ),
                activate=models.PrivateEndpointWorkspace("w"),
            ),
        ),
        "POST /private-endpoints",
        {**DRAFT, "declared_region": None, "pricing": PRICING, "activate": {"workspace_id": "w"}},
    ),
    Case(
        private_endpoints_update,
        ("e1", models.PrivateEndpointsUpdateParams(upstream_model_id="m", declared_zdr=None)),
        "PATCH /private-endpoints/e1",
        {"upstream_model_id": "m", "declared_zdr": None},
    ),
    Case(
        private_endpoints_update,
        ("e1", {"upstream_model_id": "m"}),
        "PATCH /private-endpoints/e1",
        {"upstream_model_id": "m"},
    ),
    Case(private_endpoints_delete, ("e1",), "DELETE /private-endpoints/e1"),
    Case(
        private_endpoints_delete,
        ("e1", models.PrivateEndpointsDeleteParams(draft_only=True)),
        "DELETE /private-endpoints/e1?draft_only=true",
    ),
    Case(
        private_endpoints_delete,
        ("e1", {"draft_only": "false"}),
        "DELETE /private-endpoints/e1?draft_only=false",
    ),
    Case(
        private_endpoints_validate,
        ("e1", models.PrivateEndpointsValidateParams("w")),
        "POST /private-endpoints/e1/validate",
        {"workspace_id": "w"},
    ),
    Case(private_endpoints_activate, ("e1",), "POST /private-endpoints/e1/activate"),
    Case(private_endpoints_disable, ("e1",), "POST /private-endpoints/e1/disable"),
    Case(private_endpoints_enable, ("e1",), "POST /private-endpoints/e1/enable"),
    Case(
        private_endpoints_update_pricing,
        ("e1", {"pricing": PRICING}),
        "PUT /private-endpoints/e1/pricing",
        {"pricing": PRICING},
    ),
]
