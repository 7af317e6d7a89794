"""The puppet service that `linli gateway` starts, for those who have a WeChat account for the bot."""
