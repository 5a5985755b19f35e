"""Companies: clients and employers under all their names, with contacts, interview rounds and contracts."""
