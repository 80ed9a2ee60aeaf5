"""Predictions in the form of the corpora."""
