"""Many processes on several machines: connectors publish to NATS JetStream, workers take from it."""
