"""A person's dossier: all applications, and everything that happened, across the slices that know of them."""
