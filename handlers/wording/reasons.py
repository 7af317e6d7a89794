"""Reasons that the clock gives for what it does."""

LIMIT_PASSED = "到时限还没有处理"
RESIDENTS_CONTENT = "居民说已经好了，一天内没有人再反映"
OTHER_SYSTEM = "由其他系统报来"
