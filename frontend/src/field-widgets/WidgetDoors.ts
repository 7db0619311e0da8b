/** How widgets reach the platform: as whoever is signed in, or as a stranger who has a form's address and no more. */
import { createContext, useContext } from "react";
import { type FileClaims, type FileDocument, uploadFile } from "@/api/files";
import { records } from "@/api/records";

export type Uploaded = Pick<FileDocument, "id" | "name" | "size">;
export type Titled = { readonly id: string; readonly title: string | null };

export type WidgetDoors = {
  readonly lookup: (entity: string, sought: string, signal: AbortSignal) => Promise<readonly Titled[]>;
  readonly upload: (file: Blob, name: string, claims?: FileClaims) => Promise<Uploaded>;
  /** Whether stored records and files may be asked for; without it only what was just chosen is known. */
  readonly reads: boolean;
};

const own: WidgetDoors = { lookup: records.lookup, upload: uploadFile, reads: true };

export const WidgetDoorsContext = createContext<WidgetDoors>(own);

export const useWidgetDoors = (): WidgetDoors => useContext(WidgetDoorsContext);
