"""Numbers about many records: grouped queries, metrics, funnels and the boards that show them."""
