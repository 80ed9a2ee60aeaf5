"""One module a revision. A revision writes its tables out: it must not change when ``tables`` does."""
