"""Interfaces for other systems: Open311, cases and figures as JSON, webhooks."""
