"""What every room stands on: settings, database, HTTP, logs, clock; knows nothing of hiring."""
