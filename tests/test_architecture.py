"""The shape of the house: who may import whom, who may ask the time, and how large a file may be."""

from __future__ import annotations

import ast
import pkgutil
import re
import sys
import tomllib
from collections.abc import Callable
from importlib import import_module
from statistics import median

import bot.cli
import handlers.jobs
from bot.cli.main import app as command_line
from handlers.jobs import JOBS
from models.settings.categories import CATEGORY_CODES
from tests.sources import PRODUCT, ROOT, Source, sources

MAY_IMPORT = {"models": {"models"}, "handlers": {"handlers", "models"}, "bot": {"bot", "handlers", "models"}}
PURE = ("handlers/reading/", "handlers/conversation/", "handlers/wording/")
ASKS_THE_CLOCK = re.compile(r"\b(now|utcnow|today|fromtimestamp)$|^time\.")
# One-time codes and links come from `secrets`, in the transaction that hands them out.
DRAWS_LOTS = {"handlers/actions/bind_staff.py", "handlers/actions/make_link.py"}
MOST_LINES, MOST_FUNCTION_LINES = 300, 50
MEDIAN_LINES, MEDIAN_FUNCTION_LINES = 80, 8

# Installed under one name, imported under another.
IMPORTED_AS = {
    "pyyaml": "yaml",
    "pillow": "PIL",
    "pillow-heif": "pillow_heif",
    "nats-py": "nats",
    "prometheus-client": "prometheus_client",
    "argon2-cffi": "argon2",
    "opencv-python-headless": "cv2",
}
LOADED_BY_NAME = {
    "asyncpg",  # by SQLAlchemy, for a PostgreSQL URL
    "manimgx-fonts-cjk",  # by bot/digest/fonts.py: a package that holds one file
    "onnxruntime",  # by rapidocr
    "tzdata",  # by zoneinfo, where the machine has no time zones
}
PARTS_OF = {
    "wechaty": {"wechaty_grpc", "wechaty_puppet", "wechaty_puppet_service", "betterproto", "grpclib", "pyee"},
    "pydantic": {"pydantic_core"},
    "typer": {"click"},
    "opencv-python-headless": {"numpy"},
}


def found(*offences: str) -> None:
    assert not offences, "\n".join(offences)


def test_imports_go_one_way() -> None:
    found(
        *(
            f"{source.path}:{line} imports {module}"
            for source in sources(*PRODUCT)
            for module, line in source.imports()
            if module.split(".")[0] in MAY_IMPORT and module.split(".")[0] not in MAY_IMPORT[source.top]
        )
    )


def test_no_product_code_imports_the_tests() -> None:
    found(*(s.path for s in sources(*PRODUCT) if any(module.split(".")[0] == "tests" for module, _ in s.imports())))


def test_reading_deciding_and_wording_know_no_database() -> None:
    known = ("sqlalchemy", "models.queries", "models.tables", "handlers.actions", "handlers.jobs", "handlers.messages")
    found(
        *(
            f"{source.path}:{line} imports {module}"
            for source in pure_sources()
            for module, line in source.imports()
            if module.startswith(known)
        )
    )


def test_only_the_clock_asks_the_clock() -> None:
    found(
        *(
            f"{source.path}:{line} calls {name}"
            for source in sources("handlers", "models")
            for name, line in source.calls()
            if ASKS_THE_CLOCK.search(name) and not name.endswith("clock.now")
        )
    )
    asking = {s.path for s in sources("bot") for name, _ in s.calls() if re.search(r"datetime\.(now|utcnow)$", name)}
    assert asking == {"bot/clock.py"}


def test_nothing_that_decides_draws_lots() -> None:
    lots = {
        source.path
        for source in sources("handlers", "models")
        for module, _ in source.imports()
        if module in {"random", "secrets", "uuid"}
    }
    assert lots <= DRAWS_LOTS


def test_what_leaves_is_made_at_two_doors_only() -> None:
    makers = {
        (name, source.path)
        for source in sources(*PRODUCT)
        for name, _ in source.calls()
        if name.split(".")[-1] in {"PublicText", "PrivateText"}
    }
    assert makers == {("PublicText", "handlers/wording/public.py"), ("PrivateText", "handlers/wording/private.py")}


def test_every_job_is_listed_once() -> None:
    own = [module.name for module in pkgutil.iter_modules(handlers.jobs.__path__)]
    modules = [import_module(f"handlers.jobs.{name}") for name in own]
    jobs = [module.JOB.name for module in modules if hasattr(module, "JOB")]
    assert sorted(jobs) == sorted(JOBS)
    assert len(set(jobs)) == len(jobs)


def test_every_command_is_listed_once() -> None:
    own = [module.name for module in pkgutil.iter_modules(bot.cli.__path__)]
    modules = [import_module(f"bot.cli.{name}") for name in own]
    names = sorted(module.NAME for module in modules if hasattr(module, "command"))
    assert names == sorted(command.name or "" for command in command_line.registered_commands)
    assert len(set(names)) == len(names)


def test_every_category_has_one_file_of_rules() -> None:
    stems = {path.stem for path in (ROOT / "handlers/reading/lexicon").glob("[a-z]*.yaml")}
    assert stems == set(CATEGORY_CODES)
    assert len(set(CATEGORY_CODES)) == len(CATEGORY_CODES)


def test_every_dependency_is_used_and_every_import_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [line for part in (project["dependencies"], *project["optional-dependencies"].values()) for line in part]
    declared = {re.split(r"[\[<>=!~ ;]", line)[0].lower() for line in lines}
    imported = {module.split(".")[0] for s in sources(*PRODUCT) for module, _ in s.imports()}
    used = imported - set(sys.stdlib_module_names) - set(PRODUCT)
    brings = {name: {IMPORTED_AS.get(name, name), *PARTS_OF.get(name, ())} for name in declared}
    assert {name for name in declared - LOADED_BY_NAME if not brings[name] & used} == set()
    assert used - set().union(*brings.values()) == set()


def test_files_and_functions_stay_small(record_property: Callable[[str, object], None]) -> None:
    lines = {source.path: source.text.count("\n") for source in sources()}
    functions = {f"{s.path}:{name}": length for s in sources() for name, length in s.functions()}
    record_property("sizes", f"{median_of('lines a file', lines)}; {median_of('lines a function', functions)}")
    found(
        *(f"{path}: {count} lines" for path, count in lines.items() if count > MOST_LINES),
        *(f"{name}: {count} lines" for name, count in functions.items() if count > MOST_FUNCTION_LINES),
    )
    assert median(lines.values()) <= MEDIAN_LINES
    assert median(functions.values()) <= MEDIAN_FUNCTION_LINES


def median_of(what: str, sizes: dict[str, int]) -> str:
    largest = max(sizes, key=lambda name: sizes[name])
    return f"{what}: {median(sizes.values()):.0f} at the median, {sizes[largest]} at most ({largest})"


def pure_sources() -> list[Source]:
    return [source for source in sources("handlers") if source.path.startswith(PURE)]


def test_pure_code_touches_no_file_but_the_lexicon() -> None:
    """Reading the lexicon is the one look at the disk, and it happens at start."""
    found(
        *(
            f"{source.path}:{line} calls {name}"
            for source in pure_sources()
            for name, line in source.calls()
            if name in {"open", "print", "input"} or name.endswith((".read_text", ".write_text", ".open"))
            if source.path not in {"handlers/reading/lexicon_source.py", "handlers/reading/examples.py"}
        )
    )


def test_every_module_says_what_it_is_for() -> None:
    found(*(s.path for s in sources(*PRODUCT) if s.text.strip() and ast.get_docstring(s.tree) is None))
