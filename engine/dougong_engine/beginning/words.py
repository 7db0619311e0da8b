"""What the name of a column tells, in Chinese and English."""

import re

from dougong_engine.imports.cells import fold

CODE = re.compile(
    r"编号|编码|代码|单号|订单号|工号|学号|卡号|账号|帐号|身份证|邮编|邮政编码|批号|序列号|货号|\b(code|no|id|sku|zip|serial|number)\b"
)
COST = re.compile(
    r"金额|价|费|成本|预算|工资|薪|收入|支出|余额|货款|营业额|销售额|\b(amount|price|cost|fee|budget|salary|revenue|total|value)\b"
)
TELEPHONE = re.compile(r"电话|手机|联系方式|传真|\b(phone|mobile|tel|telephone|fax)\b")
STAGE = re.compile(r"状态|阶段|进度|步骤|\b(status|stage|state|progress|phase)\b")
TITLE = re.compile(r"名称|姓名|标题|主题|题目|客户|公司|\b(name|title|subject|customer|company)\b")


def _says(pattern: "re.Pattern[str]", name: str) -> bool:
    return pattern.search(fold(name).replace("_", " ")) is not None


def codes(name: str) -> bool:
    """A name of something that is not counted with, whatever it looks like."""
    return _says(CODE, name)


def costs(name: str) -> bool:
    """A name of an amount of money."""
    return _says(COST, name)


def telephones(name: str) -> bool:
    """A name of a telephone number."""
    return _says(TELEPHONE, name)


def names_stage(name: str) -> bool:
    """A name of something that moves on."""
    return _says(STAGE, name)


def names_title(name: str) -> bool:
    """A name of what a thing is called by."""
    return _says(TITLE, name)
