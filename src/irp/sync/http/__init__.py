"""Polite, bounded HTTP: client, addresses, robots.txt, cooldown."""
