"""People, departments, sign-in: accounts, sessions, tokens."""
