"""The command line: one module a group of commands. Heavy imports stand inside the commands."""
