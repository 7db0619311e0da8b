"""A specification as a model may answer it: devices, their repairs, an approval, a role and a board."""

from typing import Any

REPAIRS: dict[str, Any] = {
    "name": "设备报修",
    "entities": [
        {
            "key": "device",
            "name": "设备",
            "title": "name",
            "fields": [{"key": "name", "name": "名称", "type": "text", "required": True}],
        },
        {
            "key": "repair",
            "name": "报修单",
            "title": "subject",
            "kanban": "state",
            "fields": [
                {"key": "subject", "name": "主题", "type": "text"},
                {"key": "device", "name": "设备", "type": "link", "entity": "device"},
                {"key": "state", "name": "状态", "type": "choice", "options": ["新建", "处理中", "完成"]},
                {"key": "cost", "name": "费用", "type": "money"},
            ],
        },
    ],
    "approvals": [
        {
            "key": "big",
            "name": "大额审批",
            "entity": "repair",
            "when": [{"field": "cost", "op": "gt", "value": "1000"}],
            "steps": [{"name": "经理", "by": "manager"}],
        }
    ],
    "roles": [{"key": "fixer", "name": "维修员", "grants": [{"entity": "repair", "rows": "all", "can": ["update"]}]}],
    "boards": [
        {
            "key": "board",
            "name": "报修看板",
            "cards": [
                {"key": "many", "name": "报修数", "entity": "repair", "chart": "number"},
                {"key": "states", "name": "按状态", "entity": "repair", "chart": "bar", "by": "state"},
            ],
        }
    ],
}
