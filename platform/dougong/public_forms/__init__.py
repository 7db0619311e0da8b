"""Forms that people outside fill in: an address that cannot be guessed, and nothing behind it but the form."""
