"""Cases, their events and figures as JSON, each typed, with OpenAPI made from the types."""
