"""The page: a server on loopback that answers every view as JSON, and the bundle that shows it."""
