"""What requests for interns are made of: the descriptions name these operations, and none of their fields."""

from __future__ import annotations

from typing import Final

from tests.request_checks.shapes import Shapes

_TEXT: Final[Shapes] = [{"kind": "string"}]
_TEXT_OR_NULL: Final[Shapes] = [{"kind": "string"}, {"kind": "null"}]
_FLAG: Final[Shapes] = [{"kind": "boolean"}]

BODIES: Final[dict[str, Shapes]] = {
    "POST /interns": [
        {
            "kind": "object",
            "fields": {
                "name": [{"kind": "string", "least": 1}],
                "description": _TEXT_OR_NULL,
                "instructions": _TEXT_OR_NULL,
                "provision": _FLAG,
                "vault_id": _TEXT,
                "workspace_id": _TEXT,
            },
            "required": ["name"],
        }
    ],
    "PATCH /interns/{internId}": [
        {
            "kind": "object",
            "fields": {
                "name": [{"kind": "string", "least": 1}],
                "description": _TEXT_OR_NULL,
                "instructions": _TEXT_OR_NULL,
                "model": _TEXT_OR_NULL,
            },
            "required": [],
        }
    ],
    "POST /interns/{internId}/chat/completions": [
        {
            "kind": "object",
            "fields": {
                "messages": [
                    {
                        "kind": "array",
                        "items": [
                            {
                                "kind": "object",
                                "fields": {
                                    "role": [
                                        {
                                            "kind": "string",
                                            "enum": [
                                                "assistant",
                                                "developer",
                                                "system",
                                                "tool",
                                                "user",
                                            ],
                                        }
                                    ]
                                },
                                "required": ["role"],
                            }
                        ],
                        "least": 1,
                    }
                ],
                "stream": _FLAG,
                "session_id": _TEXT,
                "approval_mode": [{"kind": "string", "enum": ["self-drive", "manual"]}],
                "model": _TEXT,
            },
            "required": ["messages"],
        }
    ],
    "DELETE /interns/{internId}": [
        {"kind": "object", "fields": {"acknowledge_workspace_loss": _FLAG}, "required": []}
    ],
}

QUERIES: Final[dict[str, Shapes]] = {
    "GET /interns": [
        {
            "kind": "object",
            "fields": {
                "limit": [{"kind": "integer", "least": 1, "most": 500}],
                "starting_after": _TEXT,
                "status": _TEXT,
                "workspace_id": _TEXT,
            },
            "required": [],
        }
    ],
}
