"""The ways to begin as somebody uses them in the browser, and a table of what offices keep."""

import io
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect
from xlsxwriter import Workbook

from support.visiting import Visit

COLUMNS, ROWS = 20, 500
STATES = ("新建", "跟进", "成交")


def home(visit: Visit, client: httpx.Client, **device: Any) -> Page:
    """The home page, with the ways to begin on it."""
    page = visit.desktop(client, **device)
    page.goto("/")
    expect(page.get_by_role("button", name=re.compile("^空白"))).to_be_visible()
    return page


def way(page: Page, name: str) -> Locator:
    """One of the four cards."""
    return page.get_by_role("main").get_by_role("link", name=re.compile(f"^{name}"))


def workbook(folder: Path) -> Path:
    """Twenty columns of what offices keep, with a few cells that fit nothing."""
    data, first = io.BytesIO(), date(2026, 1, 1)
    with Workbook(data) as book:
        sheet = book.add_worksheet("客户")
        head = [
            "客户名称",
            "客户编号",
            "签约日期",
            "合同金额",
            "联系电话",
            "状态",
            "折扣率",
            "邮箱",
            "是否重点",
            "数量",
        ]
        sheet.write_row(0, 0, [*head, *(f"备注{n}" for n in range(COLUMNS - len(head)))])
        for row in range(1, ROWS + 1):
            day = "待定" if row % 100 == 0 else (first + timedelta(days=row)).isoformat()
            known = [
                f"公司{row}", f"{row:05d}", day, f"￥{row},234.50", f"138{row:08d}", STATES[row % 3],
                f"{row % 90}.5%", f"c{row}@example.org", "是" if row % 2 else "否", row,
            ]  # fmt: skip
            sheet.write_row(row, 0, [*known, *(f"说明 {row}-{n}" for n in range(COLUMNS - len(known)))])
    path = folder / "客户清单.xlsx"
    path.write_bytes(data.getvalue())
    return path
