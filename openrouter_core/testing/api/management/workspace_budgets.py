"""What a workspace may spend: one budget for each interval."""

from __future__ import annotations

from openrouter_core.testing.api.checks import body_of
from openrouter_core.testing.api.collection import Item, Parameters, now, uuid
from openrouter_core.testing.api.management.workspaces import Workspaces
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

INTERVALS = ("daily", "weekly", "monthly", "lifetime")
"""Shortest first; a shorter one must have a smaller limit than a longer one."""

_ALL = "/workspaces/{workspace_ref}/budgets"
_ONE = f"{_ALL}/{{interval}}"


class WorkspaceBudgets:
    """The handlers, and for each workspace its budgets by their interval."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._numbers = 0
        self.forget()
        of = workspaces.of
        self.routes = (
            Route("GET", _ALL, of(self._list)),
            Route("GET", _ONE, of(self._get)),
            Route("PUT", _ONE, of(self._set)),
            Route("DELETE", _ONE, of(self._delete)),
        )

    def forget(self) -> None:
        """Forget all budgets."""
        self._budgets: dict[str, dict[str, Item]] = {}

    def _of(self, workspace: Item) -> dict[str, Item]:
        return self._budgets.setdefault(workspace["id"], {})

    def _list(self, request: RecordedRequest, parameters: Parameters, workspace: Item) -> Reply:
        budgets = self._of(workspace)
        return _reply([budgets[name] for name in INTERVALS if name in budgets], workspace)

    def _get(self, request: RecordedRequest, parameters: Parameters, workspace: Item) -> Reply:
        interval = parameters["interval"]
        if interval not in INTERVALS:
            return _no_interval(interval)
        budget = self._of(workspace).get(interval)
        return Reply.error(404, "Budget not found") if budget is None else _reply(budget, workspace)

    def _set(self, request: RecordedRequest, parameters: Parameters, workspace: Item) -> Reply:
        interval = parameters["interval"]
        if interval not in INTERVALS:
            return _no_interval(interval)
        body = body_of(request, f"PUT {_ONE}", {"limit_usd": _above_0})
        if isinstance(body, Reply):
            return body
        budgets = self._of(workspace)
        if problem := _out_of_order(budgets, interval, body["limit_usd"]):
            return Reply.error(400, problem)
        if body.get("include_byok_in_budgets") is not None:
            workspace["include_byok_in_budgets"] = body["include_byok_in_budgets"]
        if interval not in budgets:
            self._numbers += 1
            budgets[interval] = {
                "id": uuid(0x3A4, self._numbers),
                "workspace_id": workspace["id"],
                "reset_interval": None if interval == "lifetime" else interval,
                "created_at": now(),
            }
        budgets[interval] |= {"limit_usd": body["limit_usd"], "updated_at": now()}
        return _reply(budgets[interval], workspace)

    def _delete(self, request: RecordedRequest, parameters: Parameters, workspace: Item) -> Reply:
        """A success even if there is none: "deleted (or did not exist)"."""
        if parameters["interval"] not in INTERVALS:
            return _no_interval(parameters["interval"])
        self._of(workspace).pop(parameters["interval"], None)
        return Reply.json({"deleted": True})


def _reply(found: Item | list[Item], workspace: Item) -> Reply:
    flag = "include_byok_in_budgets"
    return Reply.json({"data": found, flag: workspace[flag]})


def _no_interval(name: str) -> Reply:
    return Reply.error(400, f"interval: expected one of {', '.join(INTERVALS)}; received {name}")


def _above_0(limit: float) -> str | None:
    return None if limit > 0 else f"expected a number above 0, received {limit}"


def _out_of_order(budgets: dict[str, Item], interval: str, limit: float) -> str | None:
    place = INTERVALS.index(interval)
    for name, budget in budgets.items():
        other = INTERVALS.index(name)
        if (other < place and budget["limit_usd"] >= limit) or (
            other > place and budget["limit_usd"] <= limit
        ):
            return (
                f"limit_usd: {limit} does not fit beside the {name} budget of {budget['limit_usd']}"
            )
    return None
