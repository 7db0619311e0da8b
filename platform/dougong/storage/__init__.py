"""From design objects to tables and SQL, and from SQL to rows."""
