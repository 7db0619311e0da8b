"""How an app begins: what a table, a name or a sentence says, as a checked specification, and its design objects."""
