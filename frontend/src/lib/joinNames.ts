/** Joins the CSS class names that apply. */
export const joinNames = (...names: (string | false | null | undefined)[]): string =>
  names.filter((name): name is string => Boolean(name)).join(" ");
