/** Uploads of one field: what is under way is kept here, what is done becomes part of the value. */
import { useCallback, useRef, useState } from "react";
import type { FileClaims } from "@/api/files";
import { listOf } from "@/field-cells/cell";
import type { Json } from "@/lib/json";
import { useFollowUpload } from "./filesUnderWay";
import { type Uploaded, useWidgetDoors } from "./WidgetDoors";

export type NewUpload = {
  readonly file: Blob;
  readonly name: string;
  readonly claims?: FileClaims;
  /** What is done to the file before it is sent. */
  readonly prepare?: (file: Blob) => Promise<Blob>;
};

export type Upload = NewUpload & {
  readonly key: string;
  readonly state: "uploading" | "failed";
  readonly reason?: string;
};

export function useUploads(value: Json, onChange: (value: Json) => void) {
  const ids = listOf(value).map(String);
  const latest = useRef({ ids, onChange });
  latest.current = { ids, onChange };
  const count = useRef(0);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const { upload: sendFile } = useWidgetDoors();
  /** What was uploaded here, with its content as it lies on this device. */
  const [known, setKnown] = useState<ReadonlyMap<string, Uploaded & { readonly content: Blob }>>(new Map());
  const dropped = useRef(new Set<string>());
  const follow = useFollowUpload();

  const deliver = useCallback(
    async (upload: Upload) => {
      const others = (list: readonly Upload[]) => list.filter((one) => one.key !== upload.key);
      setUploads((list) => [...others(list), { ...upload, state: "uploading" }]);
      try {
        const sent = upload.prepare ? await upload.prepare(upload.file) : upload.file;
        const file = await sendFile(sent, upload.name, upload.claims);
        if (dropped.current.has(upload.key)) return;
        setKnown((map) => new Map(map).set(file.id, { ...file, content: sent }));
        setUploads(others);
        const next = [...latest.current.ids, file.id];
        // Two uploads may end before the next rendering: the second must see the first.
        latest.current = { ...latest.current, ids: next };
        latest.current.onChange(next);
      } catch (problem) {
        const reason = problem instanceof Error ? problem.message : String(problem);
        setUploads((list) => [...others(list), { ...upload, state: "failed", reason }]);
      }
    },
    [sendFile],
  );

  const send = useCallback((upload: Upload) => follow(deliver(upload)), [follow, deliver]);
  const add = useCallback(
    (files: readonly NewUpload[]) => {
      for (const one of files) {
        count.current += 1;
        send({ ...one, key: `upload-${count.current}`, state: "uploading" });
      }
    },
    [send],
  );
  const remove = useCallback((key: string) => {
    dropped.current.add(key);
    setUploads((list) => list.filter((one) => one.key !== key));
    const kept = latest.current.ids.filter((id) => id !== key);
    if (kept.length === latest.current.ids.length) return;
    latest.current = { ...latest.current, ids: kept };
    latest.current.onChange(kept.length > 0 ? kept : null);
  }, []);
  return { ids, uploads, known, add, remove, retry: send };
}
