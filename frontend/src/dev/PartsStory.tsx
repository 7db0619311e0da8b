import { Inbox } from "lucide-react";
import { ApiProblem } from "@/api/problem";
import { Avatar } from "@/ui/shared/Avatar";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { OptionTag } from "@/ui/shared/OptionTag";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { Skeleton } from "@/ui/shared/Skeleton";
import { StatusTag } from "@/ui/shared/StatusTag";
import { TextField } from "@/ui/shared/TextField";
import { accents } from "@/ui/tokens";
import style from "./Stories.module.css";

const refusal = new ApiProblem(422, {
  code: "gate.evidence.missing",
  title: "商机没有进入“方案报价”",
  detail: "还缺少证据：客户需求确认书。",
  trace: "7f3a91c2",
});

export function PartsStory() {
  return (
    <div className={style.parts}>
      <h1>界面部件</h1>
      <p className={style.line}>
        <Button look="primary">保存</Button>
        <Button>取消</Button>
        <Button look="quiet">更多</Button>
        <Button look="danger">删除</Button>
        <Button look="primary" busy>
          正在发布
        </Button>
        <Button disabled>不可用</Button>
      </p>
      <p className={style.line}>
        <StatusTag tone="success">健康</StatusTag>
        <StatusTag tone="warning">预警</StatusTag>
        <StatusTag tone="danger">风险</StatusTag>
        <StatusTag tone="info">审批中</StatusTag>
        <StatusTag tone="neutral">草稿</StatusTag>
      </p>
      <p className={style.line}>
        {accents.map((accent) => (
          <OptionTag key={accent} color={accent}>
            {accent}
          </OptionTag>
        ))}
      </p>
      <p className={style.line}>
        <Avatar name="陈敏静" withName />
        <Avatar name="Darcel Schlecht" withName />
        <RelativeTime moment="2026-11-20T06:00:00Z" />
      </p>
      <ProblemNotice problem={refusal} onRetry={() => undefined} />
      <TextField label="客户名称" value="" onChange={() => undefined} problem="请填写客户名称" required />
      <EmptyState
        icon={<Inbox />}
        title="还没有商机"
        hint="从 Excel 导入，或者新建第一条商机。"
        action={<Button look="primary">导入商机</Button>}
      />
      <Skeleton lines={4} />
    </div>
  );
}
