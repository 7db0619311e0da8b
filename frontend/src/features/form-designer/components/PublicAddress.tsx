import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { type PublicAddress as Address, publicAddresses, publicAddressQuery } from "@/api/publicAddresses";
import { lazily } from "@/i18n/lazily";
import { PeoplePicker } from "@/ui/page/PeoplePicker";
import { Question } from "@/ui/page/Question";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { TextField } from "@/ui/shared/TextField";
import style from "./Properties.module.css";

const AddressCode = lazily(async () => (await import("./AddressCode")).AddressCode);

export type PublicAddressProps = { readonly form: string; readonly name: string };

/** The address of a published form: given out, shut, replaced. It takes effect at once and is no step of the draft. */
export function PublicAddress({ form, name }: PublicAddressProps) {
  const { t } = useTranslation("publicSettings");
  const client = useQueryClient();
  const query = publicAddressQuery(form);
  const { data: address, error } = useQuery(query);
  const [problem, setProblem] = useState<unknown>();
  const [copied, setCopied] = useState(false);
  const [code, setCode] = useState(false);
  const [asking, setAsking] = useState(false);
  const [owners, setOwners] = useState<readonly { readonly id: string; readonly name: string }[]>();
  if (error) return <ProblemNotice problem={error} />;
  if (!address) return <Skeleton lines={3} />;

  const take = (next: Address) => {
    client.setQueryData(query.queryKey, next);
    setCopied(false);
    setProblem(undefined);
    setOwners(undefined);
  };
  const put = (asked: { readonly open: boolean; readonly owner?: string }) =>
    void publicAddresses.put(form, asked).then(take, setProblem);
  const whole = address.path === null ? "" : `${location.origin}${address.path}`;
  const copy = async () => {
    await navigator.clipboard?.writeText(whole);
    setCopied(true);
  };
  return (
    <div className={style.address}>
      {whole ? (
        <>
          <TextField label={t("address.label")} value={whole} onChange={() => undefined} />
          <p className={style.hint} role="status">
            {address.open ? t("address.taken", { count: address.taken }) : t("address.isShut")}
          </p>
          <div className={style.acts}>
            <Button size="small" onClick={() => void copy()}>
              {t(copied ? "address.copied" : "address.copy")}
            </Button>
            <Button size="small" aria-expanded={code} onClick={() => setCode(!code)}>
              {t("address.code")}
            </Button>
            {address.open ? (
              <a href={address.path ?? ""} target="_blank" rel="noreferrer">
                {t("address.visit")}
              </a>
            ) : null}
            <Button size="small" onClick={() => put({ open: !address.open })}>
              {t(address.open ? "address.shut" : "address.again")}
            </Button>
            <Button size="small" onClick={() => setAsking(true)}>
              {t("address.renew")}
            </Button>
          </div>
          {code ? (
            <Suspense fallback={<Skeleton lines={6} />}>
              <AddressCode address={whole} name={name} />
            </Suspense>
          ) : null}
          <p className={style.hint}>{t("address.owner")}</p>
          <PeoplePicker
            label={t("address.owner")}
            value={owners ?? (address.owner ? [address.owner] : [])}
            onChange={(people) => {
              const [owner] = people;
              setOwners(people);
              if (owner) put({ open: address.open, owner: owner.id });
            }}
          />
        </>
      ) : (
        <Button look="primary" onClick={() => put({ open: true })}>
          {t("address.open")}
        </Button>
      )}
      {problem ? <ProblemNotice problem={problem} /> : null}
      {asking ? (
        <Question
          title={t("address.renewTitle")}
          confirm={t("address.renew")}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => take(await publicAddresses.renew(form))}
        >
          <p>{t("address.renewWhat")}</p>
        </Question>
      ) : null}
    </div>
  );
}
