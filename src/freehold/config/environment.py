"""Every setting of Freehold: its type, its default and what it is for; a bad value is refused at the start."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, FilePath, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from freehold.domain.errors import UserError


def _known_time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"“{name}” is no time zone; write one such as Europe/Berlin")
    return name


def _database_address(address: str) -> str:
    if address and address.split(":", 1)[0] not in {"postgres", "postgresql", "sqlite"}:
        raise ValueError("the address must begin with postgres://, postgresql:// or sqlite://")
    return address


def _public_address(address: str) -> str:
    if address and not re.fullmatch(r"https?://[^\s/]+(/[^\s?#]*)?", address):
        raise ValueError("write the whole address, such as https://freehold.example")
    return address.rstrip("/")


class Environment(BaseSettings):
    """What can be set from outside, by variables that begin with FREEHOLD_ (and DATABASE_URL)."""

    model_config = SettingsConfigDict(env_prefix="FREEHOLD_", extra="forbid", frozen=True)

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("freehold", appauthor=False),
        description="Folder for the database, keys, uploads and backups.",
    )
    database_url: Annotated[str, AfterValidator(_database_address)] = Field(
        default="",
        validation_alias="DATABASE_URL",
        description="PostgreSQL address for a collective; empty means SQLite in the data folder.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on. Anything but loopback asks for a password.")
    port: int = Field(default=8400, ge=1, le=65535, description="Port to listen on.")
    allowed_hosts: str = Field(default="", description="Further host names to reach Freehold by, separated by commas.")
    public_url: Annotated[str, AfterValidator(_public_address)] = Field(
        default="",
        description="The address at which clients reach Freehold (https://…), for links in mails. Empty: mails carry no link.",
    )
    private_hosts: str = Field(
        default="",
        description="Private addresses (host:port, separated by commas) that sources may be read from.",
    )
    debug: bool = Field(default=False, description="Show technical details in the browser. Never where others reach it.")
    language: Literal["en", "de"] = Field(default="en", description="Language before a person has chosen one: en or de.")
    time_zone: Annotated[str, AfterValidator(_known_time_zone)] = Field(
        default="UTC", description="Time zone before a person has chosen one."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="How much is logged.")
    embeddings: bool = Field(default=True, description="Use the embedded model for meaning. Off, matching works by words alone.")
    esco_file: FilePath | None = Field(
        default=None, description="A skills file (CSV) of an ESCO download: skills that are read get their ESCO addresses."
    )
    trusted_proxies: str = Field(default="", description="Addresses of proxies, separated by commas, whose X-Forwarded-For is believed.")
    threads: int = Field(default=8, ge=2, le=64, description="Web threads of the embedded server.")

    @property
    def allowed_host_names(self) -> tuple[str, ...]:
        """Return the further host names as a tuple."""
        return _split(self.allowed_hosts)

    @property
    def trusted_proxy_addresses(self) -> tuple[str, ...]:
        """Return the addresses of the trusted proxies as a tuple."""
        return _split(self.trusted_proxies)

    @property
    def private_host_names(self) -> tuple[str, ...]:
        """Return the private host:port pairs as a tuple."""
        return _split(self.private_hosts)

    @property
    def on_loopback(self) -> bool:
        """Return whether only this machine can reach Freehold."""
        return self.host in {"127.0.0.1", "localhost", "::1"} and not self.allowed_host_names


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the settings of this process. Raises UserError with one line per refused value."""
    try:
        return Environment()
    except ValidationError as error:
        raise UserError(refusals(error)) from None


def refusals(error: ValidationError) -> str:
    """Word pydantic's findings as one sentence per variable."""
    lines = []
    for finding in error.errors():
        field = str(finding["loc"][0]) if finding["loc"] else "?"
        variable = field if field.isupper() else f"FREEHOLD_{field.upper()}"
        lines.append(f"{variable} was refused: {finding['msg'].removeprefix('Value error, ')} (it is {finding['input']!r}).")
    return "\n".join(lines)
