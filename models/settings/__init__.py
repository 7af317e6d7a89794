"""The typed configuration: one frozen object, checked once. bot/config.py fills it from file and environment."""

from models.settings.api import ApiSettings
from models.settings.areas import GridNode, GroupSettings, PlaceSettings
from models.settings.backup import BackupSettings
from models.settings.categories import ALWAYS_PRIVATE, CATEGORY_CODES, URGENCIES
from models.settings.city import NatsSettings
from models.settings.people import DepartmentSettings, Role, StaffSettings
from models.settings.root import Settings
from models.settings.rules import (
    BudgetSettings,
    CalendarSettings,
    CategorySettings,
    DeadlineRule,
    Limit,
    QuietHours,
    TimeType,
    WordSettings,
)
from models.settings.running import (
    DatabaseSettings,
    GatewaySettings,
    JobSettings,
    MediaSettings,
    PrivacySettings,
    RetentionSettings,
    WechatySettings,
)
from models.settings.watching import HealthSettings, LogSettings
from models.settings.web import WebSettings, WeComSettings

__all__ = [
    "ALWAYS_PRIVATE",
    "CATEGORY_CODES",
    "URGENCIES",
    "ApiSettings",
    "BackupSettings",
    "BudgetSettings",
    "CalendarSettings",
    "CategorySettings",
    "DatabaseSettings",
    "DeadlineRule",
    "DepartmentSettings",
    "GatewaySettings",
    "GridNode",
    "GroupSettings",
    "HealthSettings",
    "JobSettings",
    "Limit",
    "LogSettings",
    "MediaSettings",
    "NatsSettings",
    "PlaceSettings",
    "PrivacySettings",
    "QuietHours",
    "RetentionSettings",
    "Role",
    "Settings",
    "StaffSettings",
    "TimeType",
    "WeComSettings",
    "WebSettings",
    "WechatySettings",
    "WordSettings",
]
