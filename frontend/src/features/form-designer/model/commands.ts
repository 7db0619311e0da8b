/** Everything that can be done to a form, as plain data. */
import type { FieldSpec } from "@/designing/fields/documents";
import type { Command } from "@/designing/model/command";
import type { Placement, RuleDraft, SectionDraft } from "./documents";
import type { PublicDraft } from "./publicSide";

/** In a section before another field, or at its end. */
export type Spot = { readonly section: string; readonly before: string | null };

/** Columns of 24 by field: what stands in a row makes room for what comes into it. */
export type Widths = Readonly<Record<string, number>>;

type On<Name extends string, Members> = Command & { readonly do: Name; readonly form: string } & Members;

export type FormCommand =
  /** `fields` are new ones of the entity; what is placed may be new or old. */
  | On<
      "fields.place",
      {
        readonly entity: string;
        readonly at: Spot;
        readonly places: readonly Placement[];
        readonly fields: readonly FieldSpec[];
        readonly widths?: Widths;
      }
    >
  | On<
      "places.move",
      {
        readonly fields: readonly string[];
        readonly at: Spot;
        readonly widths?: Widths;
      }
    >
  | On<"place.set", { readonly field: string; readonly members: Partial<Placement> }>
  /** `drop` are fields that were never published: they leave the entity too. */
  | On<
      "places.remove",
      { readonly entity: string; readonly fields: readonly string[]; readonly drop: readonly string[] }
    >
  | On<"field.set", { readonly entity: string; readonly field: string; readonly members: Partial<FieldSpec> }>
  | On<"section.add", { readonly section: SectionDraft; readonly before: string | null }>
  | On<"section.set", { readonly section: string; readonly members: Partial<SectionDraft> }>
  | On<"section.move", { readonly section: string; readonly before: string | null }>
  | On<"section.remove", { readonly section: string }>
  | On<"rule.put", { readonly rule: RuleDraft }>
  | On<"rule.remove", { readonly rule: string }>
  | On<
      "form.set",
      {
        readonly members: {
          readonly name?: string;
          readonly submit?: string;
          readonly description?: string;
          readonly steps?: boolean;
          readonly public?: PublicDraft | null;
        };
      }
    >;

export type FormDeed = FormCommand["do"];
export type CommandOf<Name extends FormDeed> = Extract<FormCommand, { readonly do: Name }>;
