import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { drafts } from "@/designing/api";
import { TextSetting } from "@/designing/parts/Inputs";
import { useCellWords } from "@/field-cells/useCellWords";
import { MomentInput } from "@/field-widgets/MomentInput";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../DeskContext";
import { labelOf, placedIds } from "../model/documents";
import { fileDefaults, openSide, type PublicDraft, setFiles, setListed, setSide } from "../model/publicSide";
import style from "./Properties.module.css";
import { PublicAddress } from "./PublicAddress";
import { PublicValues } from "./PublicValues";

const wholeNumber = (text: string, most: number): number | undefined => {
  const number = Number(text.trim());
  return text.trim() !== "" && Number.isInteger(number) && number >= 1 && number <= most ? number : undefined;
};

/** What people without an account may do with the form; the address itself lies on the server. */
export function PublicSettings() {
  const { t } = useTranslation("publicSettings");
  const { form, run, published } = useDesk();
  const side = form.public ?? undefined;
  return (
    <section className={style.group} aria-label={t("title")}>
      <h3>{t("title")}</h3>
      <CheckField
        label={t("on")}
        hint={t("onHint")}
        value={side !== undefined}
        onChange={(on) => run(openSide(form, on))}
      />
      {side ? (
        <>
          {published.form?.public ? (
            <PublicAddress form={form.id} name={form.name} />
          ) : (
            <p className={style.hint}>{t("address.unpublished")}</p>
          )}
          <Times side={side} />
          <Words side={side} />
          <Shown side={side} />
          <PublicValues side={side} />
        </>
      ) : null}
    </section>
  );
}

const moment: FieldDocument = {
  id: "moment",
  key: "moment",
  name: "",
  type: "moment",
  widget: "moment-input",
  cell: "moment",
  operators: [],
  access: "write",
};

function Times({ side }: { readonly side: PublicDraft }) {
  const { t } = useTranslation("publicSettings");
  const { form, run } = useDesk();
  const words = useCellWords();
  const { data } = useQuery({ queryKey: ["design", form.app], queryFn: () => drafts.list(form.app) });
  const roles = (data?.objects ?? []).filter((one) => one.kind === "role");
  return (
    <>
      {(["opens", "closes"] as const).map((member) => (
        <MomentInput
          key={member}
          field={moment}
          frame={{ label: t(member) }}
          value={side[member] ?? null}
          onChange={(value) => run(setSide(form, { [member]: typeof value === "string" ? value : null }))}
          disabled={false}
          words={words}
        />
      ))}
      <TextSetting
        label={t("most")}
        hint={t("mostHint")}
        value={side.most ? String(side.most) : ""}
        onCommit={(text) => run(setSide(form, { most: wholeNumber(text, 1_000_000) ?? null }))}
      />
      {roles.length > 0 ? (
        <SelectField
          label={t("owner")}
          hint={t("ownerHint")}
          none={t("ownerNone")}
          options={roles.map(({ id, name }) => ({ id, label: name }))}
          value={side.owner ?? ""}
          onChange={(role) => run(setSide(form, { owner: role || null }))}
        />
      ) : null}
    </>
  );
}

function Words({ side }: { readonly side: PublicDraft }) {
  const { t } = useTranslation("publicSettings");
  const { form, run } = useDesk();
  return (
    <>
      {(["note", "thanks"] as const).map((member) => (
        <TextSetting
          key={member}
          label={t(member)}
          rows={3}
          maxLength={4000}
          value={side[member] ?? ""}
          onCommit={(text) => run(setSide(form, { [member]: text }))}
        />
      ))}
      <CheckField
        label={t("another")}
        value={side.another ?? false}
        onChange={(another) => run(setSide(form, { another }))}
      />
      <CheckField
        label={t("once")}
        hint={t("onceHint")}
        value={side.once ?? false}
        onChange={(once) => run(setSide(form, { once }))}
      />
    </>
  );
}

function Shown({ side }: { readonly side: PublicDraft }) {
  const { t } = useTranslation("publicSettings");
  const { form, entity, run } = useDesk();
  const placed = new Set(placedIds(form));
  const types = entity.fields.filter((field) => placed.has(field.id));
  const links = types.filter((field) => field.type === "link");
  const files = side.files ?? undefined;
  return (
    <>
      {links.map((field) => (
        <CheckField
          key={field.id}
          label={t("list", { name: labelOf(form, entity, field.id) })}
          hint={t("listHint")}
          value={side.lists?.includes(field.id) ?? false}
          onChange={(listed) => run(setListed(form, field.id, listed))}
        />
      ))}
      {types.some((field) => field.type === "file" || field.type === "photo") ? (
        <CheckField
          label={t("files")}
          value={files !== undefined}
          onChange={(on) => run(setSide(form, { files: on ? {} : null }))}
        />
      ) : null}
      {files ? (
        <>
          <TextSetting
            label={t("filesMost")}
            value={String(files.most ?? fileDefaults.most)}
            onCommit={(text) => run(setFiles(form, { most: wholeNumber(text, 20) ?? fileDefaults.most }))}
          />
          <TextSetting
            label={t("filesMegabytes")}
            value={String(files.megabytes ?? fileDefaults.megabytes)}
            onCommit={(text) =>
              run(setFiles(form, { megabytes: wholeNumber(text, 25) ?? fileDefaults.megabytes }))
            }
          />
        </>
      ) : null}
    </>
  );
}
