"""
The page's server: a ledger asked by a browser. To find an answer, follow its address.

``app.py`` puts it together and turns errors into words; ``safety.py`` is the guard in front of everything. ``routes`` has a
file for each view: it asks the ledger, in one transaction, and shapes what it finds (``shapes`` are the types of all answers).
The Reader's answer, for one, is ``routes/reports.py: reader``, told by ``telling.py`` over a text that ``segments.py`` cuts.

- reading a question: ``asking.py`` (a query), ``given.py`` (a text or a file)
- telling: ``telling.py`` (an account), ``segments.py`` (its text), ``bars.py`` (days), ``citing.py``, ``printing.py`` (on paper)
- tables: ``tabled.py`` (which rows of an answer), ``flattening.py`` (rows as CSV); ``routes/exports.py`` makes the addresses
- deciding: ``deciding.py`` (a thing, a pair, what was missed), ``parting.py`` (an event of an incident)
- what takes long: ``jobs.py`` (a line of them), ``works.py`` (what each does), ``following.py`` (telling it on)
- ``context.py`` is what a server has, ``remembering.py`` what it has counted already, ``bundle.py`` the browser's files
"""
