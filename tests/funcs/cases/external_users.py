"""External users."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.external_users_create import external_users_create
from openrouter_core.funcs.external_users_delete import external_users_delete
from openrouter_core.funcs.external_users_get import external_users_get
from openrouter_core.funcs.external_users_list import external_users_list
from openrouter_core.funcs.external_users_update import external_users_update
from tests.funcs.cases import Case

CASES = [
    Case(external_users_list, (), "GET /external-users"),
    Case(
        external_users_list,
        (models.ExternalUsersListParams(include_inactive=True, user="a b&c", limit=5, offset=10),),
        "GET /external-users?limit=5&offset=10&user=a%20b%26c&include_inactive=true",
    ),
    Case(external_users_list, ({"user": None, "limit": 5},), "GET /external-users?limit=5"),
    Case(external_users_create, ({"user": "a/b"},), "POST /external-users", {"user": "a/b"}),
    Case(
        external_users_create,
        (models.ExternalUsersCreateParams("a"),),
        "POST /external-users",
        {"user": "a"},
    ),
    Case(external_users_get, ("a/b c@ü",), "GET /external-users/a%2Fb%20c%40%C3%BC"),
    Case(
        external_users_update,
        ("a?b", {"is_active": False}),
        "PATCH /external-users/a%3Fb",
        {"is_active": False},
    ),
    Case(
        external_users_update,
        ("a", models.ExternalUsersUpdateParams(is_active=True)),
        "PATCH /external-users/a",
        {"is_active": True},
    ),
    Case(external_users_delete, ("a#b",), "DELETE /external-users/a%23b"),
]
