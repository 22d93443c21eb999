"""What a site needs where it runs: names for requests in the log, and answers to whoever watches it."""
