"""schemathesis: requests made up by a description, good and bad ones. None is a 500, none hangs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from openrouter_core.testing import LocalServer
from openrouter_core.testing.api.shapes import all_shapes

pytest.importorskip("schemathesis")

BOUNDS = {
    "string": {"least": "minLength", "most": "maxLength"},
    "array": {"least": "minItems", "most": "maxItems"},
    "integer": {"least": "minimum", "most": "maximum"},
    "number": {"least": "minimum", "most": "maximum"},
}
OTHERS = (
    "GET /credits",
    "GET /key",
    "GET /keys/{hash}",
    "DELETE /keys/{hash}",
    "GET /models/{author}/{slug}/endpoints",
)
SECONDS = 40


def description() -> dict[str, Any]:
    """The table by which LocalServer checks requests, as an OpenAPI description."""
    table = all_shapes()
    paths: dict[str, Any] = {}
    for operation in (*table["bodies"], *table["queries"], *OTHERS):
        method, _, path = operation.partition(" ")
        named = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in re.findall(r"\{(\w+)\}", path)
        ]
        described: dict[str, Any] = {"responses": {"default": {"description": "x"}}}
        described["parameters"] = named
        if operation in table["queries"]:
            [query] = table["shared"][table["queries"][operation]]
            described["parameters"] = named + [
                {"name": name, "in": "query", "schema": reference(shapes)}
                for name, shapes in query["fields"].items()
            ]
        if operation in table["bodies"]:
            content = {"application/json": {"schema": reference(table["bodies"][operation])}}
            described["requestBody"] = {"required": True, "content": content}
        paths.setdefault(path, {})[method.lower()] = described
    schemas = {f"S{number}": schema(shapes) for number, shapes in enumerate(table["shared"])}
    return {
        "openapi": "3.1.0",
        "info": {"title": "LocalServer", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def reference(shapes: int | None) -> dict[str, Any]:
    return {} if shapes is None else {"$ref": f"#/components/schemas/S{shapes}"}


def schema(shapes: list[dict[str, Any]]) -> dict[str, Any]:
    """JSON Schema for a shape of the table."""
    found: list[dict[str, Any]] = []
    for shape in shapes:
        words = BOUNDS.get(shape["kind"], {})
        made: dict[str, Any] = {"type": shape["kind"]}
        made |= {words[name]: shape[name] for name in words if name in shape}
        made |= {name: shape[name] for name in ("enum", "pattern", "required") if name in shape}
        fields = shape.get("fields", {}).items()
        if fields:
            made["properties"] = {name: reference(each) for name, each in fields}
        if "items" in shape:
            made["items"] = reference(shape["items"])
        if "values" in shape:
            made["additionalProperties"] = reference(shape["values"])
        found.append(made)
    return found[0] if len(found) == 1 else {"anyOf": found}


def test_no_request_is_a_500_or_hangs(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(description()), encoding="utf-8")
    with LocalServer(keep_requests=1) as server:
        command = [sys.executable, "-m", "schemathesis.cli", "run", str(spec), "--url", server.url]
        command += ["--checks", "not_a_server_error", "--phases", "examples,coverage,fuzzing"]
        command += ["--max-examples", "20", "--max-time", str(SECONDS), "--request-timeout", "10"]
        command += ["--generation-deterministic", "--suppress-health-check", "all", "--no-color"]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, timeout=4 * SECONDS, check=False
        )
        # The exit status also tells of schemas that it cannot make values for: that is no fault here.
        counted = re.search(r"(\d[\d,]*) generated, (\d[\d,]*) passed\n", done.stdout)
        assert counted is not None, done.stdout[-5_000:] + done.stderr[-2_000:]
        generated, passed = (int(number.replace(",", "")) for number in counted.groups())
        assert (passed, generated > 100) == (generated, True), done.stdout[-5_000:]
        assert "Network Error" not in done.stdout
        assert httpx.get(f"{server.url}/models", trust_env=False).status_code == 200
