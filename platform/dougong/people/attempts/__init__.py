"""How often somebody may guess a password."""
