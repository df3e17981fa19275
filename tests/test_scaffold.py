"""The drafts of `python -m tests.drift OPENAPI --scaffold OPERATION`: Python that a person can go on from."""

from __future__ import annotations

import ast
import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tests.drift.scaffold
from openrouter_core import wire
from openrouter_core.models.model import Model, RequestModel, Response
from tests.drift.description import Description
from tests.drift.scaffold import UnknownOperationError, function_name, scaffold

SMALL: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Small"},
    "paths": {
        "/tea-pots/{potId}": {
            "parameters": [
                {"name": "potId", "in": "path", "required": True, "schema": {"type": "string"}}
            ],
            "patch": {
                "operationId": "updateTeaPot",
                "tags": ["Tea Pots"],
                "x-speakeasy-name-override": "update",
                "summary": "Change a pot",
                "description": "Change a pot. [Management key](/docs/keys) required.",
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Change"}}
                    }
                },
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Pot"}}
                        }
                    }
                },
            },
        },
        "/key": {
            "get": {
                "operationId": "getCurrentKey",
                "tags": ["API Keys"],
                "x-speakeasy-name-override": "getCurrentKeyMetadata",
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "object",
                                    "properties": {
                                        "data": {
                                            "type": "object",
                                            "properties": {"brand_new": {"type": "integer"}},
                                        }
                                    },
                                }
                            }
                        }
                    }
                },
            }
        },
    },
    "components": {
        "schemas": {
            "Change": {
                "type": "object",
                "required": ["kind"],
                "properties": {
                    "kind": {
                        "type": "string",
                        "enum": ["round", "tall"],
                        "description": "Its form.",
                    },
                    "litres": {"type": ["number", "null"]},
                    "lid": {"$ref": "#/components/schemas/Lid"},
                },
            },
            "Lid": {
                "type": "object",
                "properties": {"tags": {"type": "array", "items": {"type": "string"}}},
            },
            "Pot": {
                "type": "object",
                "properties": {
                    "lids": {"type": "array", "items": {"$ref": "#/components/schemas/Lid"}}
                },
            },
        }
    },
}


def parts(description: Description, name: str) -> tuple[str, str]:
    """The draft of the module, and that of the models."""
    text = "\n".join(scaffold(description, name))
    module, _, models = text.partition("\n# ---- models/")
    return module, models.partition("\n")[2]


def classes(source: str) -> dict[str, type[Model]]:
    scope: dict[str, Any] = {"__name__": "openrouter_core.models.draft"}
    exec(compile(source, "draft", "exec"), scope)
    return {n: v for n, v in scope.items() if isinstance(v, type) and issubclass(v, Model)}


@pytest.mark.parametrize("name", ["tea_pots_update", "updateTeaPot", "PATCH /tea-pots/{potId}"])
def test_an_operation_is_found_by_each_of_its_names(name: str) -> None:
    module, _ = parts(Description(SMALL), name)
    assert module.startswith("# ---- funcs/tea_pots_update.py")


def test_the_module_is_two_typed_functions_and_a_description() -> None:
    module, _ = parts(Description(SMALL), "tea_pots_update")
    tree = ast.parse(module)
    functions = {
        node.name: [each.arg for each in (*node.args.args, *node.args.kwonlyargs)]
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    arguments = ["core", "pot_id", "request", "options"]
    assert functions == {"tea_pots_update": arguments, "tea_pots_update_async": arguments}
    assert "Key: a management key." in module
    for line in ('method="PATCH"', "retry=IDEMPOTENT", 'body="json"', 'path={"potId": pot_id}'):
        assert line in module


def test_the_models_take_what_the_description_says() -> None:
    _, models = parts(Description(SMALL), "tea_pots_update")
    made = classes("from __future__ import annotations\n" + models)
    request, response = made["TeaPotsUpdateParams"], made["TeaPotsUpdateResponse"]
    assert issubclass(request, RequestModel)
    assert issubclass(response, Response)
    assert request.__wire__ == ("kind", "litres", "lid")
    assert 'kind: Literal["round", "tall"] | str' in models
    assert "litres: float | Unset | None = UNSET" in models
    assert "lids: list[Lid] | None = None" in models


def test_of_a_built_operation_the_missing_fields_are_lines_to_paste() -> None:
    lines = list(scaffold(Description(SMALL), "api_keys_get_current_key_metadata"))
    assert lines == [
        "# ---- openrouter_core.models.api_keys: CurrentApiKey",
        "    brand_new: int | None = None",
    ]


def test_of_a_built_operation_that_lacks_nothing_it_says_so() -> None:
    small = copy.deepcopy(SMALL)
    answer = small["paths"]["/key"]["get"]["responses"]["200"]["content"]["application/json"]
    answer["schema"]["properties"]["data"]["properties"] = {"label": {"type": "string"}}
    lines = list(scaffold(Description(small), "api_keys_get_current_key_metadata"))
    assert lines == ["# nothing is missing"]


def test_an_unknown_operation_is_said() -> None:
    with pytest.raises(UnknownOperationError, match="nonsense"):
        list(scaffold(Description(SMALL), "nonsense"))


def test_every_operation_that_is_described_has_a_draft(
    description: Description, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tests.drift.scaffold, "modules", lambda: iter(()))  # none is built
    names = [function_name(description, each) for each in description.operations()]
    assert len(set(names)) > 90
    for name in names:
        module, models = parts(description, name)
        ast.parse(module)
        assert classes("from __future__ import annotations\n" + models), name


def test_the_command_prints_it(tmp_path: Path) -> None:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(SMALL))
    done = subprocess.run(
        [sys.executable, "-m", "tests.drift", str(file), "--scaffold", "tea_pots_update"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# ---- funcs/tea_pots_update.py\n")
    assert "class TeaPotsUpdateParams(RequestModel):" in done.stdout


def test_a_response_of_the_draft_reads_json() -> None:
    _, models = parts(Description(SMALL), "tea_pots_update")
    source = models.replace("from __future__ import annotations\n", "")
    made: Any = classes(source)["Lid"]
    assert wire.unstructure(made(tags=["a"])) == {"tags": ["a"]}
