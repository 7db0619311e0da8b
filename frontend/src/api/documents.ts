/** What the platform tells about an app's design: apps, entities, views and forms, as the API words them. */
import type { Condition } from "@/lib/condition/condition";
import type { Json } from "@/lib/json";

export type MenuEntry = {
  readonly id: string;
  readonly name: string;
  readonly icon?: string;
  readonly opens: string;
  readonly kind: "view" | "dashboard" | "form";
  readonly entity?: string;
  readonly layout?: string;
};

export type MenuGroup = { readonly id: string; readonly name: string; readonly items: readonly MenuEntry[] };

export type AppDocument = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly icon?: string;
  readonly color?: string;
  readonly description?: string;
  readonly menu: readonly MenuGroup[];
};

export type OptionDocument = {
  readonly id: string;
  readonly name: string;
  readonly color?: string;
  readonly archived?: boolean;
};

export type WidgetName =
  | "text-input"
  | "text-area"
  | "number-input"
  | "money-input"
  | "percent-input"
  | "date-input"
  | "moment-input"
  | "switch"
  | "choice-select"
  | "multi-choice-select"
  | "phone-input"
  | "email-input"
  | "url-input"
  | "person-picker"
  | "department-picker"
  | "link-picker"
  | "sub-table"
  | "computed"
  | "file-upload"
  | "photo-upload"
  | "location-picker";

export type CellName =
  | "text"
  | "number"
  | "money"
  | "percent"
  | "date"
  | "moment"
  | "boolean"
  | "choice"
  | "multi-choice"
  | "phone"
  | "email"
  | "url"
  | "person"
  | "department"
  | "link"
  | "rows"
  | "computed"
  | "files"
  | "photos"
  | "location";

export type FieldDocument = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly default?: Json;
  readonly widget: WidgetName;
  readonly cell: CellName;
  readonly operators: readonly string[];
  readonly access: "read" | "write";
  readonly computed?: boolean;
  readonly options?: readonly OptionDocument[];
  readonly many?: boolean;
  /** Key of the entity that a link leads to. */
  readonly entity_key?: string;
  /** Columns of a sub-table. */
  readonly fields?: readonly FieldDocument[];
  readonly least?: number;
  readonly most?: number;
  readonly camera_only?: boolean;
  readonly endings?: readonly string[];
  readonly max_length?: number;
  readonly verbatim?: boolean;
  readonly places?: number;
  readonly min?: string | number | null;
  readonly max?: string | number | null;
  readonly unit?: string;
  readonly currency?: string;
  readonly result?: "text" | "number" | "date" | "moment" | "boolean";
  readonly display?: "" | "money" | "percent";
  readonly expression?: string;
  readonly inverse?: string;
};

export type EvidenceDocument = {
  readonly id: string;
  readonly name: string;
  readonly kind: "filled" | "files" | "records" | "condition";
  /** Key of the field that must be filled. */
  readonly field?: string | null;
};

export type StageDocument = {
  readonly option: string;
  readonly limit_hours?: number | null;
  readonly evidence?: readonly EvidenceDocument[];
};

/** `field` is a key. */
export type GateDocument = {
  readonly id: string;
  readonly field: string;
  readonly stages: readonly StageDocument[];
  readonly back?: boolean;
};

export type EntityAction =
  | "create"
  | "update"
  | "delete"
  | "import"
  | "import_historical"
  | "export"
  | "bulk";

export type EntityDocument = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly icon?: string;
  readonly app?: string;
  /** Key of the field by which people know a record; null where the reader may not see it. */
  readonly title: string | null;
  readonly fields: readonly FieldDocument[];
  readonly gates?: readonly GateDocument[];
  readonly actions: readonly EntityAction[];
  readonly forms: readonly { readonly id: string; readonly name: string }[];
  readonly views: readonly { readonly id: string; readonly name: string; readonly type: string }[];
  /** Records of other entities whose link `field` points here. */
  readonly related?: readonly RelatedDocument[];
};

export type RelatedDocument = { readonly entity: string; readonly field: string; readonly name: string };

export type EntityName = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly app: string;
  readonly icon?: string;
};

export type SortDocument = { readonly field: string; readonly descending?: boolean };

export type GridLayoutDocument = {
  readonly type: "grid";
  readonly columns: readonly { readonly field: string; readonly width?: number; readonly summary?: string }[];
  readonly group?: string | null;
};

export type KanbanLayoutDocument = {
  readonly type: "kanban";
  readonly by: string;
  readonly card: readonly string[];
  readonly total?: string | null;
};

export type ViewDocument = {
  readonly id: string;
  readonly app: string;
  readonly name: string;
  readonly entity: string;
  readonly entity_key?: string;
  readonly layout: GridLayoutDocument | KanbanLayoutDocument;
  readonly filter?: Condition | null;
  readonly sort?: readonly SortDocument[];
  readonly form?: string | null;
};

export type PlacementDocument = {
  readonly field: string;
  readonly width?: number;
  readonly label?: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly default?: Json;
};

export type SectionDocument = {
  readonly id: string;
  readonly name?: string;
  readonly fields: readonly PlacementDocument[];
  readonly tab?: boolean;
};

export type ReactionDocument = {
  readonly do: "show" | "hide" | "require" | "readonly" | "set" | "message";
  readonly fields?: readonly string[];
  readonly value?: Json;
  readonly expression?: string;
  readonly text?: string;
};

export type FormRuleDocument = {
  readonly id: string;
  readonly name: string;
  readonly when: Condition;
  readonly then: readonly ReactionDocument[];
};

export type FormDocument = {
  readonly id: string;
  readonly app: string;
  readonly name: string;
  readonly entity: string;
  readonly entity_key?: string;
  readonly sections: readonly SectionDocument[];
  readonly rules?: readonly FormRuleDocument[];
  readonly submit?: string;
};
