"""Who is in a workspace: in the default one all members of the organization, in another those who were added."""

from __future__ import annotations

from openrouter_core.testing.api.checks import body_of, query_of
from openrouter_core.testing.api.collection import WORKSPACE, Item, Parameters, now, page_of, uuid
from openrouter_core.testing.api.management.organization import MEMBERS, role_in_a_workspace
from openrouter_core.testing.api.management.workspaces import Workspaces
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

ROLES = {member["id"]: role_in_a_workspace(member) for member in MEMBERS}


class WorkspaceMembers:
    """The handlers, and for each workspace its members by the user's id."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._numbers = 0
        self.forget()
        on_one = workspaces.on_one
        self.routes = (
            Route("GET", "/workspaces/{id}/members", on_one(self._list)),
            Route("POST", "/workspaces/{id}/members/add", on_one(self._add)),
            Route("POST", "/workspaces/{id}/members/remove", on_one(self._remove)),
        )

    def forget(self) -> None:
        """Forget all added members."""
        self._members: dict[str, dict[str, Item]] = {}

    def _of(self, workspace: Item) -> dict[str, Item]:
        members = self._members.setdefault(workspace["id"], {})
        if workspace["id"] == WORKSPACE:
            for user in ROLES.keys() - members.keys():
                members[user] = self._member(workspace, user)
            return {user: members[user] for user in ROLES}
        return members

    def _member(self, workspace: Item, user: str) -> Item:
        self._numbers += 1
        return {
            "id": uuid(0x3A3, self._numbers),
            "workspace_id": workspace["id"],
            "user_id": user,
            "role": ROLES[user],
            "created_at": now(),
        }

    def _list(self, request: RecordedRequest, parameters: Parameters, workspace: Item) -> Reply:
        query = query_of(request, "GET /workspaces/{id}/members")
        if isinstance(query, Reply):
            return query
        return page_of(list(self._of(workspace).values()), query)

    def _add(self, request: RecordedRequest, parameters: Parameters, workspace: Item) -> Reply:
        body = body_of(request, "POST /workspaces/{id}/members/add")
        if isinstance(body, Reply):
            return body
        users = list(dict.fromkeys(body["user_ids"]))
        if strangers := [user for user in users if user not in ROLES]:
            return Reply.error(400, f"Not members of the organization: {', '.join(strangers)}")
        members = self._of(workspace)
        for user in users:
            members.setdefault(user, self._member(workspace, user))
        added = [members[user] for user in users]
        return Reply.json({"added_count": len(added), "data": added})

    def _remove(self, request: RecordedRequest, parameters: Parameters, workspace: Item) -> Reply:
        body = body_of(request, "POST /workspaces/{id}/members/remove")
        if isinstance(body, Reply):
            return body
        if workspace["id"] == WORKSPACE:
            return Reply.error(400, "Members of the default workspace cannot be removed")
        members = self._of(workspace)
        removed = [user for user in dict.fromkeys(body["user_ids"]) if members.pop(user, None)]
        return Reply.json({"removed_count": len(removed)})
