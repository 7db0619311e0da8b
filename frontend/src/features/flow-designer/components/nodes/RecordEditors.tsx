import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entityToBuildQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import type { JsonObject } from "@/lib/json";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../../DeskContext";
import { member, nodeName } from "../../model/documents";
import { ValueMap } from "../inputs/ValueMap";
import type { NodeEditorProps } from "./editors";

/** Another entity by its id, as far as the caller sees it. */
function useEntity(id: string | undefined): EntityDocument | undefined {
  const { entity, entities } = useDesk();
  const key = entities.find((one) => one.id === id)?.key;
  const { data } = useQuery({
    ...entityToBuildQuery(key ?? ""),
    enabled: key !== undefined && id !== entity.id,
  });
  return id === entity.id ? entity : data;
}

const values = (node: NodeEditorProps["node"]): JsonObject => member<JsonObject>(node, "values", {});

export function CreateEditor({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const { entities } = useDesk();
  const id = member<string>(node, "entity", "");
  const entity = useEntity(id);
  return (
    <>
      <SelectField
        label={t("record.entity")}
        value={id}
        options={entities.map((one) => ({ id: one.id, label: one.name }))}
        onChange={(next) => set({ entity: next, values: {} })}
      />
      <ValueMap
        label={t("record.values")}
        entity={entity}
        value={values(node)}
        onChange={(next) => set({ values: next })}
      />
    </>
  );
}

const own = "own";

/** The run's record, the one that a link leads to, or one that an earlier step made. */
export function UpdateEditor({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity, entities, flow } = useDesk();
  const through = member<string>(node, "through", "");
  const madeBy = member<string>(node, "made_by", "");
  const links = entity.fields.filter((field) => field.type === "link" && !field.many);
  const made = flow.nodes.filter((one) => one.type === "create_record");
  const maker = made.find((one) => one.id === madeBy);
  const link = links.find((field) => field.id === through);
  const linked = entities.find((one) => one.key === link?.entity_key)?.id;
  const written = useEntity(maker ? String(maker.entity) : through ? linked : entity.id);
  const which = madeBy ? `made:${madeBy}` : through ? `link:${through}` : own;
  const options = [
    { id: own, label: t("record.own", { name: entity.name }) },
    ...links.map((field) => ({ id: `link:${field.id}`, label: t("record.linked", { name: field.name }) })),
    ...made.map((one) => ({ id: `made:${one.id}`, label: t("record.made", { name: nodeName(one) }) })),
  ];
  const stray = options.some((one) => one.id === which) ? [] : [{ id: which, label: through || madeBy }];
  return (
    <>
      <SelectField
        label={t("record.which")}
        value={which}
        options={[...options, ...stray]}
        onChange={(next) => {
          const [kind, id] = next.split(":");
          set({
            through: kind === "link" ? id : undefined,
            made_by: kind === "made" ? id : undefined,
            values: {},
          });
        }}
      />
      <ValueMap
        label={t("record.values")}
        entity={written}
        value={values(node)}
        onChange={(next) => set({ values: next })}
      />
      <CheckField
        label={t("record.skipMissing")}
        hint={t("record.skipHint")}
        value={member<string>(node, "missing", "fail") === "skip"}
        onChange={(skip) => set({ missing: skip ? "skip" : "fail" })}
      />
    </>
  );
}
