"""From what somebody entered to what is stored, or to everything that is wrong with it."""
