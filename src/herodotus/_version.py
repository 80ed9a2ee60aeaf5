"""The version of Herodotus: one place, read by the build and by every account."""

__version__ = "0.1.0"
