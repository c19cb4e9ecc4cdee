"""What the service keeps beside the store: settings, keys, jobs, webhooks, the log of who did what."""
