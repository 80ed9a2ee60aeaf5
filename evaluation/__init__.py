"""How good Herodotus is, measured on the development corpora: figures, floors, gains and losses."""
