"""What was found: job adverts as their sources show them."""
