/** Leads the eye and the keyboard to the first field that asks for attention. */
export function focusProblem(within: HTMLElement | null): void {
  const field = within?.querySelector<HTMLElement>(
    '[aria-invalid="true"], [data-invalid="true"], [role="alert"]',
  );
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}

export function focusField(within: HTMLElement | null, id: string): void {
  const place = within?.querySelector<HTMLElement>(`[data-field="${CSS.escape(id)}"]`);
  place?.scrollIntoView({ block: "center" });
  place?.querySelector<HTMLElement>("input, textarea, button, select")?.focus({ preventScroll: true });
}
