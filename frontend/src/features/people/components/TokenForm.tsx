import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/schemas";
import { CheckField } from "@/ui/page/CheckField";
import { Question } from "@/ui/page/Question";
import { SelectField } from "@/ui/page/SelectField";
import { TextField } from "@/ui/shared/TextField";
import { createToken } from "../api";

export type TokenFormProps = {
  readonly admin: boolean;
  readonly onClose: () => void;
  readonly onMade: (secret: string) => Promise<unknown>;
};

const spans = ["30", "90", "365"] as const;

export function TokenForm({ admin, onClose, onMade }: TokenFormProps) {
  const { t } = useTranslation("people");
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Schemas["NewToken"]["scopes"][number]>("read");
  const [days, setDays] = useState("90");
  const scopes = admin ? (["read", "write", "admin"] as const) : (["read", "write"] as const);
  return (
    <Question
      title={t("token.new")}
      confirm={t("token.make")}
      ready={name.trim() !== ""}
      onClose={onClose}
      onConfirm={async () => {
        const lasts = days === "" ? null : Number(days);
        const { secret } = await createToken({ name: name.trim(), scopes: [scope], days: lasts });
        await onMade(secret);
      }}
    >
      <TextField
        label={t("token.name")}
        hint={t("token.nameHint")}
        required
        value={name}
        onChange={setName}
      />
      {scopes.map((one) => (
        <CheckField
          key={one}
          group="scope"
          label={t(`token.scope.${one}`)}
          hint={t(`token.scopeHint.${one}`)}
          value={scope === one}
          onChange={() => setScope(one)}
        />
      ))}
      <SelectField
        label={t("token.lasts")}
        none={t("token.forever")}
        value={days}
        onChange={setDays}
        options={spans.map((span) => ({ id: span, label: t("token.days", { count: Number(span) }) }))}
      />
    </Question>
  );
}
