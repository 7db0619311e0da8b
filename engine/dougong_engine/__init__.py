"""What a Dougong app means: a pure library of design objects, rules and their interpreters."""
