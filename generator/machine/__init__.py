"""What the machine gives us: the cache file, folder listings, worker processes, the lock. Knows no site."""
