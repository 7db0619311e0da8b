"""What people do on the desktop screens, step by step as they do it."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from support.browser import check_accessible
from support.live import ADMIN, PASSWORD

LONG = 240_000
"""Milliseconds for work of the server that takes long: thousands of rows on a busy machine."""


def sign_in(page: Page, password: str, login: str = ADMIN) -> None:
    """Through the sign-in page."""
    page.goto("/sign-in")
    page.get_by_label("账号或邮箱").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def first_sign_in(page: Page, one_time: str, login: str = ADMIN) -> None:
    """With a one-time password, which must be exchanged at once."""
    sign_in(page, one_time, login)
    expect(page.get_by_role("heading", name="设置新密码")).to_be_visible()
    check_accessible(page)
    page.get_by_label("现在的密码").fill(one_time)
    page.get_by_label(re.compile("^新密码")).fill(PASSWORD)
    page.get_by_label("再输一遍新密码").fill(PASSWORD)
    page.get_by_role("button", name="保存并继续").click()
    expect(page.get_by_role("button", name=re.compile("的菜单$"))).to_be_visible()


def install(page: Page, name: str, *, samples: bool) -> Locator:
    """A package out of the market; answers the dialog that tells what came."""
    page.goto("/market")
    package = page.get_by_role("main").get_by_role("link", name=re.compile(name)).first
    expect(package).to_be_visible()
    check_accessible(page)
    package.click()
    page.get_by_role("button", name="安装", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("checkbox", name=re.compile("示例数据")).set_checked(samples)
    dialog.get_by_role("button", name="安装", exact=True).click()
    done_or_refused(dialog, dialog.get_by_text(re.compile("行示例数据")))
    return dialog


def done_or_refused(place: Locator | Page, done: Locator) -> None:
    """Waits for either end of long work; fails at once with the words of a refusal."""
    expect(done.or_(place.get_by_role("alert")).first).to_be_visible(timeout=LONG)
    expect(done).to_be_visible(timeout=1000)


def upload_table(page: Page, entity: str, file: Path) -> None:
    """A file into the first step of an import; ends on the page of its columns."""
    page.goto(f"/imports/new?entity={entity}")
    expect(page.get_by_role("heading", name="导入数据")).to_be_visible()
    check_accessible(page)
    page.get_by_label("选择文件").set_input_files(file)
    done_or_refused(page, page.get_by_role("heading", name=f"导入“{file.name}”"))
    expect(page.get_by_role("button", name="下一步：检查")).to_be_visible()


def filled_by(page: Page, column: str, *fields: str) -> None:
    """Let a column fill these fields, by their names, beside what it fills already."""
    for field in fields:
        page.get_by_label(f"“{column}”同时填入的字段", exact=True).or_(
            page.get_by_label(f"“{column}”填入哪个字段", exact=True)
        ).select_option(label=field)
        name = field.removesuffix(" *")
        expect(page.get_by_label(f"“{column}”填入的字段：{name}", exact=True)).to_be_visible()


def check_rows(page: Page) -> None:
    """The second step: everything is looked at and nothing written."""
    page.get_by_role("button", name="下一步：检查").click()
    done_or_refused(page, page.get_by_role("radio", name=re.compile("普通导入")))


def check_again(page: Page) -> None:
    """After answers were given."""
    page.get_by_role("button", name="重新检查").click()
    expect(page.get_by_role("button", name=re.compile("开始导入"))).to_be_enabled(timeout=LONG)


def figure(page: Page, name: str) -> Locator:
    """A number of the import, by its name."""
    return page.locator("dl > div").filter(has=page.get_by_text(name, exact=True)).locator("dd")


def run_import(page: Page, rows: int) -> None:
    """The third step: so many rows become records."""
    page.get_by_role("button", name=re.compile("开始导入")).click()
    done_or_refused(page, page.get_by_text("导入完成。"))
    expect(figure(page, "已新建")).to_have_text(f"{rows:,}")


def give_account(page: Page, name: str, email: str, role: str) -> str:
    """A person without account gets an address, a sign-in and a role; answers the one-time password."""
    page.goto("/people")
    page.get_by_label("查找人员").fill(name)
    page.get_by_role("button", name=name, exact=True).click()
    panel = page.get_by_role("dialog", name=name)
    panel.get_by_role("button", name="修改资料").click()
    form = page.get_by_role("dialog", name="修改资料")
    form.get_by_label("邮箱").fill(email)
    form.get_by_role("button", name="保存").click()
    panel.get_by_role("button", name="开通登录账号").click()
    page.get_by_role("dialog", name="开通登录账号").get_by_role("button", name="开通登录账号").click()
    secret = page.get_by_role("dialog", name="一次性密码")
    password = secret.locator("dd").last.inner_text()
    check_accessible(page)
    secret.get_by_role("button", name="我已保存").click()
    page.goto("/people/roles")
    page.get_by_role("navigation", name="角色").get_by_role("link", name=re.compile(f"^{role}")).click()
    page.get_by_label("成员").fill(name)
    page.get_by_role("list", name="可以选择的人员").get_by_role("button", name=re.compile(name)).click()
    expect(page.get_by_text(f"将加入：{name}")).to_be_visible()
    page.get_by_role("button", name="保存成员").click()
    expect(page.get_by_text(f"将加入：{name}")).to_be_hidden()
    return password
