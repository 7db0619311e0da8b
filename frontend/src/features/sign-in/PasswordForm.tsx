import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "@/api/call";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import { EntryForm } from "./EntryForm";

export type PasswordFormProps = { readonly home: string; readonly size: "medium" | "phone" };

const shortest = 10;

/** An own password in place of the one-time one; everything else waits for it. */
export function PasswordForm({ home, size }: PasswordFormProps) {
  const { t } = useTranslation("signIn");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const change = useMutation({
    mutationFn: () =>
      call<unknown>("POST", "/me/password", { body: { current_password: current, new_password: next } }),
    onSuccess: () => location.assign(home),
  });
  const differs = again !== "" && again !== next;
  const ready = current !== "" && next.length >= shortest && again === next;
  return (
    <EntryForm title={t("change.title")} hint={t("change.hint")} onSubmit={() => ready && change.mutate()}>
      <TextField
        label={t("change.current")}
        kind="password"
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        required
      />
      <TextField
        label={t("change.next")}
        kind="password"
        hint={t("change.rule", { count: shortest })}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        required
      />
      <TextField
        label={t("change.again")}
        kind="password"
        problem={differs ? t("change.differs") : undefined}
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
        required
      />
      {change.error ? <ProblemNotice problem={change.error} /> : null}
      <Button type="submit" look="primary" size={size} block busy={change.isPending} disabled={!ready}>
        {t("change.submit")}
      </Button>
    </EntryForm>
  );
}
