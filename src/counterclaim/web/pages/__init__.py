"""One module a page: its routes, and the dataclass that its template is given."""
