"""The JSON Schema is committed, is that of the models, fits the outputs, and has a version."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from jsonschema import Draft202012Validator

from irp.record import schema
from irp.record.extraction import Extraction
from irp.record.report import SCHEMA_VERSION
from irp.render import to_json
from library.records import extraction, failed, one_count_too_many

HOW = "run `make docs`; if the schema is published, give SCHEMA_VERSION a new value first"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema.committed()))


def test_the_committed_schema_is_that_of_the_models() -> None:
    assert schema.committed() == schema.generated(), HOW


def test_a_changed_schema_needs_a_new_version() -> None:
    assert schema.versions()[SCHEMA_VERSION] == schema.digest(schema.committed()), HOW


@pytest.mark.parametrize(
    ("change", "needed"),
    [
        (lambda schema: schema.update(title="Other words"), False),
        (lambda schema: field(schema)["text"].update(description="Other words"), False),
        (lambda schema: field(schema)["text"].update(title="Other words"), False),
        (lambda schema: field(schema).pop("text"), True),
        (lambda schema: field(schema).update(title={"type": "string"}), True),
        (lambda schema: field(schema)["text"].update(type="integer"), True),
        (lambda schema: schema["$defs"].update(title={"type": "string"}), True),
    ],
)
def test_only_a_change_of_shape_needs_a_new_version(
    change: Callable[[dict[str, Any]], object], needed: bool
) -> None:
    changed = schema.generate()
    before = schema.digest(json.dumps(changed))
    change(changed)
    assert (schema.digest(json.dumps(changed)) != before) is needed


def field(whole: dict[str, Any]) -> dict[str, Any]:
    """The fields of a numbered paragraph."""
    fields: dict[str, Any] = whole["$defs"]["Paragraph"]["properties"]
    return fields


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema.generate())
    assert schema.generate()["$id"] == f"urn:hmip-irp:extraction:{SCHEMA_VERSION}"


@pytest.mark.parametrize(
    "found",
    [extraction(), extraction(one_count_too_many), failed()],
    ids=["verified", "needs review", "failed"],
)
def test_the_outputs_fit_the_schema(validator: Draft202012Validator, found: Extraction) -> None:
    validator.validate(json.loads(to_json(found)))


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        (("schema_version",), "0.9"),
        (("status",), "fine"),
        (("unknown_field",), 1),
        (("report", "follow_ups", 0, "judgement", "value"), "great_progress"),
        (("report", "follow_ups", 0, "position"), 0),
        (("source", "bytes"), "many"),
    ],
)
def test_what_is_no_record_does_not_fit(
    validator: Draft202012Validator, pointer: tuple[Any, ...], value: Any
) -> None:
    data = json.loads(to_json(extraction()))
    target = data
    for part in pointer[:-1]:
        target = target[part]
    target[pointer[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(data)
