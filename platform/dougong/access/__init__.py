"""Who holds which role, and why somebody may do something."""
