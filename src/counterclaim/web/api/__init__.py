"""The JSON API: one module a group of things, in the objects of the user guide."""
