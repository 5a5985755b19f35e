"""The doors of the program: web, worker, scheduler, command line; the only room that sees every slice."""
