"""The process runtime: runs, tasks, timers and what flows send out, all as rows of the database."""
