"""From bytes to a report and its sentences."""
