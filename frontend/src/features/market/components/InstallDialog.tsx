import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { appsQuery } from "@/api/design";
import { CheckField } from "@/ui/page/CheckField";
import { Dialog } from "@/ui/page/Dialog";
import { Notice } from "@/ui/page/Notice";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import { type Installed, install, type PackagePreview } from "../api";
import { samplesOf, unfilled } from "../model/preview";
import style from "./market.module.css";
import { namedIn, type SlotChoice, SlotFields } from "./SlotFields";

export type InstallDialogProps = {
  readonly preview: PackagePreview;
  /** It is here already: installing again makes a second app. */
  readonly again: boolean;
  readonly onClose: () => void;
};

/** One dialog: what it is called here, who fills its slots, whether it comes with sample data. */
export function InstallDialog({ preview, again, onClose }: InstallDialogProps) {
  const { t } = useTranslation(["market", "common"]);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [samples, setSamples] = useState(true);
  const [slots, setSlots] = useState<SlotChoice>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [done, setDone] = useState<Installed & { readonly key: string }>();
  const chosen = namedIn(slots);
  const count = samplesOf(preview);
  const go = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const wish = { samples: samples && count > 0, name: name.trim() };
      const made = await install(preview.id, preview.slots.length > 0 ? { ...wish, slots: chosen } : wish);
      await Promise.all(
        ["packages", "design", "roles"].map((key) => client.invalidateQueries({ queryKey: [key] })),
      );
      const { apps } = await client.fetchQuery(appsQuery);
      setDone({ ...made, key: apps.find((one) => one.id === made.app)?.key ?? made.app });
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };
  const footer = done ? (
    <>
      <Button onClick={onClose}>{t("common:close")}</Button>
      <Button look="primary" onClick={() => void navigate(`/a/${done.key}`)}>
        {t("openApp")}
      </Button>
    </>
  ) : (
    <>
      <Button onClick={onClose}>{t("common:cancel")}</Button>
      <Button
        look="primary"
        busy={busy}
        disabled={unfilled(preview.slots, chosen).length > 0}
        onClick={() => void go()}
      >
        {t("install")}
      </Button>
    </>
  );
  return (
    <Dialog title={t("installTitle", { name: preview.name })} onClose={onClose} footer={footer}>
      <div className={style.stack}>
        {done ? (
          <Notice tone="success">{t("done", { count: done.samples, objects: done.objects })}</Notice>
        ) : busy ? (
          <ProgressBar label={t("installing")} done={0} />
        ) : (
          <>
            {again ? <Notice tone="warning">{t("again")}</Notice> : null}
            <TextField
              label={t("name")}
              hint={t("nameHint")}
              placeholder={preview.name}
              value={name}
              maxLength={100}
              onChange={setName}
            />
            <SlotFields slots={preview.slots} value={slots} onChange={setSlots} />
            {count > 0 ? (
              <CheckField
                label={t("samples", { count })}
                hint={t("samplesHint")}
                value={samples}
                onChange={setSamples}
              />
            ) : null}
            {preview.asks.abilities.length + preview.asks.hosts.length > 0 ? (
              <Notice tone="info">
                {t("asks", {
                  what: [
                    ...preview.asks.abilities.map((one) => t(`ability.${one}`, { defaultValue: one })),
                    ...preview.asks.hosts,
                  ].join(" · "),
                })}
              </Notice>
            ) : null}
          </>
        )}
        {problem ? <ProblemNotice problem={problem} /> : null}
      </div>
    </Dialog>
  );
}
