/** What strangers may do with a form, as its draft holds it: members at their default are absent. */
import { withMembers } from "@/designing/model/canonical";
import type { Json } from "@/lib/json";
import type { CommandOf } from "./commands";
import type { FormDraft } from "./documents";

export type PublicDraft = {
  readonly opens?: string | null;
  readonly closes?: string | null;
  readonly most?: number | null;
  /** The role whose first member owns what comes in. */
  readonly owner?: string | null;
  /** Links whose records are listed by title. */
  readonly lists?: readonly string[];
  readonly files?: { readonly most?: number; readonly megabytes?: number } | null;
  /** Values by field that strangers neither see nor fill in. */
  readonly values?: Readonly<Record<string, Json>>;
  readonly note?: string;
  readonly thanks?: string;
  readonly another?: boolean;
  readonly once?: boolean;
};

export const publicDefaults = {
  opens: null,
  closes: null,
  most: null,
  owner: null,
  lists: [],
  files: null,
  values: {},
  note: "",
  thanks: "",
  another: false,
  once: false,
} as const;
export const fileDefaults = { most: 3, megabytes: 10 } as const;

/** `what` names the setting, so that typing in one of them is one step. */
const put = (form: FormDraft, next: PublicDraft | null, what: string): CommandOf<"form.set"> => ({
  do: "form.set",
  form: form.id,
  members: { public: next },
  same: `form.public.${what}`,
  say: { key: "step.public" },
});

export const openSide = (form: FormDraft, open: boolean): CommandOf<"form.set"> =>
  put(form, open ? {} : null, open ? "on" : "off");

export const setSide = (form: FormDraft, members: PublicDraft): CommandOf<"form.set"> =>
  put(form, withMembers(form.public ?? {}, members, publicDefaults), Object.keys(members).join());

export const setFiles = (
  form: FormDraft,
  members: NonNullable<PublicDraft["files"]>,
): CommandOf<"form.set"> =>
  setSide(form, { files: withMembers(form.public?.files ?? {}, members, fileDefaults) });

export function setValue(form: FormDraft, field: string, value: Json | undefined): CommandOf<"form.set"> {
  const { [field]: _before, ...others } = form.public?.values ?? {};
  return setSide(form, { values: value === undefined ? others : { ...others, [field]: value } });
}

export function setListed(form: FormDraft, field: string, listed: boolean): CommandOf<"form.set"> {
  const others = (form.public?.lists ?? []).filter((id) => id !== field);
  return setSide(form, { lists: listed ? [...others, field] : others });
}

/** The public side without fields that have left the form. */
export function sideWithout(side: PublicDraft, gone: readonly string[]): PublicDraft {
  const { lists = [], values = {} } = side;
  if (!gone.some((id) => lists.includes(id) || id in values)) return side;
  return withMembers(
    side,
    {
      lists: lists.filter((id) => !gone.includes(id)),
      values: Object.fromEntries(Object.entries(values).filter(([id]) => !gone.includes(id))),
    },
    publicDefaults,
  );
}
