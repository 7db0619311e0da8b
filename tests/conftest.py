"""What every test session shares: private servers and the profile of property tests."""

from hypothesis import settings

pytest_plugins = ["support.postgres_fixtures", "support.databases", "support.apps"]

# Shared machines are slow at times: a property test is judged by what it finds, not by its speed.
settings.register_profile("dougong", deadline=None, print_blob=True)
settings.load_profile("dougong")
