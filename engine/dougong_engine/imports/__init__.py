"""What a table of past or foreign data means to an entity: columns, mapping, clean values, problems by cell."""
