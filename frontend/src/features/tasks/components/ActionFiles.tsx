import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { useCellWords } from "@/field-cells/useCellWords";
import { FileUpload } from "@/field-widgets/FileUpload";
import type { ActionOffer } from "../api";
import { SignaturePad } from "./SignaturePad";

export type ActionFilesProps = {
  readonly offer: ActionOffer;
  readonly attachments: readonly string[];
  readonly onAttachments: (ids: readonly string[]) => void;
  readonly onSignature: (picture: Blob | null) => void;
};

const field: FieldDocument = {
  id: "attachments",
  key: "attachments",
  name: "attachments",
  type: "file",
  widget: "file-upload",
  cell: "files",
  operators: [],
  access: "write",
};

/** The papers and the signature that an action asks for. */
export function ActionFiles({ offer, attachments, onAttachments, onSignature }: ActionFilesProps) {
  const { t } = useTranslation("tasks");
  const words = useCellWords();
  return (
    <>
      {offer.attachment ? (
        <FileUpload
          field={field}
          frame={{ label: t("ask.attachments"), required: true }}
          value={[...attachments]}
          onChange={(value) => onAttachments(Array.isArray(value) ? value.map(String) : [])}
          disabled={false}
          words={words}
        />
      ) : null}
      {offer.signature ? <SignaturePad onChange={onSignature} /> : null}
    </>
  );
}
