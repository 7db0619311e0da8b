"""Who sends a request: passwords, sessions, API tokens."""
