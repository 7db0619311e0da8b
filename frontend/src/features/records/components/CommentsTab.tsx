import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { AtSign } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { records } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { loadPeople } from "@/field-widgets/PersonPicker";
import { PickList, type PickOption } from "@/field-widgets/parts/PickList";
import { Avatar } from "@/ui/shared/Avatar";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { IconButton } from "@/ui/shared/IconButton";
import { Popover } from "@/ui/shared/Popover";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { Skeleton } from "@/ui/shared/Skeleton";
import { TextField } from "@/ui/shared/TextField";
import { mentionsIn } from "../model/mentions";
import style from "./record.module.css";

export type CommentsTabProps = {
  readonly entity: string;
  readonly record: string;
  readonly words: CellWords;
};

export function CommentsTab({ entity, record, words }: CommentsTabProps) {
  const { t } = useTranslation("records");
  const client = useQueryClient();
  const key = ["records", entity, "comments", record];
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => records.comments(entity, record, signal),
  });
  const [text, setText] = useState("");
  const [people, setPeople] = useState<readonly PickOption[]>([]);
  const [picking, setPicking] = useState(false);
  const opener = useRef<HTMLSpanElement>(null);
  const say = useMutation({
    mutationFn: () => records.comment(entity, record, text.trim(), mentionsIn(text, people)),
    onSuccess: async () => {
      setText("");
      setPeople([]);
      await client.invalidateQueries({ queryKey: key });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") say.mutate();
  };
  const anchor = opener.current?.querySelector("button");
  return (
    <div className={style.comments}>
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <Skeleton lines={3} /> : null}
      {data?.comments.length === 0 ? (
        <EmptyState compact title={t("comments.none")} hint={t("comments.hint")} />
      ) : null}
      <ol>
        {data?.comments.map((comment) => (
          <li key={comment.id}>
            <p className={style.who}>
              <Avatar
                id={comment.by?.id ?? ""}
                name={comment.by?.name ?? words.t("cells:someone")}
                size={22}
                withName
              />
              <RelativeTime moment={comment.at} zone={words.zone} />
            </p>
            <p className={style.said}>{comment.text}</p>
          </li>
        ))}
      </ol>
      <form onSubmit={submit} className={style.say}>
        <TextField label={t("comments.label")} rows={2} value={text} onChange={setText} maxLength={4000} />
        {say.error ? <ProblemNotice problem={say.error} /> : null}
        <p className={style.sayActions}>
          <span ref={opener}>
            <IconButton
              label={t("comments.mention")}
              icon={<AtSign />}
              onClick={() => setPicking((open) => !open)}
            />
          </span>
          <Button
            type="submit"
            look="primary"
            size="small"
            busy={say.isPending}
            disabled={text.trim() === ""}
          >
            {t("comments.send")}
          </Button>
        </p>
        {picking && anchor ? (
          <Popover label={t("comments.mention")} anchor={anchor} onClose={() => setPicking(false)}>
            <PickList
              label={t("comments.mention")}
              name="people"
              load={loadPeople}
              chosen={[]}
              searchable
              onPick={(person) => {
                setPeople([...people.filter((one) => one.id !== person.id), person]);
                setText(
                  (before) => `${before}${before === "" || before.endsWith(" ") ? "" : " "}@${person.label} `,
                );
                setPicking(false);
              }}
            />
          </Popover>
        ) : null}
      </form>
    </div>
  );
}
