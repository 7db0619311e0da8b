"""initial tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from dougong.search.ddl import create_index, drop_index
from dougong.storage import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "accounts",
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("email", types.TextType(), nullable=False),
        sa.Column("password_hash", types.TextType(), nullable=False),
        sa.Column("must_change", types.BooleanType(), nullable=False),
        sa.Column("created_at", types.MomentType(), nullable=False),
        sa.Column("disabled", types.BooleanType(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    op.create_table(
        "api_tokens",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("name", types.TextType(), nullable=False),
        sa.Column("token_hash", types.TextType(), nullable=False),
        sa.Column("scopes", types.JsonType(), nullable=False),
        sa.Column("created_at", types.MomentType(), nullable=False),
        sa.Column("expires_at", types.MomentType(), nullable=True),
        sa.Column("revoked_at", types.MomentType(), nullable=True),
        sa.Column("last_used_at", types.MomentType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
    )
    op.create_index(
        op.f("ix_api_tokens_workspace_id_person_id"), "api_tokens", ["workspace_id", "person_id"], unique=False
    )
    op.create_table(
        "approval_checkpoint_heads",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("run_id", types.UuidType(), nullable=False),
        sa.Column("entries", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("head", types.TextType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "run_id", "entries", name=op.f("pk_approval_checkpoint_heads")),
    )
    op.create_index(
        op.f("ix_approval_checkpoint_heads_workspace_id_number"),
        "approval_checkpoint_heads",
        ["workspace_id", "number"],
        unique=False,
    )
    op.create_table(
        "approval_checkpoints",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("root", types.TextType(), nullable=False),
        sa.Column("before", types.TextType(), nullable=False),
        sa.Column("signature", types.TextType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", name=op.f("pk_approval_checkpoints")),
    )
    op.create_table(
        "audit",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=True),
        sa.Column("action", types.TextType(), nullable=False),
        sa.Column("subject", types.TextType(), nullable=False),
        sa.Column("detail", types.JsonType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_workspace_id_at_id"), "audit", ["workspace_id", "at", "id"], unique=False)
    op.create_index(op.f("ix_audit_workspace_id_subject_at"), "audit", ["workspace_id", "subject", "at"], unique=False)
    op.create_table(
        "calendars",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", types.JsonType(), nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("by", types.UuidType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "version", name=op.f("pk_calendars")),
    )
    op.create_table(
        "comments",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("record_id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("text", types.TextType(), nullable=False),
        sa.Column("mentions", types.JsonType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_comments")),
    )
    op.create_index(
        op.f("ix_comments_workspace_id_entity_id_record_id_id"),
        "comments",
        ["workspace_id", "entity_id", "record_id", "id"],
        unique=False,
    )
    op.create_table(
        "counters",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("field_id", types.TextType(), nullable=False),
        sa.Column("period", types.TextType(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "entity_id", "field_id", "period", name=op.f("pk_counters")),
    )
    op.create_table(
        "decision_log",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("run_id", types.UuidType(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("act", types.TextType(), nullable=False),
        sa.Column("by", types.UuidType(), nullable=True),
        sa.Column("entry", types.JsonType(), nullable=False),
        sa.Column("head", types.TextType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "run_id", "number", name=op.f("pk_decision_log")),
    )
    op.create_table(
        "delegations",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("to_id", types.UuidType(), nullable=False),
        sa.Column("since", types.MomentType(), nullable=False),
        sa.Column("until", types.MomentType(), nullable=False),
        sa.Column("flows", types.JsonType(), nullable=False),
        sa.Column("made_at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_delegations")),
    )
    op.create_index(op.f("ix_delegations_workspace_id_until"), "delegations", ["workspace_id", "until"], unique=False)
    op.create_table(
        "department_members",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("department_id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "department_id", "person_id", name=op.f("pk_department_members")),
    )
    op.create_index(
        op.f("ix_department_members_workspace_id_person_id"),
        "department_members",
        ["workspace_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "department_paths",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("ancestor_id", types.UuidType(), nullable=False),
        sa.Column("department_id", types.UuidType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "ancestor_id", "department_id", name=op.f("pk_department_paths")),
    )
    op.create_index(
        op.f("ix_department_paths_workspace_id_department_id"),
        "department_paths",
        ["workspace_id", "department_id"],
        unique=False,
    )
    op.create_table(
        "departments",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("parent_id", types.UuidType(), nullable=True),
        sa.Column("name", types.TextType(), nullable=False),
        sa.Column("sort_name", types.TextType(), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("leader_id", types.UuidType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_departments")),
    )
    op.create_index(
        op.f("ix_departments_workspace_id_leader_id"), "departments", ["workspace_id", "leader_id"], unique=False
    )
    op.create_index(
        op.f("ix_departments_workspace_id_parent_id"), "departments", ["workspace_id", "parent_id"], unique=False
    )
    op.create_table(
        "design_locales",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("object_id", types.TextType(), nullable=False),
        sa.Column("locale", types.TextType(), nullable=False),
        sa.Column("texts", types.JsonType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "object_id", "locale", name=op.f("pk_design_locales")),
    )
    op.create_table(
        "design_objects",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.TextType(), nullable=False),
        sa.Column("kind", types.TextType(), nullable=False),
        sa.Column("app_id", types.TextType(), nullable=False),
        sa.Column("draft", types.JsonType(), nullable=True),
        sa.Column("draft_revision", sa.Integer(), nullable=False),
        sa.Column("draft_by", types.UuidType(), nullable=True),
        sa.Column("draft_at", types.MomentType(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("origin_package", types.TextType(), nullable=True),
        sa.Column("origin_id", types.TextType(), nullable=True),
        sa.Column("deleted_at", types.MomentType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_design_objects")),
    )
    op.create_index("ix_design_objects_workspace_id_app_id", "design_objects", ["workspace_id", "app_id"], unique=False)
    op.create_table(
        "design_versions",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("object_id", types.TextType(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", types.JsonType(), nullable=False),
        sa.Column("published_at", types.MomentType(), nullable=False),
        sa.Column("published_by", types.UuidType(), nullable=True),
        sa.Column("publication_id", types.UuidType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "object_id", "version", name=op.f("pk_design_versions")),
    )
    op.create_table(
        "exports",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("question", types.JsonType(), nullable=False),
        sa.Column("status", types.TextType(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("epoch", sa.BigInteger(), nullable=True),
        sa.Column("error", types.JsonType(), nullable=True),
        sa.Column("created_at", types.MomentType(), nullable=False),
        sa.Column("ended_at", types.MomentType(), nullable=True),
        sa.Column("runner", types.UuidType(), nullable=True),
        sa.Column("lease_until", types.MomentType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_exports")),
    )
    op.create_index(op.f("ix_exports_status_lease_until"), "exports", ["status", "lease_until"], unique=False)
    op.create_index(
        op.f("ix_exports_workspace_id_person_id_id"), "exports", ["workspace_id", "person_id", "id"], unique=False
    )
    op.create_table(
        "files",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("name", types.TextType(), nullable=False),
        sa.Column("type", types.TextType(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", types.TextType(), nullable=False),
        sa.Column("uploaded_by", types.UuidType(), nullable=False),
        sa.Column("uploaded_at", types.MomentType(), nullable=False),
        sa.Column("meta", types.JsonType(), nullable=False),
        sa.Column("bound_at", types.MomentType(), nullable=True),
        sa.Column("entity_id", types.TextType(), nullable=True),
        sa.Column("record_id", types.UuidType(), nullable=True),
        sa.Column("field_id", types.TextType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_files")),
    )
    op.create_index(
        "ix_files_unbound",
        "files",
        ["uploaded_at"],
        unique=False,
        sqlite_where=sa.text("bound_at IS NULL"),
        postgresql_where=sa.text("bound_at IS NULL"),
    )
    op.create_index(
        op.f("ix_files_workspace_id_entity_id_record_id"),
        "files",
        ["workspace_id", "entity_id", "record_id"],
        unique=False,
    )
    op.create_table(
        "held_nodes",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("flow_id", types.TextType(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("node_id", types.TextType(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "person_id", "flow_id", "version", "node_id", name=op.f("pk_held_nodes")
        ),
    )
    op.create_table(
        "history",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("record_id", types.UuidType(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("by", types.UuidType(), nullable=True),
        sa.Column("via", types.TextType(), nullable=False),
        sa.Column("cause", types.TextType(), nullable=True),
        sa.Column("action", types.TextType(), nullable=False),
        sa.Column("changes", types.JsonType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "entity_id", "record_id", "version", name=op.f("pk_history")),
    )
    op.create_table(
        "idempotency",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("key", types.TextType(), nullable=False),
        sa.Column("request", types.TextType(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("response", types.JsonType(), nullable=True),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "person_id", "key", name=op.f("pk_idempotency")),
    )
    op.create_table(
        "import_rows",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("import_id", types.UuidType(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("cells", types.JsonType(), nullable=False),
        sa.Column("status", types.TextType(), nullable=False),
        sa.Column("wave", sa.Integer(), server_default="0", nullable=False),
        sa.Column("record_id", types.UuidType(), nullable=True),
        sa.Column("problems", types.JsonType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "import_id", "number", name=op.f("pk_import_rows")),
    )
    op.create_index(
        op.f("ix_import_rows_workspace_id_import_id_status_wave_number"),
        "import_rows",
        ["workspace_id", "import_id", "status", "wave", "number"],
        unique=False,
    )
    op.create_table(
        "imports",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("target", types.TextType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("file_name", types.TextType(), nullable=False),
        sa.Column("status", types.TextType(), nullable=False),
        sa.Column("historical", types.BooleanType(), server_default=sa.false(), nullable=False),
        sa.Column("file", types.JsonType(), nullable=False),
        sa.Column("columns", types.JsonType(), nullable=False),
        sa.Column("mapping", types.JsonType(), nullable=False),
        sa.Column("report", types.JsonType(), nullable=True),
        sa.Column("error", types.JsonType(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("created_at", types.MomentType(), nullable=False),
        sa.Column("started_at", types.MomentType(), nullable=True),
        sa.Column("ended_at", types.MomentType(), nullable=True),
        sa.Column("runner", types.UuidType(), nullable=True),
        sa.Column("lease_until", types.MomentType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_status_lease_until"), "imports", ["status", "lease_until"], unique=False)
    op.create_table(
        "inbox",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("kind", types.TextType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=True),
        sa.Column("record_id", types.UuidType(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=True),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("payload", types.JsonType(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("dead", types.BooleanType(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_inbox")),
    )
    op.create_table(
        "installations",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("app_id", types.TextType(), nullable=False),
        sa.Column("package_id", types.TextType(), nullable=False),
        sa.Column("version", types.TextType(), nullable=False),
        sa.Column("ids", types.JsonType(), nullable=False),
        sa.Column("keys", types.JsonType(), nullable=False),
        sa.Column("files", types.JsonType(), nullable=False),
        sa.Column("slots", types.JsonType(), nullable=False),
        sa.Column("installed_at", types.MomentType(), nullable=False),
        sa.Column("installed_by", types.UuidType(), nullable=True),
        sa.Column("removed_at", types.MomentType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "app_id", name=op.f("pk_installations")),
    )
    op.create_table(
        "login_attempts",
        sa.Column("place", types.TextType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("place", "id", name=op.f("pk_login_attempts")),
    )
    op.create_index(op.f("ix_login_attempts_at"), "login_attempts", ["at"], unique=False)
    op.create_table(
        "notification_preferences",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("kind", types.TextType(), nullable=False),
        sa.Column("channel", types.TextType(), nullable=False),
        sa.Column("wanted", types.BooleanType(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "person_id", "kind", "channel", name=op.f("pk_notification_preferences")
        ),
    )
    op.create_table(
        "notifications",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("kind", types.TextType(), nullable=False),
        sa.Column("title", types.TextType(), nullable=False),
        sa.Column("body", types.TextType(), nullable=False),
        sa.Column("link", types.JsonType(), nullable=True),
        sa.Column("told", types.JsonType(), nullable=False),
        sa.Column("read_at", types.MomentType(), nullable=True),
        sa.Column("event_key", types.TextType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_notifications")),
        sa.UniqueConstraint(
            "workspace_id", "person_id", "event_key", name=op.f("uq_notifications_workspace_id_person_id_event_key")
        ),
    )
    op.create_index(
        "ix_notifications_unread",
        "notifications",
        ["workspace_id", "person_id"],
        unique=False,
        sqlite_where=sa.text("read_at IS NULL"),
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.create_index(
        op.f("ix_notifications_workspace_id_person_id_id"),
        "notifications",
        ["workspace_id", "person_id", "id"],
        unique=False,
    )
    op.create_table(
        "outbox",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("key", types.TextType(), nullable=False),
        sa.Column("kind", types.TextType(), nullable=False),
        sa.Column("run_id", types.UuidType(), nullable=False),
        sa.Column("visit", sa.Integer(), nullable=False),
        sa.Column("payload", types.JsonType(), nullable=False),
        sa.Column("made_at", types.MomentType(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", types.MomentType(), nullable=False),
        sa.Column("done_at", types.MomentType(), nullable=True),
        sa.Column("code", types.TextType(), nullable=True),
        sa.Column("laid", types.JsonType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "key", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_index(op.f("ix_outbox_workspace_id_run_id"), "outbox", ["workspace_id", "run_id"], unique=False)
    op.create_table(
        "people",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("account_id", types.UuidType(), nullable=True),
        sa.Column("name", types.TextType(), nullable=False),
        sa.Column("sort_name", types.TextType(), nullable=False),
        sa.Column("email", types.TextType(), nullable=True),
        sa.Column("phone", types.TextType(), nullable=True),
        sa.Column("position", types.TextType(), nullable=True),
        sa.Column("manager_id", types.UuidType(), nullable=True),
        sa.Column("department_id", types.UuidType(), nullable=True),
        sa.Column("active", types.BooleanType(), nullable=False),
        sa.Column("admin", types.BooleanType(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("locale", types.TextType(), nullable=True),
        sa.Column("created_at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_people")),
        sa.UniqueConstraint("workspace_id", "account_id", name=op.f("uq_people_workspace_id_account_id")),
        sa.UniqueConstraint("workspace_id", "email", name=op.f("uq_people_workspace_id_email")),
    )
    op.create_index(op.f("ix_people_account_id"), "people", ["account_id"], unique=False)
    op.create_index(
        op.f("ix_people_workspace_id_department_id"), "people", ["workspace_id", "department_id"], unique=False
    )
    op.create_index(op.f("ix_people_workspace_id_manager_id"), "people", ["workspace_id", "manager_id"], unique=False)
    op.create_index(
        op.f("ix_people_workspace_id_sort_name_id"), "people", ["workspace_id", "sort_name", "id"], unique=False
    )
    op.create_table(
        "permission_tests",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("app_id", types.TextType(), nullable=False),
        sa.Column("tests", types.JsonType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "app_id", name=op.f("pk_permission_tests")),
    )
    op.create_table(
        "personal_views",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("document", types.JsonType(), nullable=False),
        sa.Column("changed_at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_personal_views")),
    )
    op.create_index(
        op.f("ix_personal_views_workspace_id_person_id_entity_id"),
        "personal_views",
        ["workspace_id", "person_id", "entity_id"],
        unique=False,
    )
    op.create_table(
        "physical_names",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("item", types.TextType(), nullable=False),
        sa.Column("name", types.TextType(), nullable=False),
        sa.Column("storage", types.TextType(), nullable=False),
        sa.Column("scale", sa.Integer(), nullable=False),
        sa.Column("hidden_at", types.MomentType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "entity_id", "item", name=op.f("pk_physical_names")),
    )
    op.create_table(
        "public_addresses",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("form_id", types.TextType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("token_hash", types.TextType(), nullable=False),
        sa.Column("token", types.TextType(), nullable=False),
        sa.Column("open", types.BooleanType(), nullable=False),
        sa.Column("owner_id", types.UuidType(), nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "form_id", name=op.f("pk_public_addresses")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_public_addresses_token_hash")),
    )
    op.create_table(
        "publications",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("state", types.TextType(), nullable=False),
        sa.Column("objects", types.JsonType(), nullable=False),
        sa.Column("started_at", types.MomentType(), nullable=False),
        sa.Column("finished_at", types.MomentType(), nullable=True),
        sa.Column("alive_at", types.MomentType(), nullable=True),
        sa.Column("by", types.UuidType(), nullable=True),
        sa.Column("problem", types.JsonType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_publications")),
    )
    op.create_table(
        "reporting_paths",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("manager_id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "manager_id", "person_id", name=op.f("pk_reporting_paths")),
    )
    op.create_index(
        op.f("ix_reporting_paths_workspace_id_person_id"),
        "reporting_paths",
        ["workspace_id", "person_id"],
        unique=False,
    )
    op.create_table(
        "role_members",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("role_id", types.TextType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "role_id", "person_id", name=op.f("pk_role_members")),
    )
    op.create_index(
        op.f("ix_role_members_workspace_id_person_id"), "role_members", ["workspace_id", "person_id"], unique=False
    )
    op.create_table(
        "run_log",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("run_id", types.UuidType(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("kind", types.TextType(), nullable=False),
        sa.Column("node", types.TextType(), nullable=False),
        sa.Column("detail", types.JsonType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "run_id", "step", "place", name=op.f("pk_run_log")),
    )
    op.create_table(
        "run_readers",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("run_id", types.UuidType(), nullable=False),
        sa.Column("node_id", types.TextType(), nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "person_id", "run_id", name=op.f("pk_run_readers")),
    )
    op.create_table(
        "runs",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("flow_id", types.TextType(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("record_id", types.UuidType(), nullable=True),
        sa.Column("status", types.TextType(), nullable=False),
        sa.Column("outcome", types.TextType(), nullable=True),
        sa.Column("title", types.TextType(), nullable=False),
        sa.Column("initiator_id", types.UuidType(), nullable=True),
        sa.Column("as_initiator", types.BooleanType(), nullable=False),
        sa.Column("started_at", types.MomentType(), nullable=False),
        sa.Column("changed_at", types.MomentType(), nullable=False),
        sa.Column("ended_at", types.MomentType(), nullable=True),
        sa.Column("state", types.JsonType(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("head", types.TextType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_runs")),
    )
    op.create_index(
        op.f("ix_runs_workspace_id_entity_id_record_id"),
        "runs",
        ["workspace_id", "entity_id", "record_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_runs_workspace_id_flow_id_status"), "runs", ["workspace_id", "flow_id", "status"], unique=False
    )
    op.create_index(
        op.f("ix_runs_workspace_id_initiator_id_id"), "runs", ["workspace_id", "initiator_id", "id"], unique=False
    )
    op.create_table(
        "sample_people",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("kind", types.TextType(), nullable=False),
        sa.Column("app_id", types.TextType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_sample_people")),
    )
    op.create_table(
        "sample_records",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("record_id", types.UuidType(), nullable=False),
        sa.Column("app_id", types.TextType(), nullable=False),
        sa.Column("edited", types.BooleanType(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "entity_id", "record_id", name=op.f("pk_sample_records")),
    )
    op.create_index(
        op.f("ix_sample_records_workspace_id_app_id"), "sample_records", ["workspace_id", "app_id"], unique=False
    )
    op.create_table(
        "schedules",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("flow_id", types.TextType(), nullable=False),
        sa.Column("cron", types.TextType(), nullable=False),
        sa.Column("planned_at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "flow_id", name=op.f("pk_schedules")),
    )
    op.create_table(
        "search_documents",
        sa.Column(
            "number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(always=False), nullable=False
        ),
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("record_id", types.UuidType(), nullable=False),
        sa.Column("field_id", types.TextType(), nullable=False),
        sa.Column("text", types.TextType(), nullable=False),
        sa.Column("grams", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_documents")),
        sa.UniqueConstraint(
            "workspace_id",
            "entity_id",
            "record_id",
            "field_id",
            name=op.f("uq_search_documents_workspace_id_entity_id_record_id_field_id"),
        ),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", types.TextType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("account_id", types.UuidType(), nullable=False),
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("created_at", types.MomentType(), nullable=False),
        sa.Column("expires_at", types.MomentType(), nullable=False),
        sa.Column("seen_at", types.MomentType(), nullable=False),
        sa.Column("user_agent", types.TextType(), nullable=False),
        sa.Column("ip", types.TextType(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
        sa.UniqueConstraint("id", name=op.f("uq_sessions_id")),
    )
    op.create_index(op.f("ix_sessions_account_id"), "sessions", ["account_id"], unique=False)
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"], unique=False)
    op.create_index(op.f("ix_sessions_workspace_id_person_id"), "sessions", ["workspace_id", "person_id"], unique=False)
    op.create_table(
        "stage_spans",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=False),
        sa.Column("record_id", types.UuidType(), nullable=False),
        sa.Column("gate_id", types.TextType(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("stage", types.TextType(), nullable=True),
        sa.Column("entered_at", types.MomentType(), nullable=True),
        sa.Column("left_at", types.MomentType(), nullable=True),
        sa.Column("next_stage", types.TextType(), nullable=True),
        sa.Column("open", types.BooleanType(), nullable=False),
        sa.Column("waived", types.JsonType(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "entity_id", "record_id", "gate_id", "version", name=op.f("pk_stage_spans")
        ),
    )
    op.create_index(
        "ix_stage_spans_gate_stage",
        "stage_spans",
        ["workspace_id", "entity_id", "gate_id", "stage", "open"],
        unique=False,
    )
    op.create_table(
        "tasks",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("run_id", types.UuidType(), nullable=False),
        sa.Column("task", types.TextType(), nullable=False),
        sa.Column("node_id", types.TextType(), nullable=False),
        sa.Column("person_id", types.UuidType(), nullable=False),
        sa.Column("behalf_id", types.UuidType(), nullable=True),
        sa.Column("what", types.TextType(), nullable=False),
        sa.Column("why", types.TextType(), nullable=False),
        sa.Column("opened_at", types.MomentType(), nullable=False),
        sa.Column("due_at", types.MomentType(), nullable=True),
        sa.Column("closed_at", types.MomentType(), nullable=True),
        sa.Column("closed_by", types.UuidType(), nullable=True),
        sa.Column("how", types.TextType(), nullable=True),
        sa.Column("draft", types.JsonType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("workspace_id", "run_id", "task", name=op.f("uq_tasks_workspace_id_run_id_task")),
    )
    op.create_index(
        op.f("ix_tasks_workspace_id_person_id_how_id"),
        "tasks",
        ["workspace_id", "person_id", "how", "id"],
        unique=False,
    )
    op.create_table(
        "test_clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offset_seconds", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_test_clock")),
    )
    op.create_table(
        "timers",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("run_id", types.UuidType(), nullable=False),
        sa.Column("name", types.TextType(), nullable=False),
        sa.Column("due_at", types.MomentType(), nullable=False),
        sa.Column("fired_at", types.MomentType(), nullable=True),
        sa.Column("calendar", sa.Integer(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "run_id", "name", name=op.f("pk_timers")),
    )
    op.create_index(
        "ix_timers_due",
        "timers",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("fired_at IS NULL"),
        postgresql_where=sa.text("fired_at IS NULL"),
    )
    op.create_table(
        "upgrades",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("app_id", types.TextType(), nullable=False),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("by", types.UuidType(), nullable=True),
        sa.Column("installation", types.JsonType(), nullable=False),
        sa.Column("tests", types.JsonType(), nullable=False),
        sa.Column("before", types.JsonType(), nullable=False),
        sa.Column("after", types.JsonType(), nullable=False),
        sa.Column("undone_at", types.MomentType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_upgrades")),
    )
    op.create_index(op.f("ix_upgrades_workspace_id_app_id"), "upgrades", ["workspace_id", "app_id"], unique=False)
    op.create_table(
        "uploaded_packages",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("package_id", types.TextType(), nullable=False),
        sa.Column("upload_id", types.UuidType(), nullable=False),
        sa.Column("files", types.JsonType(), nullable=False),
        sa.Column("uploaded_at", types.MomentType(), nullable=False),
        sa.Column("uploaded_by", types.UuidType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "package_id", name=op.f("pk_uploaded_packages")),
    )
    op.create_table(
        "views_as",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("viewer_id", types.UuidType(), nullable=False),
        sa.Column("role_id", types.TextType(), nullable=True),
        sa.Column("person_id", types.UuidType(), nullable=True),
        sa.Column("expires_at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_views_as")),
    )
    op.create_index(op.f("ix_views_as_workspace_id_viewer_id"), "views_as", ["workspace_id", "viewer_id"], unique=False)
    op.create_table(
        "webhook_deliveries",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("webhook_id", types.UuidType(), nullable=False),
        sa.Column("event_id", types.UuidType(), nullable=False),
        sa.Column("kind", types.TextType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=True),
        sa.Column("record_id", types.UuidType(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=True),
        sa.Column("at", types.MomentType(), nullable=False),
        sa.Column("state", types.TextType(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("next_try_at", types.MomentType(), nullable=False),
        sa.Column("tried_at", types.MomentType(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("code", types.TextType(), nullable=True),
        sa.Column("ms", sa.Integer(), nullable=True),
        sa.Column("response_head", types.TextType(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_webhook_deliveries")),
        sa.UniqueConstraint(
            "workspace_id",
            "webhook_id",
            "event_id",
            name=op.f("uq_webhook_deliveries_workspace_id_webhook_id_event_id"),
        ),
    )
    op.create_index(
        "ix_webhook_deliveries_due",
        "webhook_deliveries",
        ["next_try_at"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        op.f("ix_webhook_deliveries_workspace_id_webhook_id_id"),
        "webhook_deliveries",
        ["workspace_id", "webhook_id", "id"],
        unique=False,
    )
    op.create_table(
        "webhooks",
        sa.Column("workspace_id", types.UuidType(), nullable=False),
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("name", types.TextType(), nullable=False),
        sa.Column("url", types.TextType(), nullable=False),
        sa.Column("secret", types.TextType(), nullable=False),
        sa.Column("events", types.JsonType(), nullable=False),
        sa.Column("entity_id", types.TextType(), nullable=True),
        sa.Column("filter", types.JsonType(), nullable=True),
        sa.Column("active", types.BooleanType(), nullable=False),
        sa.Column("owner_id", types.UuidType(), nullable=False),
        sa.Column("created_at", types.MomentType(), nullable=False),
        sa.Column("updated_at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_webhooks")),
    )
    op.create_table(
        "workspaces",
        sa.Column("id", types.UuidType(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", types.TextType(), nullable=False),
        sa.Column("timezone", types.TextType(), server_default="Asia/Shanghai", nullable=False),
        sa.Column("locale", types.TextType(), server_default="zh-CN", nullable=False),
        sa.Column("epoch", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("design_revision", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", types.MomentType(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("number", name=op.f("uq_workspaces_number")),
    )
    create_index(op.get_bind())


def downgrade() -> None:
    """Back."""
    drop_index(op.get_bind())
    op.drop_table("workspaces")
    op.drop_table("webhooks")
    op.drop_index(op.f("ix_webhook_deliveries_workspace_id_webhook_id_id"), table_name="webhook_deliveries")
    op.drop_index(
        "ix_webhook_deliveries_due",
        table_name="webhook_deliveries",
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.drop_table("webhook_deliveries")
    op.drop_index(op.f("ix_views_as_workspace_id_viewer_id"), table_name="views_as")
    op.drop_table("views_as")
    op.drop_table("uploaded_packages")
    op.drop_index(op.f("ix_upgrades_workspace_id_app_id"), table_name="upgrades")
    op.drop_table("upgrades")
    op.drop_index(
        "ix_timers_due",
        table_name="timers",
        sqlite_where=sa.text("fired_at IS NULL"),
        postgresql_where=sa.text("fired_at IS NULL"),
    )
    op.drop_table("timers")
    op.drop_table("test_clock")
    op.drop_index(op.f("ix_tasks_workspace_id_person_id_how_id"), table_name="tasks")
    op.drop_table("tasks")
    op.drop_index("ix_stage_spans_gate_stage", table_name="stage_spans")
    op.drop_table("stage_spans")
    op.drop_index(op.f("ix_sessions_workspace_id_person_id"), table_name="sessions")
    op.drop_index(op.f("ix_sessions_expires_at"), table_name="sessions")
    op.drop_index(op.f("ix_sessions_account_id"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_table("search_documents")
    op.drop_table("schedules")
    op.drop_index(op.f("ix_sample_records_workspace_id_app_id"), table_name="sample_records")
    op.drop_table("sample_records")
    op.drop_table("sample_people")
    op.drop_index(op.f("ix_runs_workspace_id_initiator_id_id"), table_name="runs")
    op.drop_index(op.f("ix_runs_workspace_id_flow_id_status"), table_name="runs")
    op.drop_index(op.f("ix_runs_workspace_id_entity_id_record_id"), table_name="runs")
    op.drop_table("runs")
    op.drop_table("run_readers")
    op.drop_table("run_log")
    op.drop_index(op.f("ix_role_members_workspace_id_person_id"), table_name="role_members")
    op.drop_table("role_members")
    op.drop_index(op.f("ix_reporting_paths_workspace_id_person_id"), table_name="reporting_paths")
    op.drop_table("reporting_paths")
    op.drop_table("publications")
    op.drop_table("public_addresses")
    op.drop_table("physical_names")
    op.drop_index(op.f("ix_personal_views_workspace_id_person_id_entity_id"), table_name="personal_views")
    op.drop_table("personal_views")
    op.drop_table("permission_tests")
    op.drop_index(op.f("ix_people_workspace_id_sort_name_id"), table_name="people")
    op.drop_index(op.f("ix_people_workspace_id_manager_id"), table_name="people")
    op.drop_index(op.f("ix_people_workspace_id_department_id"), table_name="people")
    op.drop_index(op.f("ix_people_account_id"), table_name="people")
    op.drop_table("people")
    op.drop_index(op.f("ix_outbox_workspace_id_run_id"), table_name="outbox")
    op.drop_index(
        "ix_outbox_due",
        table_name="outbox",
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.drop_table("outbox")
    op.drop_index(op.f("ix_notifications_workspace_id_person_id_id"), table_name="notifications")
    op.drop_index(
        "ix_notifications_unread",
        table_name="notifications",
        sqlite_where=sa.text("read_at IS NULL"),
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.drop_table("notifications")
    op.drop_table("notification_preferences")
    op.drop_index(op.f("ix_login_attempts_at"), table_name="login_attempts")
    op.drop_table("login_attempts")
    op.drop_table("installations")
    op.drop_table("inbox")
    op.drop_index(op.f("ix_imports_status_lease_until"), table_name="imports")
    op.drop_table("imports")
    op.drop_index(op.f("ix_import_rows_workspace_id_import_id_status_wave_number"), table_name="import_rows")
    op.drop_table("import_rows")
    op.drop_table("idempotency")
    op.drop_table("history")
    op.drop_table("held_nodes")
    op.drop_index(op.f("ix_files_workspace_id_entity_id_record_id"), table_name="files")
    op.drop_index(
        "ix_files_unbound",
        table_name="files",
        sqlite_where=sa.text("bound_at IS NULL"),
        postgresql_where=sa.text("bound_at IS NULL"),
    )
    op.drop_table("files")
    op.drop_index(op.f("ix_exports_workspace_id_person_id_id"), table_name="exports")
    op.drop_index(op.f("ix_exports_status_lease_until"), table_name="exports")
    op.drop_table("exports")
    op.drop_table("design_versions")
    op.drop_index("ix_design_objects_workspace_id_app_id", table_name="design_objects")
    op.drop_table("design_objects")
    op.drop_table("design_locales")
    op.drop_index(op.f("ix_departments_workspace_id_parent_id"), table_name="departments")
    op.drop_index(op.f("ix_departments_workspace_id_leader_id"), table_name="departments")
    op.drop_table("departments")
    op.drop_index(op.f("ix_department_paths_workspace_id_department_id"), table_name="department_paths")
    op.drop_table("department_paths")
    op.drop_index(op.f("ix_department_members_workspace_id_person_id"), table_name="department_members")
    op.drop_table("department_members")
    op.drop_index(op.f("ix_delegations_workspace_id_until"), table_name="delegations")
    op.drop_table("delegations")
    op.drop_table("decision_log")
    op.drop_table("counters")
    op.drop_index(op.f("ix_comments_workspace_id_entity_id_record_id_id"), table_name="comments")
    op.drop_table("comments")
    op.drop_table("calendars")
    op.drop_index(op.f("ix_audit_workspace_id_subject_at"), table_name="audit")
    op.drop_index(op.f("ix_audit_workspace_id_at_id"), table_name="audit")
    op.drop_table("audit")
    op.drop_table("approval_checkpoints")
    op.drop_index(op.f("ix_approval_checkpoint_heads_workspace_id_number"), table_name="approval_checkpoint_heads")
    op.drop_table("approval_checkpoint_heads")
    op.drop_index(op.f("ix_api_tokens_workspace_id_person_id"), table_name="api_tokens")
    op.drop_table("api_tokens")
    op.drop_table("accounts")
