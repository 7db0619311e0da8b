"""The Dougong platform: HTTP, storage, people, records, processes and everything else with I/O."""
