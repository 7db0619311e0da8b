"""What the routes of prints take."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from dougong_engine.document import Json
from dougong_engine.fields._values import UUID


class PrintTried(BaseModel):
    """A template's document that need not be saved, and the record to fill it in with."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "document": {
                        "format": 1,
                        "kind": "print",
                        "id": "prt_order",
                        "app": "app_shop",
                        "name": "订单",
                        "entity": "ent_order",
                        "blocks": [{"id": "head", "type": "heading", "text": "订单 {{ number }}"}],
                    },
                    "record": "01936f0e-8b1c-7f3a-9c39-6b1d1f0c5a11",
                }
            ]
        },
    )

    document: dict[str, Json]
    record: Annotated[str, StringConstraints(pattern=UUID.pattern, to_lower=True)]
