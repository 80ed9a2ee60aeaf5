"""
The way from one schema of the kept tables to the next (Alembic's operations); what is said and compared is made anew after it.

A step writes its tables out, for it must not change when ``tables`` does. A change of the other two layers is a step as well,
one that does nothing: ``upgrading`` drops and makes them anew after every step.
"""
