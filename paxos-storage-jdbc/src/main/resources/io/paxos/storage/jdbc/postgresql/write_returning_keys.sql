-- An accept tells nothing.
returning key
