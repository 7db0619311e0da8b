"""What messages say when a flow does not say it itself, in each language."""

from dougong.notify.message import Kind
from dougong_engine.messages_template import Fetch, fill, named, plain

PLACES = ("flow", "node", "title", "by", "due", "outcome")
"""What the sender gives: the flow's and the node's name, the record's title, who acted, until when, how it ended."""

Wording = tuple[str, str]

WORDINGS: dict[str, dict[Kind, Wording]] = {
    "zh-CN": {
        "task": ("待处理：{{title|short}}", "“{{flow}}”的“{{node}}”等待您处理。\n{{title}}\n期限：{{due|minute}}"),
        "urged": ("催办：{{title|short}}", "{{by}} 提醒您尽快处理“{{flow}}”的“{{node}}”。\n{{title}}"),
        "reminder": ("即将到期：{{title|short}}", "“{{flow}}”的“{{node}}”仍未处理。\n{{title}}\n期限：{{due|minute}}"),
        "escalated": ("已升级给您：{{title|short}}", "“{{flow}}”的“{{node}}”超时未处理，现转给您。\n{{title}}"),
        "copied": ("抄送：{{title|short}}", "{{by}} 将“{{flow}}”抄送给您。\n{{title}}"),
        "message": ("{{flow}}：{{title|short}}", "{{title}}"),
        "finished": ("已结束：{{title|short}}", "“{{flow}}”已结束，结果：{{outcome}}。\n{{title}}"),
        "returned": ("已退回：{{title|short}}", "{{by}} 将“{{flow}}”退回给您，请修改后重新提交。\n{{title}}"),
        "system": ("{{title|short}}", "{{title}}"),
    },
    "en": {
        "task": ("To do: {{title|short}}", "“{{node}}” of “{{flow}}” waits for you.\n{{title}}\nDue: {{due|minute}}"),
        "urged": ("Urged: {{title|short}}", "{{by}} asks you to attend to “{{node}}” of “{{flow}}”.\n{{title}}"),
        "reminder": (
            "Due soon: {{title|short}}",
            "“{{node}}” of “{{flow}}” is still open.\n{{title}}\nDue: {{due|minute}}",
        ),
        "escalated": ("Escalated to you: {{title|short}}", "“{{node}}” of “{{flow}}” took too long.\n{{title}}"),
        "copied": ("For your information: {{title|short}}", "{{by}} sent you a copy of “{{flow}}”.\n{{title}}"),
        "message": ("{{flow}}: {{title|short}}", "{{title}}"),
        "finished": ("Finished: {{title|short}}", "“{{flow}}” has ended: {{outcome}}.\n{{title}}"),
        "returned": ("Returned: {{title|short}}", "{{by}} returned “{{flow}}” to you for changes.\n{{title}}"),
        "system": ("{{title|short}}", "{{title}}"),
    },
}


def compose(kind: Kind, locale: str | None, value_of: Fetch, title: str = "", body: str = "") -> Wording:
    """Title and body for one reader; `value_of` answers paths with what this reader may read, None for the rest.

    `title` and `body` are the flow's own templates. Lines of ours for which there is no value at all are left out.
    """
    own = WORDINGS.get(locale or "", WORDINGS["zh-CN"])[kind]
    head = fill(title or own[0], value_of)
    if body or title:
        return head, fill(body, value_of)
    return head, "\n".join(fill(line, value_of) for line in own[1].splitlines() if _says_something(line, value_of))


def _says_something(line: str, value_of: Fetch) -> bool:
    values = [value_of(one.path) for one in named(line)]
    return not values or any(plain(value) for value in values)
