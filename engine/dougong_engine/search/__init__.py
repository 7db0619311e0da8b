"""How text becomes something that can be searched, the same on every database."""
