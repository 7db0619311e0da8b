import { Button, DatePicker, Form, Input, Select, Switch, Table, Tabs } from "antd";
import { AntdProvider } from "@/app/AntdProvider";
import { ThemeProvider } from "@/app/ThemeContext";
import style from "./Stories.module.css";
import { sampleRow, stages } from "./sampleData";

const rows = [1, 2, 3, 4].flatMap((index) => {
  const row = sampleRow(index);
  return row.kind === "record" ? [{ key: row.id, ...row.cells }] : [];
});

/** antd under the tokens: must look like our own controls beside it. */
export function AntdStory() {
  return (
    <ThemeProvider>
      <AntdProvider>
        <div className={style.parts}>
          <Tabs items={["动态", "审批", "关联"].map((label) => ({ key: label, label }))} />
          <Form layout="vertical">
            <Form.Item label="客户名称" required htmlFor="customer">
              <Input id="customer" defaultValue="上海制造有限公司" />
            </Form.Item>
            <Form.Item label="阶段" htmlFor="stage">
              <Select
                id="stage"
                defaultValue={stages[1] ?? null}
                options={stages.map((value) => ({ value }))}
              />
            </Form.Item>
            <Form.Item label="预计成交" htmlFor="close">
              <DatePicker id="close" />
            </Form.Item>
            <p className={style.line}>
              <Switch defaultChecked aria-label="重点客户" />
              <Button type="primary">保存</Button>
              <Button>取消</Button>
              <Button danger>删除</Button>
            </p>
          </Form>
          <Table
            size="small"
            pagination={false}
            dataSource={rows}
            columns={[
              { title: "客户名称", dataIndex: "name" },
              { title: "阶段", dataIndex: "stage" },
              { title: "金额（元）", dataIndex: "amount", align: "right" },
            ]}
          />
        </div>
      </AntdProvider>
    </ThemeProvider>
  );
}
