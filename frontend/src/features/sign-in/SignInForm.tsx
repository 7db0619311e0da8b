import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "@/api/call";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import { backAddress } from "./backAddress";
import { EntryForm } from "./EntryForm";

export type SignInFormProps = { readonly home: string; readonly size: "medium" | "phone" };

export function SignInForm({ home, size }: SignInFormProps) {
  const { t } = useTranslation("signIn");
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => call<{ must_change: boolean }>("POST", "/session", { body: { login, password } }),
    // A full load starts the new person with nothing of the last one in memory.
    onSuccess: ({ must_change }) =>
      location.assign(must_change ? `${home}password` : backAddress(location.search, home)),
  });
  return (
    <EntryForm title={t("title")} hint={t("hint")} onSubmit={() => signIn.mutate()}>
      <TextField
        label={t("login")}
        value={login}
        onChange={setLogin}
        autoComplete="username"
        required
        autoFocus
      />
      <TextField
        label={t("password")}
        kind="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        required
      />
      {signIn.error ? <ProblemNotice problem={signIn.error} advice={t("advice")} /> : null}
      <Button
        type="submit"
        look="primary"
        size={size}
        block
        busy={signIn.isPending}
        disabled={!login || !password}
      >
        {t("submit")}
      </Button>
    </EntryForm>
  );
}
