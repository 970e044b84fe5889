"""Loading the settings: ``irp.toml``, overridden by ``IRP_…`` variables.

``IRP_SITE__URL`` and ``IRP_SITE_URL`` both set ``url`` of ``[site]``; the first has priority.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from irp.plain_words import reason_of
from irp.sync.errors import SettingsError
from irp.sync.settings import Settings, SettingsTable

DEFAULT_FILE = "irp.toml"


@dataclass(frozen=True)
class Loaded:
    """The settings and their origins.

    Attributes:
        settings: their values.
        origins: ``section.name`` to where its value comes from: a file's name, a variable's
            name, or "default".
    """

    settings: Settings
    origins: Mapping[str, str]

    def shown(self) -> str:
        """All settings as TOML, each with its origin."""
        lines: list[str] = []
        for section, values in self.settings.model_dump(mode="json").items():
            lines += ["", f"[{section}]"] if lines else [f"[{section}]"]
            lines += [
                f"{name} = {json.dumps(value, ensure_ascii=False)}"
                f"  # {self.origins[f'{section}.{name}']}"
                for name, value in values.items()
            ]
        return "\n".join(lines) + "\n"


def load_settings(file: Path | None, environment: Mapping[str, str]) -> Loaded:
    """Read the settings.

    Args:
        file: the TOML file; None for ``irp.toml`` of the working directory, if there is one.
        environment: where the ``IRP_…`` variables are.

    Raises:
        SettingsError: a file or a value is wrong, or a name is not known.
    """
    chosen = file or Path(DEFAULT_FILE)
    values = _read(chosen) if file or chosen.is_file() else {}
    origins = {
        f"{section}.{name}": str(chosen)
        for section, names in values.items()
        if isinstance(names, dict)
        for name in names
    }
    known = {
        (section, name): field.annotation
        for section, model in _sections().items()
        for name, field in model.model_fields.items()
    }
    for variable, (section, name) in _variables(known, environment).items():
        table = values.setdefault(section, {})
        if isinstance(table, dict):
            is_list = "tuple" in str(known[section, name])
            table[name] = _from_text(environment[variable], is_list=is_list)
            origins[f"{section}.{name}"] = variable
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(_message(error, origins)) from None
    return Loaded(settings, {f"{s}.{n}": origins.get(f"{s}.{n}", "default") for s, n in known})


def require_contact(settings: Settings) -> None:
    """Refuse to make requests without a contact.

    Raises:
        SettingsError: there is no contact.
    """
    if not settings.site.contact:
        raise SettingsError(
            "the settings name no contact: put an e-mail address or a web page as contact under"
            " [site] in irp.toml, or into IRP_SITE__CONTACT; it goes into the User-Agent, so that"
            " the owners of the site can reach you"
        )


def _sections() -> dict[str, type[SettingsTable]]:
    found = {name: field.annotation for name, field in Settings.model_fields.items()}
    return {
        name: model
        for name, model in found.items()
        if isinstance(model, type) and issubclass(model, SettingsTable)
    }


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {reason_of(error)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not TOML: {error}") from error


def _variables(
    known: Mapping[tuple[str, str], Any], environment: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """The variables that are set and what each sets, the spelling with less priority first.

    A variable that looks like a setting but is not one is treated as a typo and rejected.
    """
    weak = {f"IRP_{section}_{name}".upper(): (section, name) for section, name in known}
    strong = {f"IRP_{section}__{name}".upper(): (section, name) for section, name in known}
    every = {**weak, **strong}
    starts = tuple({f"IRP_{section}_".upper() for section, _ in known})
    for variable in environment:
        if variable.startswith(starts) and variable not in every:
            raise SettingsError(f"{variable} is not a setting; irp sync --show-config lists them")
    return {variable: place for variable, place in every.items() if variable in environment}


def _from_text(text: str, *, is_list: bool) -> Any:
    """A variable's value: lists as JSON or separated by commas; pydantic reads the rest."""
    if not is_list:
        return text
    if text.lstrip().startswith("["):
        try:
            return json.loads(text)
        except ValueError as error:
            raise SettingsError(f"{text!r} is not a list in JSON: {error}") from error
    return [part.strip() for part in text.split(",") if part.strip()]


def _message(error: ValidationError, origins: Mapping[str, str]) -> str:
    messages = []
    for one in error.errors():
        name = ".".join(str(part) for part in one["loc"][:2])
        message = one["msg"].removeprefix("Value error, ")
        if one["type"] == "extra_forbidden":
            message = "there is no such setting; irp sync --show-config lists them"
        where = f" ({origins[name]})" if name in origins else ""
        messages.append(f"{name or 'settings'}: {message}{where}")
    return "; ".join(messages)
