import { useState } from "react";
import { PhoneShell } from "@/phone/PhoneShell";
import { Button } from "@/ui/shared/Button";
import { StatusTag } from "@/ui/shared/StatusTag";
import { TextField } from "@/ui/shared/TextField";
import { Card } from "@/ui-phone/Card";
import { DateField } from "@/ui-phone/DateField";
import { List } from "@/ui-phone/List";
import { ListRow } from "@/ui-phone/ListRow";
import { NumberField } from "@/ui-phone/NumberField";
import { type Photo, PhotoField } from "@/ui-phone/PhotoField";
import { SelectField } from "@/ui-phone/SelectField";
import { SwitchField } from "@/ui-phone/SwitchField";
import { Tabs } from "@/ui-phone/Tabs";
import { useToast } from "@/ui-phone/toastContext";
import style from "./Stories.module.css";
import { stages } from "./sampleData";

const options = stages.map((label, index) => ({ id: String(index), label }));

export function PhoneTodoStory() {
  const [tab, setTab] = useState("open");
  const toast = useToast();
  const agree = () => toast.show({ text: "已同意", action: { label: "收回", onSelect: () => undefined } });
  return (
    <PhoneShell title="待办" banner="3 条未上传">
      <Tabs
        label="待办"
        tabs={[
          { key: "open", label: "待我处理", count: 7 },
          { key: "mine", label: "我发起" },
          { key: "copied", label: "抄送我", count: 2 },
          { key: "done", label: "已处理" },
        ]}
        current={tab}
        onChange={setTab}
      >
        <div className={style.cards}>
          {[1, 2].map((number) => (
            <Card
              key={number}
              title={`合同 HT-2026-00${number}`}
              status={<StatusTag tone="warning">等待 1 天 4 小时</StatusTag>}
              facts={[
                { label: "客户", value: "上海制造有限公司" },
                { label: "金额", value: "600,000.00 元" },
                { label: "发起人", value: "陈敏静" },
              ]}
              onOpen={() => undefined}
              actions={
                <>
                  <Button size="phone">拒绝</Button>
                  <Button size="phone" look="primary" onClick={agree}>
                    同意
                  </Button>
                </>
              }
            />
          ))}
        </div>
        <List label="更早">
          <ListRow title="门店巡检 · 人民广场店" detail="李洋洋 · 昨天 18:20" onSelect={() => undefined} />
          <ListRow title="报价 BJ-2026-118" detail="张磊 · 周五" after="52.3万" onSelect={() => undefined} />
        </List>
      </Tabs>
    </PhoneShell>
  );
}

export function PhoneFormStory() {
  const [note, setNote] = useState("");
  const [amount, setAmount] = useState<string | null>("1234.50");
  const [date, setDate] = useState<string | null>("2026-11-22");
  const [stage, setStage] = useState<readonly string[]>(["1"]);
  const [urgent, setUrgent] = useState(true);
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  return (
    <PhoneShell
      title="门店拜访"
      onBack={() => undefined}
      footer={
        <Button look="primary" size="phone" block>
          提交
        </Button>
      }
    >
      <div className={style.form}>
        <SelectField label="阶段" options={options} value={stage} onChange={setStage} required />
        <NumberField label="当日销售额（元）" value={amount} onChange={setAmount} required />
        <DateField label="拜访日期" value={date} onChange={setDate} />
        <PhotoField
          label="陈列照片"
          photos={photos}
          atLeast={3}
          hint="至少 3 张，现场拍摄"
          onTake={(taken) =>
            setPhotos([
              ...photos,
              ...taken.map((photo, index) => ({
                key: `${photos.length + index}`,
                name: photo.name,
                address: URL.createObjectURL(photo),
                state: "waiting" as const,
              })),
            ])
          }
          onRemove={(key) => setPhotos(photos.filter((photo) => photo.key !== key))}
        />
        <TextField label="备注" rows={3} value={note} onChange={setNote} problem="请填写备注" />
        <SwitchField label="需要补货" hint="会通知仓库" value={urgent} onChange={setUrgent} />
      </div>
    </PhoneShell>
  );
}
