"""Who is asking: users, sign-ins, API keys, and who may do what."""
