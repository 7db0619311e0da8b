"""The parts of the cross-reference check, one a kind of concern."""
