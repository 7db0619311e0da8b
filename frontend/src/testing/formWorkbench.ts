/** A form and its entity as drafts, for tests of designers. */
import type { DesignDocument, Workbench } from "@/designing/model/workbench";

export const entityDraft = {
  format: 1,
  kind: "entity",
  id: "ent_deal",
  app: "app_sales",
  name: "Deal",
  key: "deal",
  title: "name",
  fields: [
    { id: "name", key: "name", name: "Name", type: "text", required: true },
    { id: "amount", key: "amount", name: "Amount", type: "money", places: 2 },
    {
      id: "level",
      key: "level",
      name: "Level",
      type: "choice",
      options: [
        { id: "a", name: "A" },
        { id: "b", name: "B" },
      ],
    },
    { id: "reason", key: "reason", name: "Reason", type: "long_text" },
    { id: "double", key: "double", name: "Double", type: "formula", expression: "{amount} * 2" },
  ],
};

export const formDraft = {
  format: 1,
  kind: "form",
  id: "frm_deal",
  app: "app_sales",
  name: "Deal",
  entity: "ent_deal",
  sections: [
    {
      id: "main",
      name: "Main",
      fields: [
        { field: "name", width: 12 },
        { field: "amount", width: 12 },
      ],
    },
    { id: "more", name: "More", fields: [{ field: "level" }, { field: "reason" }] },
  ],
  rules: [
    {
      id: "large",
      name: "Large",
      when: { field: "amount", op: "gt", value: "1000" },
      // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
      then: [{ do: "require", fields: ["reason"] }],
    },
  ],
};

export const formWorkbench = (): Workbench =>
  structuredClone({ ent_deal: entityDraft, frm_deal: formDraft }) as Readonly<Record<string, DesignDocument>>;
