"""Makes the reader: from corpora to the exported model. torch lives only here."""
