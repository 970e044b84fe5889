"""Checks: the report's witnesses held against each other. ``irp.checks.run`` runs all."""
