"""Job Center's bench: what it costs and how fast it is, measured on real servers and kept in results/."""
