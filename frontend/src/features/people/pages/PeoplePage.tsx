import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Upload, UserPlus, Users } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { CheckField } from "@/ui/page/CheckField";
import { OneTimeDialog } from "@/ui/page/OneTimeDialog";
import { Paged } from "@/ui/page/Paged";
import { PageFrame } from "@/ui/page/PageFrame";
import { PlainTable } from "@/ui/page/PlainTable";
import { SelectField } from "@/ui/page/SelectField";
import { Avatar } from "@/ui/shared/Avatar";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { StatusTag } from "@/ui/shared/StatusTag";
import { TextField } from "@/ui/shared/TextField";
import { departmentTreeQuery, type OneTimePassword, peopleListQuery } from "../api";
import { PeopleTabs } from "../components/PeopleTabs";
import { PersonForm } from "../components/PersonForm";
import { PersonPanel } from "../components/PersonPanel";
import style from "../components/people.module.css";
import { useMay } from "../components/useMay";
import { treeLines } from "../model/tree";

/** Everybody of the workspace in order of pinyin; one click opens the person beside the list. */
export function PeoplePage() {
  const { t } = useTranslation("people");
  const may = useMay();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [q, setQ] = useState("");
  const [inactive, setInactive] = useState(false);
  const [adding, setAdding] = useState(search.get("new") !== null);
  const [oneTime, setOneTime] = useState<OneTimePassword>();
  const department = search.get("department") ?? "";
  const person = search.get("person");
  const list = useInfiniteQuery(peopleListQuery({ q: useDeferredValue(q.trim()), department, inactive }));
  const { data: tree } = useQuery(departmentTreeQuery);
  const people = list.data?.pages.flatMap((page) => page.items) ?? [];
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  return (
    <PageFrame
      narrow
      title={t("title")}
      hint={t("hint")}
      below={<PeopleTabs current="people" />}
      actions={
        may.people ? (
          <>
            <Button icon={<Upload />} onClick={() => void navigate("/imports/new?entity=people")}>
              {t("import")}
            </Button>
            <Button look="primary" icon={<UserPlus />} onClick={() => setAdding(true)}>
              {t("person.new")}
            </Button>
          </>
        ) : null
      }
    >
      <div className={style.bar}>
        <TextField label={t("search")} placeholder={t("searchHint")} value={q} onChange={setQ} />
        <SelectField
          label={t("person.department")}
          none={t("allDepartments")}
          value={department}
          onChange={(value) => set("department", value)}
          options={treeLines(tree?.items ?? []).map(({ department: one, depth }) => ({
            id: one.id,
            label: `${"\u3000".repeat(depth)}${one.name}`,
          }))}
        />
        <CheckField label={t("withInactive")} value={inactive} onChange={setInactive} />
      </div>
      <Paged
        query={list}
        count={people.length}
        empty={
          <EmptyState
            icon={<Users />}
            title={t("none")}
            hint={t("noneHint")}
            action={
              <Button
                onClick={() => {
                  setQ("");
                  set("department", null);
                }}
              >
                {t("noneClear")}
              </Button>
            }
          />
        }
      >
        <PlainTable
          label={t("title")}
          rows={people}
          rowKey={(one) => one.id}
          rowCurrent={(one) => one.id === person}
          columns={[
            {
              key: "name",
              title: t("person.name"),
              show: (one) => (
                <button type="button" className={style.name} onClick={() => set("person", one.id)}>
                  <Avatar id={one.id} name={one.name} withName />
                </button>
              ),
            },
            { key: "position", title: t("person.position"), show: (one) => one.position ?? "" },
            { key: "department", title: t("person.department"), show: (one) => one.department_name ?? "" },
            { key: "manager", title: t("person.manager"), show: (one) => one.manager_name ?? "" },
            {
              key: "state",
              title: t("state"),
              show: (one) => (
                <span className={style.tags}>
                  <StatusTag plain tone={one.active ? "success" : "neutral"}>
                    {t(one.active ? "active" : "inactive")}
                  </StatusTag>
                  {one.contact?.admin ? <StatusTag tone="info">{t("admin")}</StatusTag> : null}
                </span>
              ),
            },
          ]}
        />
      </Paged>
      {person ? <PersonPanel id={person} onClose={() => set("person", null)} onOneTime={setOneTime} /> : null}
      {adding ? (
        <PersonForm
          onClose={() => {
            setAdding(false);
            set("new", null);
          }}
          onOneTime={setOneTime}
        />
      ) : null}
      {oneTime ? (
        <OneTimeDialog
          title={t("password.title")}
          warning={t("password.once")}
          lines={[
            { label: t("password.login"), text: oneTime.login },
            { label: t("password.password"), text: oneTime.password },
          ]}
          onClose={() => setOneTime(undefined)}
        />
      ) : null}
    </PageFrame>
  );
}
