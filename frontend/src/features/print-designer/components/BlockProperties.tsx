import { useTranslation } from "react-i18next";
import { TemplateSetting } from "@/designing/fields/TemplateSetting";
import { newItemId } from "@/designing/ids";
import { TextSetting } from "@/designing/parts/Inputs";
import type { Json } from "@/lib/json";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../DeskContext";
import { setBlock } from "../model/deeds";
import type { BlockDraft, BlockOf } from "../model/documents";
import { FieldsEditor } from "./FieldsEditor";
import { ItemRows } from "./ItemRows";
import style from "./PrintDesigner.module.css";

type Set = (members: Readonly<Record<string, Json>>) => void;

export function BlockProperties({ block }: { readonly block: BlockDraft }) {
  const { t } = useTranslation("printDesigner");
  const { print, blockName, run, select } = useDesk();
  const set: Set = (members) => void run(setBlock(print, block, members, blockName(block)));
  return (
    <div className={style.panel}>
      <p>
        <Button size="small" look="quiet" onClick={() => select(undefined)}>
          {t("template.title")}
        </Button>
      </p>
      <h2>{t(`block.${block.type}`)}</h2>
      {"title" in block || ["fields", "rows", "related", "approvals"].includes(block.type) ? (
        <TextSetting
          label={t("settings.title")}
          maxLength={200}
          value={("title" in block && block.title) || ""}
          onCommit={(title) => set({ title })}
        />
      ) : null}
      <Settings block={block} set={set} />
    </div>
  );
}

type SettingsProps<Block> = { readonly block: Block; readonly set: Set };

function Settings({ block, set }: SettingsProps<BlockDraft>) {
  const { t } = useTranslation("printDesigner");
  switch (block.type) {
    case "heading":
    case "text":
      return <WordSettings block={block} set={set} />;
    case "fields":
      return (
        <>
          <SelectField
            label={t("settings.columns")}
            value={String(block.columns ?? 2)}
            options={[1, 2, 3].map((one) => ({ id: String(one), label: String(one) }))}
            onChange={(columns) => set({ columns: Number(columns) })}
          />
          <FieldsEditor block={block} set={set} />
        </>
      );
    case "rows":
    case "related":
      return <FieldsEditor block={block} set={set} />;
    case "signatures":
      return <PlaceSettings block={block} set={set} />;
    case "approvals":
      return <p className={style.hint}>{t("settings.approvalsHint")}</p>;
    case "page_break":
      return <p className={style.hint}>{t("settings.pageBreakHint")}</p>;
  }
}

function WordSettings({ block, set }: SettingsProps<BlockOf<"heading" | "text">>) {
  const { t } = useTranslation("printDesigner");
  const { entity } = useDesk();
  return (
    <>
      <TemplateSetting
        label={t("settings.text")}
        entity={entity}
        maxLength={block.type === "heading" ? 500 : 4000}
        {...(block.type === "text" ? { rows: 6 } : {})}
        value={block.text}
        onCommit={(text) => set({ text })}
      />
      {block.type === "heading" ? (
        <SelectField
          label={t("settings.level")}
          value={String(block.level ?? 1)}
          options={[1, 2, 3].map((one) => ({ id: String(one), label: t(`settings.level${one}`) }))}
          onChange={(level) => set({ level: Number(level) })}
        />
      ) : null}
      <SelectField
        label={t("settings.align")}
        value={block.align ?? "left"}
        options={["left", "center", "right"].map((one) => ({ id: one, label: t(`settings.${one}`) }))}
        onChange={(align) => set({ align })}
      />
    </>
  );
}

const mostPlaces = 4;

function PlaceSettings({ block, set }: SettingsProps<BlockOf<"signatures">>) {
  const { t } = useTranslation("printDesigner");
  const { places } = block;
  const put = (next: typeof places) => set({ places: next.map(({ id, name }) => ({ id, name })) });
  return (
    <>
      <h3>{t("settings.places")}</h3>
      <ItemRows
        items={places.map(({ id, name }) => ({ id, label: name }))}
        onOrder={(ids) => put(ids.flatMap((id) => places.find((place) => place.id === id) ?? []))}
      />
      {places.map((place, at) => (
        <TextSetting
          key={place.id}
          label={t("settings.place", { number: at + 1 })}
          required
          maxLength={200}
          value={place.name}
          onCommit={(name) => {
            if (name.trim()) put(places.map((one) => (one.id === place.id ? { ...one, name } : one)));
          }}
        />
      ))}
      {places.length < mostPlaces ? (
        <p>
          <Button size="small" onClick={() => put([...places, { id: newItemId("p"), name: t("new.place") }])}>
            {t("settings.addPlace")}
          </Button>
        </p>
      ) : null}
    </>
  );
}
