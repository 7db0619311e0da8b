/** What the platform tells about an app's design: apps, entities, views and forms, as the API words them. */
import type { Json } from "@/lib/json";
import type { Schemas } from "./schemas";

export type MenuEntry = Schemas["MenuEntry"];
export type MenuGroup = Schemas["MenuGroup"];
export type AppDocument = Schemas["AppShown"];

export type OptionDocument = {
  readonly id: string;
  readonly name: string;
  readonly color?: string;
  readonly archived?: boolean;
  /** Options of the field that is followed under which this one is offered. */
  readonly under?: readonly string[];
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

/** By hand, because the schema leaves the members of each type open: those that screens read are listed here. */
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
  /** `masked`: only a part is shown to this reader, and nothing can be asked about it. */
  readonly access: "masked" | "read" | "write";
  readonly computed?: boolean;
  readonly options?: readonly OptionDocument[];
  /** Id of the single choice that decides which options are offered. */
  readonly follows?: string | null;
  readonly many?: boolean;
  /** Key of the entity that a link leads to. */
  readonly entity_key?: string;
  /** Columns of a sub-table. */
  readonly fields?: readonly FieldDocument[];
  /** Ids of columns whose sum stands below the rows. */
  readonly totals?: readonly string[];
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

export type EvidenceDocument = Schemas["EvidenceShown"];
export type StageDocument = Schemas["StageShown"];
export type GateDocument = Schemas["GateShown"];
export type EntityAction = Schemas["EntityShown"]["actions"][number];
export type RelatedDocument = Schemas["RelatedShown"];
/** How the page of a record is made up, without what the reader may not see. */
export type PageDocument = Schemas["PageShown"];
export type BlockDocument = Schemas["BlockShown"];
export type ListedDocument = Schemas["ListedShown"];
export type EntityName = Schemas["EntityNamed"];
export type EntityDocument = Omit<Schemas["EntityShown"], "fields"> & {
  readonly fields: readonly FieldDocument[];
};

export type SortDocument = Schemas["design.Sort"];
export type LayoutDocument = Schemas["design.View"]["layout"];
export type GridLayoutDocument = Extract<LayoutDocument, { readonly type: "grid" }>;
export type KanbanLayoutDocument = Extract<LayoutDocument, { readonly type: "kanban" }>;
export type CalendarLayoutDocument = Extract<LayoutDocument, { readonly type: "calendar" }>;
export type GalleryLayoutDocument = Extract<LayoutDocument, { readonly type: "gallery" }>;
export type GanttLayoutDocument = Extract<LayoutDocument, { readonly type: "gantt" }>;

/** What the stored form of an object has beside what screens read. */
type Stored = "format" | "kind" | "description";

export type ViewDocument = Omit<Schemas["design.View"], Stored> & {
  readonly entity_key?: string;
  /** Kept by the reader alone. */
  readonly personal?: boolean;
  /** Fields of an own view that the reader may no longer see; what used them is left out. */
  readonly lost?: readonly string[];
};

export type PlacementDocument = Schemas["design.Placement"];
export type SectionDocument = Schemas["design.Section"];
export type ReactionDocument = Schemas["design.Reaction"];
export type FormRuleDocument = Schemas["design.FormRule"];
export type FormDocument = Omit<Schemas["design.Form"], Stored> & { readonly entity_key?: string };
