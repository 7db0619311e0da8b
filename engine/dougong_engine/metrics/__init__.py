"""Numbers about many records: metrics with their bands, funnels of stage gates."""
