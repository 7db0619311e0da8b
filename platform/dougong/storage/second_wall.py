"""Row-level security on PostgreSQL: what the run-time role may do at all, put up by the role that owns the tables.

The first wall is the workspace in every statement. This one holds where a statement forgets it: a row of another
workspace is not there for the connection. Tables of entities lie in a schema of each workspace and have no such policy.
"""

import sqlalchemy as sa

from dougong.storage.driver.port import Database, Dialect, Statement

POLICY = "one_workspace"
# Row security would not let the match of its words use their index; they begin with the workspace themselves.
OPEN_TABLES = ("search_documents",)
LACKING = sa.text("""
SELECT c.relname, c.relname = 'workspaces'
FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT c.relrowsecurity
  AND c.relname <> ALL(:open)
  AND (c.relname = 'workspaces' OR EXISTS (
    SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped))
ORDER BY c.relname""")
UNGRANTED = sa.text("""
SELECT n.nspname, c.relname
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE (n.nspname = current_schema() OR n.nspname ~ '^w_[0-9]+$') AND c.relkind = 'r'
  AND NOT (has_table_privilege(:role, c.oid, 'INSERT') AND has_schema_privilege(:role, n.oid, 'USAGE'))
ORDER BY 1, 2""")
PROMISED = sa.text("""
SELECT count(DISTINCT d.defaclobjtype) = 3
FROM pg_default_acl d, aclexplode(d.defaclacl) AS x
WHERE d.defaclrole = (SELECT oid FROM pg_roles WHERE rolname = current_user) AND d.defaclnamespace = 0
  AND x.grantee = (SELECT oid FROM pg_roles WHERE rolname = :role)""")
STANDS = Statement(
    "SELECT NOT (r.rolsuper OR r.rolbypassrls) AND NOT pg_has_role(c.relowner, 'MEMBER') AND c.relrowsecurity "
    "FROM pg_roles r, pg_class c WHERE r.rolname = current_user AND c.oid = 'history'::regclass",
    returns_rows=True,
)


def put_up(connection: sa.Connection, role: str) -> None:
    """Policies for tables that have none yet, and rights of the run-time role on what there is and what will be."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    guest = quote(role)
    for name, is_list in connection.execute(LACKING, {"open": list(OPEN_TABLES)}).all():
        column = "id" if is_list else "workspace_id"
        # The setting is looked up once for a statement, not once for a row.
        seen = f"(SELECT current_setting('dougong.workspace', true)) IN ('*', {column}::text)"
        connection.exec_driver_sql(f"CREATE POLICY {POLICY} ON {quote(name)} USING ({seen})")
        connection.exec_driver_sql(f"ALTER TABLE {quote(name)} ENABLE ROW LEVEL SECURITY")
    for schema, name in connection.execute(UNGRANTED, {"role": role}).all():
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {quote(schema)} TO {guest}")
        table = f"{quote(schema)}.{quote(name)}"
        connection.exec_driver_sql(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {guest}")
    if not connection.execute(PROMISED, {"role": role}).scalar():
        for rights in ("SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE ON SEQUENCES", "USAGE ON SCHEMAS"):
            connection.exec_driver_sql(f"ALTER DEFAULT PRIVILEGES GRANT {rights} TO {guest}")


async def stands(database: Database) -> bool:
    """Whether the role at run time is held by the policies: it owns no table, and nothing lets it pass them."""
    if database.dialect is Dialect.SQLITE:
        return False
    return bool((await database.fetch(STANDS))[0][0])
