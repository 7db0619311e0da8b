"""One port to the database, two implementations: asyncpg on PostgreSQL, sqlite3 in threads on SQLite."""
