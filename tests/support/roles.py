"""Small role documents for tests."""

from dougong_engine.design.role import Role


def small_role(role_id: str, *grants: dict[str, object], abilities: tuple[str, ...] = ()) -> Role:
    """A published role of the app `app_test`."""
    return Role.model_validate(
        {
            "format": 1,
            "kind": "role",
            "id": role_id,
            "app": "app_test",
            "name": role_id.removeprefix("rol_"),
            "grants": list(grants),
            "abilities": list(abilities),
        }
    )


def rows(
    scope: str, entity: str = "ent_order", fields: str = "read", actions: tuple[str, ...] = ()
) -> dict[str, object]:
    """A grant on whole records."""
    return {"entity": entity, "scope": {"rows": scope}, "fields": {"*": fields}, "actions": list(actions)}
