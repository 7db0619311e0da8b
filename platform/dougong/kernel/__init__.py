"""What every part of the platform stands on: settings, clock, log, problems, workspaces."""
