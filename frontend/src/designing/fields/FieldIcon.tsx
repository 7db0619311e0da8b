import { fieldIcon } from "@/view-layouts/grid/fieldIcon";

/** A drawing beside a name, never instead of it. */
export const FieldIcon = ({ type }: { readonly type: string }) => (
  <span aria-hidden="true" style={{ display: "inline-flex", flex: "none" }}>
    {fieldIcon(type)}
  </span>
);
