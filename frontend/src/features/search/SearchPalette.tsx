import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "@/api/call";
import { appsQuery, entitiesQuery } from "@/api/design";
import { joinNames } from "@/lib/joinNames";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { appsFound, type Found, found, pagesFound, recentlyOpened, type SearchAnswer } from "./found";
import { readRecents } from "./recents";
import style from "./SearchPalette.module.css";

export type SearchPaletteProps = {
  /** Whose recent pages are offered. */
  readonly person: string;
  /** The page that is open. */
  readonly here: string;
  readonly onGo: (address: string) => void;
  readonly onClose: () => void;
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** One box for pages and records; arrows and Enter, Escape to leave. */
export function SearchPalette({ person, here, onGo, onClose }: SearchPaletteProps) {
  const { t } = useTranslation("search");
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const asked = useDeferredValue(text.trim());
  const { data: apps } = useQuery(appsQuery);
  const { data: entities } = useQuery(entitiesQuery);
  const { data, error, isFetching } = useQuery({
    queryKey: ["search", asked],
    queryFn: ({ signal }) => call<SearchAnswer>("GET", "/search", { query: { q: asked, limit: 20 }, signal }),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
  });
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const [recents] = useState(() => recentlyOpened(readRecents(localStorage, person), t("recent"), here));
  const results: readonly Found[] = [
    ...(asked ? appsFound(asked, apps ?? [], t("app")) : recents),
    ...pagesFound(asked, apps ?? []),
    ...(asked ? found(data, entities ?? [], t("untitled")) : []),
  ];
  const current = Math.max(0, Math.min(at, results.length - 1));
  const go = (result: Found | undefined) => {
    if (!result) return;
    onClose();
    onGo(result.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step && results.length > 0) {
      event.preventDefault();
      setAt((current + step + results.length) % results.length);
    }
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      go(results[current]);
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop; the keyboard has Escape
    <dialog
      ref={dialog}
      aria-label={t("title")}
      className={style.palette}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <input
        type="search"
        role="combobox"
        aria-label={t("title")}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={results[current] ? `${id}-${current}` : undefined}
        placeholder={t("placeholder")}
        autoComplete="off"
        className={style.box}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {error ? <ProblemNotice problem={error} /> : null}
      <div id={`${id}-list`} role="listbox" aria-label={t("results")} className={style.list}>
        {results.map((result, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the box above
          <div
            key={result.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={joinNames(style.option, index === current && style.current)}
            onPointerMove={() => setAt(index)}
            onClick={() => go(result)}
          >
            <span className={style.title}>{result.title}</span>
            <span className={style.detail}>{result.detail}</span>
          </div>
        ))}
      </div>
      {results.length === 0 ? (
        <p className={style.nothing} role="status">
          {asked === "" ? t("hint") : isFetching ? t("searching") : t("nothing")}
        </p>
      ) : null}
    </dialog>
  );
}
