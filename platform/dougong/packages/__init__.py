"""App packages: the market, installing, sample data, uninstalling, exporting."""
