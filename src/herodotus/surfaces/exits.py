"""Exit codes: how a command ended, for whatever program called it (``docs/reference/cli.md``). 0 is done, 1 an error of our own."""

USAGE, FAILED, NOTHING, LOCKED, BELOW, INTERRUPTED = 2, 3, 4, 5, 6, 130
