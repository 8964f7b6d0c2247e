"""Reddit's feeds of hiring communities, for those who accept its terms."""
