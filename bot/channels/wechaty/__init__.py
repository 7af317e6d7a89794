"""The wechaty door: WeChat through a puppet service, over gRPC."""
