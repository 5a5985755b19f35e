"""Today: what waits for whoever asks, from every slice, each thing with the place where something is done about it."""
