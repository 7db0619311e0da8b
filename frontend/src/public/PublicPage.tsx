import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { type ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ShellKind, ShellKindContext } from "@/field-widgets/ShellKind";
import { WidgetDoorsContext } from "@/field-widgets/WidgetDoors";
import { lazily } from "@/i18n/lazily";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { hasAnswered, keepAnswered } from "./answered";
import style from "./PublicPage.module.css";
import { doorsOf, publicForms } from "./publicForms";

/** What fills a form in comes beside the form itself. */
const FilledForm = lazily(async () => (await import("./FilledForm")).FilledForm);

const wide = "(min-width: 720px)";

function useShell(): ShellKind {
  const [shell, setShell] = useState<ShellKind>(() => (matchMedia(wide).matches ? "desktop" : "phone"));
  useEffect(() => {
    const query = matchMedia(wide);
    const follow = () => setShell(query.matches ? "desktop" : "phone");
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return shell;
}

/** One form for whoever has its address: no menu, no session, nothing else of the workspace. */
export function PublicPage({ token }: { readonly token: string }) {
  const { t } = useTranslation("publicForms");
  const shell = useShell();
  const doors = useMemo(() => doorsOf(token), [token]);
  const [round, setRound] = useState(0);
  const [sent, setSent] = useState(false);
  const { data: shown, error } = useQuery({
    queryKey: ["public", token],
    queryFn: ({ signal }) => publicForms.read(token, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  useEffect(() => void FilledForm.fetch(), []);
  useEffect(() => {
    if (shown) document.title = shown.name;
  }, [shown]);

  if (error) {
    return (
      <Sheet title={t("shut")}>
        <div className={style.told}>
          <ProblemNotice problem={error} advice={t("shutAdvice")} />
        </div>
      </Sheet>
    );
  }
  if (!shown) {
    return (
      <Sheet title="">
        <Waiting />
      </Sheet>
    );
  }
  if (sent || (shown.once && hasAnswered(localStorage, token))) {
    return (
      <Sheet title={shown.name}>
        <div className={style.told} role="status">
          <CircleCheck className={style.done} aria-hidden="true" />
          <h2>{t(sent ? "thanks" : "already")}</h2>
          {shown.thanks ? <p className={style.words}>{shown.thanks}</p> : null}
          {shown.another && !shown.once ? (
            <p>
              <Button
                size={shell === "phone" ? "phone" : "medium"}
                onClick={() => {
                  setRound(round + 1);
                  setSent(false);
                }}
              >
                {t("another")}
              </Button>
            </p>
          ) : null}
        </div>
      </Sheet>
    );
  }
  return (
    <ShellKindContext value={shell}>
      <WidgetDoorsContext value={doors}>
        <Sheet title={shown.name} note={shown.note}>
          <Suspense fallback={<Waiting />}>
            <FilledForm
              key={round}
              token={token}
              shown={shown}
              onSent={() => {
                if (shown.once) keepAnswered(localStorage, token);
                setSent(true);
              }}
            />
          </Suspense>
        </Sheet>
      </WidgetDoorsContext>
    </ShellKindContext>
  );
}

const Waiting = () => (
  <div className={style.told}>
    <Skeleton lines={8} />
  </div>
);

type SheetProps = { readonly title: string; readonly note?: string; readonly children: ReactNode };

function Sheet({ title, note, children }: SheetProps) {
  return (
    <main className={style.page}>
      <div className={style.sheet}>
        <header className={style.head}>
          <h1>{title}</h1>
          {note ? <p className={style.words}>{note}</p> : null}
        </header>
        {children}
      </div>
    </main>
  );
}
