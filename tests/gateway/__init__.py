"""End to end over the real gRPC puppet service, in front of a simulated WeChat account."""
