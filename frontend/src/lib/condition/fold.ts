/** How text is compared when letter case and width do not matter: NFKC and case-folded. */
export const fold = (text: string): string =>
  text.normalize("NFKC").toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKC");
