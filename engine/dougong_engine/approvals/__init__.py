"""Human decisions: who decides, how votes count, and the log that proves it."""
