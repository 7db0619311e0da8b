"""The registry of node types: one line each."""

from dougong_engine.flows.node import NodeSpec, NodeType
from dougong_engine.flows.nodes import (
    approval,
    cc,
    condition,
    create_record,
    http_request,
    join,
    notify,
    parallel,
    stop,
    update_record,
    wait,
)

NODE_TYPES: dict[str, NodeType] = {
    "approval": approval.NODE,
    "cc": cc.NODE,
    "condition": condition.NODE,
    "create_record": create_record.NODE,
    "http_request": http_request.NODE,
    "join": join.NODE,
    "notify": notify.NODE,
    "parallel": parallel.NODE,
    "stop": stop.NODE,
    "update_record": update_record.NODE,
    "wait": wait.NODE,
}

__all__ = ["NODE_TYPES", "NodeSpec", "NodeType"]
