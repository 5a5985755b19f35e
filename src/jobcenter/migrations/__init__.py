"""The schema's history, one line of steps made from `tables`."""
