import { type ComponentType, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { uploadFile } from "@/api/files";
import { Dialog } from "@/ui/page/Dialog";
import { type NamedPerson, PeoplePicker } from "@/ui/page/PeoplePicker";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import type { ActionOffer, Decision, Named } from "../api";
import { askOf, signerPlace } from "../model/actions";
import { ActionFiles } from "./ActionFiles";
import { useActionWords } from "./useActionWords";

type Frame = ComponentType<{
  readonly title: string;
  readonly onClose: () => void;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}>;

export type ActionDialogProps = {
  readonly offer: ActionOffer;
  readonly returnTo?: readonly Named[];
  readonly onClose: () => void;
  readonly onAct: (decision: Decision) => Promise<unknown>;
  /** The phone brings its own sheet. */
  readonly frame?: Frame;
  readonly size?: "medium" | "phone";
};

/** What must be said before an action: a comment, the people, the place to return to. Nothing more is asked. */
export function ActionDialog(props: ActionDialogProps) {
  const { offer, returnTo = [], onClose, onAct, frame: Frame = Dialog, size = "medium" } = props;
  const { t } = useTranslation("tasks");
  const { labelOf } = useActionWords();
  const ask = askOf(offer);
  const [comment, setComment] = useState("");
  const [people, setPeople] = useState<readonly NamedPerson[]>([]);
  const [to, setTo] = useState("initiator");
  const [resume, setResume] = useState<"again" | "straight">("again");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [attachments, setAttachments] = useState<readonly string[]>([]);
  const [signature, setSignature] = useState<Blob | null>(null);
  const ready =
    (ask.comment !== "required" || comment.trim() !== "") &&
    (ask.people === "none" || people.length > 0) &&
    (!offer.attachment || attachments.length > 0) &&
    (!offer.signature || signature !== null);
  const go = async () => {
    setBusy(true);
    setProblem(undefined);
    const how = signerPlace(offer.name);
    const ids = people.map((person) => person.id);
    try {
      const signed = signature ? await uploadFile(signature, "signature.png") : undefined;
      await onAct({
        ...(signed ? { signature: signed.id } : {}),
        ...(attachments.length > 0 ? { attachments } : {}),
        ...(comment.trim() ? { comment: comment.trim() } : {}),
        ...(ask.people === "one" && ids[0] ? { to: ids[0] } : {}),
        ...(ask.people === "many" ? { people: ids } : {}),
        ...(how ? { how } : {}),
        ...(ask.place ? { to, resume } : {}),
      });
      onClose();
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  const danger = offer.name === "reject" || offer.name === "withdraw";
  return (
    <Frame
      title={labelOf(offer)}
      onClose={onClose}
      footer={
        <>
          <Button size={size} onClick={onClose}>
            {t("common:cancel")}
          </Button>
          <Button
            size={size}
            look={danger ? "danger" : "primary"}
            block={size === "phone"}
            busy={busy}
            disabled={!ready}
            onClick={() => void go()}
          >
            {labelOf(offer)}
          </Button>
        </>
      }
    >
      <div style={{ display: "grid", gap: 14 }}>
        <p style={{ color: "var(--text-2)" }}>{t(`means.${offer.name}`)}</p>
        {ask.people === "none" ? null : (
          <PeoplePicker
            label={t(ask.people === "one" ? "ask.person" : "ask.people")}
            required
            many={ask.people === "many"}
            value={people}
            onChange={setPeople}
          />
        )}
        {ask.place ? (
          <>
            <SelectField
              label={t("ask.place")}
              value={to}
              onChange={setTo}
              options={[
                { id: "initiator", label: t("ask.initiator") },
                ...returnTo.map((node) => ({ id: node.id, label: node.name })),
              ]}
            />
            <SelectField
              label={t("ask.resume")}
              value={resume}
              onChange={(value) => setResume(value === "straight" ? "straight" : "again")}
              options={[
                { id: "again", label: t("ask.again") },
                { id: "straight", label: t("ask.straight") },
              ]}
            />
          </>
        ) : null}
        {ask.comment === "none" ? null : (
          <TextField
            label={t(offer.name === "reject" ? "ask.reason" : "ask.comment")}
            rows={3}
            required={ask.comment === "required"}
            value={comment}
            onChange={setComment}
            maxLength={2000}
          />
        )}
        {offer.attachment || offer.signature ? (
          <ActionFiles
            offer={offer}
            attachments={attachments}
            onAttachments={setAttachments}
            onSignature={setSignature}
          />
        ) : null}
        {problem ? <ProblemNotice problem={problem} /> : null}
      </div>
    </Frame>
  );
}
