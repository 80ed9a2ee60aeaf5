"""Where people and programs meet Herodotus: command line, exports, predictions."""
