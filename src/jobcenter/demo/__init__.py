"""Made-up data, and stand-in sites that serve it in the vendors' shapes."""
