"""The JSON Schema of an extraction: made from the models, committed, and in the package.

``versions.json`` holds the hash of each version's schema without its prose, so that a change to the
shape of a record without a new ``SCHEMA_VERSION`` is found by a test. Descriptions may be reworded.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Any

from irp.record.report import SCHEMA_VERSION

SCHEMA_FILE = "extraction.schema.json"
DECISION_FILE = "decision.schema.json"
VERSIONS_FILE = "versions.json"


def generate() -> dict[str, Any]:
    """The schema, made from the models."""
    from irp.record.extraction import Extraction

    body = Extraction.model_json_schema(mode="serialization")
    body["properties"]["schema_version"]["const"] = SCHEMA_VERSION
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:hmip-irp:extraction:{SCHEMA_VERSION}",
        **body,
        "title": "Extraction: an independent review of progress as a checked record",
    }


def generate_decision() -> dict[str, Any]:
    """The schema of one line of a decisions file."""
    from irp.record.decision import DECISION_VERSION, Decision

    body = Decision.model_json_schema(mode="validation")
    place = body["$defs"]["DecisionPlace"]
    body["$defs"]["DecisionPlace"] = {"anyOf": [{"type": "string"}, place]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:hmip-irp:decision:{DECISION_VERSION}",
        **body,
        "title": "Decision: a line of a decisions file",
    }


def generated(file: str = SCHEMA_FILE) -> str:
    """A schema as it is committed."""
    schema = generate() if file == SCHEMA_FILE else generate_decision()
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def committed(file: str = SCHEMA_FILE) -> str:
    """A schema in the package."""
    return files("irp.record.schema").joinpath(file).read_text("utf-8")


def versions() -> dict[str, str]:
    """The hash of each version's schema."""
    known: dict[str, str] = json.loads(
        files("irp.record.schema").joinpath(VERSIONS_FILE).read_text("utf-8")
    )
    return known


def digest(schema: str) -> str:
    """The hash of what a schema asks for: of its text without titles and descriptions."""
    asked = json.dumps(_without_prose(json.loads(schema)), sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


def _without_prose(value: Any, *, names: bool = False) -> Any:
    """The schema without titles and descriptions.

    Args:
        value: a schema, or a part of one.
        names: whether the keys are names of fields or models, which may be "title".
    """
    if isinstance(value, list):
        return [_without_prose(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_prose(one, names=not names and key in ("properties", "$defs"))
        for key, one in value.items()
        if names or key not in ("title", "description")
    }
