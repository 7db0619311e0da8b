import { ChartColumn, FileSignature, Handshake, Package, Pencil, Target, Users } from "lucide-react";
import type { ReactNode } from "react";
import { DesktopShell } from "@/app/shell/DesktopShell";
import { Button } from "@/ui/shared/Button";

const icon = { size: 16, "aria-hidden": true } as const;

const groups = [
  {
    key: "lead",
    label: "看数",
    pages: [
      { key: "board", label: "总监看板", to: "/board", icon: <ChartColumn {...icon} /> },
      { key: "target", label: "业绩目标", to: "/target", icon: <Target {...icon} /> },
    ],
  },
  {
    key: "sell",
    label: "跟进客户",
    pages: [
      { key: "deal", label: "商机", to: "/", icon: <Handshake {...icon} />, count: 128 },
      { key: "customer", label: "客户", to: "/customer", icon: <Users {...icon} /> },
    ],
  },
  {
    key: "sign",
    label: "签约",
    pages: [
      { key: "contract", label: "合同", to: "/contract", icon: <FileSignature {...icon} />, count: 3 },
      { key: "product", label: "产品", to: "/product", icon: <Package {...icon} /> },
    ],
  },
];

const nothing = () => undefined;

export function ShellStory({ children }: { readonly children: ReactNode }) {
  return (
    <DesktopShell
      apps={[
        { id: "sales", name: "销售管理", to: "/", accent: "indigo" },
        { id: "store", name: "门店销售", to: "/store", accent: "teal" },
        { id: "quality", name: "质检", to: "/quality", accent: "orange" },
      ]}
      currentApp="sales"
      groups={groups}
      person={{ id: "p1", name: "陈敏静" }}
      title="商机"
      pageActions={
        <Button size="small" look="quiet" icon={<Pencil />}>
          编辑此页
        </Button>
      }
      createItems={[
        { key: "deal", label: "商机", shortcut: "C", onSelect: nothing },
        { key: "customer", label: "客户", onSelect: nothing },
      ]}
      personItems={[{ key: "out", label: "退出登录", onSelect: nothing }]}
      onSearch={nothing}
      onNotifications={nothing}
      todoTo="/todo"
      todoCount={7}
      unreadCount={3}
    >
      {children}
    </DesktopShell>
  );
}
