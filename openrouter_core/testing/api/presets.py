"""Presets: settings that requests have saved under a slug, version by version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import body_of, query_of
from openrouter_core.testing.api.collection import USER, WORKSPACE, Item, Parameters, now, uuid
from openrouter_core.testing.api.inference.answers import text_of
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Handler, Route

_PRESET, _VERSION = 0x5E7, 0x5E8  # kinds of ids
_FORMS = ("chat/completions", "messages", "responses")
_NOT_KEPT = frozenset(
    ["messages", "input", "prompt", "stream", "stream_options", "system", "instructions"]
)


class Presets:
    """The handlers, and the versions of each preset, oldest first."""

    def __init__(self) -> None:
        self._versions = 0
        self.forget()
        self.routes = (
            Route("GET", "/presets", self._list),
            Route("GET", "/presets/{slug}", self._on_one(self._get)),
            Route("GET", "/presets/{slug}/versions", self._on_one(self._list_versions)),
            Route("GET", "/presets/{slug}/versions/{version}", self._on_one(self._get_version)),
            *(Route("POST", f"/presets/{{slug}}/{form}", self._creator(form)) for form in _FORMS),
        )

    def forget(self) -> None:
        """Forget all presets."""
        # New dicts, because the server's thread may be using the old ones.
        self._presets: dict[str, tuple[Item, list[Item]]] = {}

    def _on_one(self, handler: Any) -> Handler:
        def handle(request: RecordedRequest, parameters: Parameters) -> Reply:
            found = self._presets.get(parameters["slug"])
            if found is None:
                return Reply.error(404, "Preset not found")
            reply: Reply = handler(request, parameters, *found)
            return reply

        return handle

    def _list(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        latest = [preset for preset, _ in reversed(self._presets.values())]
        return _page(request, "GET /presets", latest)

    def _get(
        self, request: RecordedRequest, parameters: Parameters, preset: Item, versions: list[Item]
    ) -> Reply:
        return Reply.json({"data": {**preset, "designated_version": versions[-1]}})

    def _list_versions(
        self, request: RecordedRequest, parameters: Parameters, preset: Item, versions: list[Item]
    ) -> Reply:
        return _page(request, "GET /presets/{slug}/versions", versions)

    def _get_version(
        self, request: RecordedRequest, parameters: Parameters, preset: Item, versions: list[Item]
    ) -> Reply:
        for version in versions:
            if str(version["version"]) == parameters["version"]:
                return Reply.json({"data": version})
        return Reply.error(404, "Preset version not found")

    def _creator(self, form: str) -> Handler:
        def create(request: RecordedRequest, parameters: Parameters) -> Reply:
            body = body_of(request, f"POST /presets/{{slug}}/{form}")
            if isinstance(body, Reply):
                return body
            return self._create(parameters["slug"], body)

        return create

    def _create(self, slug: str, body: Mapping[str, Any]) -> Reply:
        """A new preset, or a new version of one, which is then the most recently changed."""
        at = now()
        self._versions += 1
        preset, versions = self._presets.pop(slug, (None, []))
        preset = preset or _new(slug, self._versions, at)
        version = {
            "id": uuid(_VERSION, self._versions),
            "preset_id": preset["id"],
            "version": len(versions) + 1,
            "config": {
                name: value
                for name, value in body.items()
                if name not in _NOT_KEPT and value is not None
            },
            "system_prompt": _system_prompt(body),
            "creator_id": USER,
            "created_at": at,
            "updated_at": at,
        }
        preset = {**preset, "designated_version_id": version["id"], "updated_at": at}
        self._presets[slug] = (preset, [*versions, version])
        return Reply.json({"data": {**preset, "designated_version": version}})


def _new(slug: str, number: int, at: str) -> Item:
    return {
        "id": uuid(_PRESET, number),
        "slug": slug,
        "name": slug,
        "description": None,
        "status": "active",
        "status_updated_at": None,
        "designated_version_id": None,
        "creator_user_id": USER,
        "workspace_id": WORKSPACE,
        "created_at": at,
        "updated_at": at,
    }


def _system_prompt(body: Mapping[str, Any]) -> str | None:
    """The instructions for the model, from wherever the request has them."""
    said = [
        each.get("content") for each in body.get("messages") or () if each.get("role") == "system"
    ]
    prompt = body.get("system") or body.get("instructions") or next(iter(said), None)
    return text_of(prompt) or None


def _page(request: RecordedRequest, operation: str, items: list[Item]) -> Reply:
    query = query_of(request, operation)
    if isinstance(query, Reply):
        return query
    start = int(query.get("offset") or 0)
    page = items[start : start + int(query.get("limit") or 50)]
    return Reply.json({"data": page, "total_count": len(items)})
