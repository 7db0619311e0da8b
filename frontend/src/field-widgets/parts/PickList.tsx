import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { joinNames } from "@/lib/joinNames";
import fieldStyle from "@/ui/shared/Field.module.css";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import style from "./PickList.module.css";

export type PickOption = {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly face?: ReactNode;
};

export type PickListProps = {
  readonly label: string;
  /** Names the question in the cache: the same name and text, the same answer. */
  readonly name: string;
  readonly load: (sought: string, signal: AbortSignal) => Promise<readonly PickOption[]>;
  readonly chosen: readonly string[];
  readonly onPick: (option: PickOption) => void;
  readonly searchable: boolean;
  readonly multiple?: boolean;
  readonly initial?: string;
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** A list to choose from with a search box, driven by arrows and Enter. */
export function PickList(props: PickListProps) {
  const { label, name, load, chosen, onPick, searchable, multiple = false, initial = "" } = props;
  const { t } = useTranslation("fields");
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [sought, setSought] = useState(initial);
  const [at, setAt] = useState(0);
  const asked = useDeferredValue(sought.trim());
  const { data, error, isPending } = useQuery({
    queryKey: ["pick", name, asked],
    queryFn: ({ signal }) => load(asked, signal),
    placeholderData: (before) => before,
  });
  const options = data ?? [];
  const current = Math.min(at, options.length - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer or another step moves the highlight
  useEffect(() => {
    list.current?.querySelector("[data-current]")?.scrollIntoView({ block: "nearest" });
  }, [current, options]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step && options.length > 0) {
      event.preventDefault();
      setAt((current + step + options.length) % options.length);
      return;
    }
    const option = options[current];
    if (event.key !== "Enter" || event.nativeEvent.isComposing || !option) return;
    event.preventDefault();
    onPick(option);
  };

  return (
    <div className={style.place}>
      <input
        type={searchable ? "search" : "text"}
        role="combobox"
        aria-label={t("pick.search", { label })}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={options[current] ? `${id}-${current}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        readOnly={!searchable}
        placeholder={t("pick.placeholder")}
        className={joinNames(fieldStyle.control, !searchable && "visually-hidden")}
        value={sought}
        onChange={(event) => {
          setSought(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {error ? <ProblemNotice problem={error} /> : null}
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={multiple}
        className={style.list}
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the box above, which has the arrows and Enter
          <div
            key={option.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={chosen.includes(option.id)}
            data-current={index === current ? "" : undefined}
            className={style.option}
            onPointerMove={() => setAt(index)}
            onClick={() => onPick(option)}
          >
            <span className={style.label}>
              {option.face ?? option.label}
              {option.detail ? <small>{option.detail}</small> : null}
            </span>
            {chosen.includes(option.id) ? <Check size={16} aria-hidden="true" /> : null}
          </div>
        ))}
      </div>
      {options.length === 0 && !isPending && !error ? (
        <p className={style.nothing}>{t("pick.nothing")}</p>
      ) : null}
    </div>
  );
}
