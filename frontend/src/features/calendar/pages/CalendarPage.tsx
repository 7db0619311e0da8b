import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isAble, meQuery } from "@/api/people";
import { Answered } from "@/ui/page/Answered";
import { Notice } from "@/ui/page/Notice";
import { PageFrame } from "@/ui/page/PageFrame";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import { type Calendar, calendarQuery, changeCalendar, type Shift, type Weekday, weekdays } from "../api";
import { daysOf, holidaysText, hoursText, shiftsOf, workdaysText } from "../model/lines";

/** Working hours, holidays and make-up days: what due times in working time are counted by. */
export function CalendarPage() {
  const { t } = useTranslation("calendar");
  const found = useQuery(calendarQuery);
  const { data: me } = useQuery(meQuery);
  const may = isAble(me, "settings");
  return (
    <PageFrame narrow title={t("title")} hint={t("hint")}>
      <Answered query={found}>
        {(calendar) => <Form key={calendar.version} calendar={calendar} may={may} />}
      </Answered>
    </PageFrame>
  );
}

type FormProps = { readonly calendar: Calendar; readonly may: boolean };

function Form({ calendar, may }: FormProps) {
  const { t } = useTranslation("calendar");
  const client = useQueryClient();
  const [hours, setHours] = useState<Readonly<Record<Weekday, string>>>(
    () =>
      Object.fromEntries(weekdays.map((day) => [day, hoursText(calendar.week[day])])) as Record<
        Weekday,
        string
      >,
  );
  const [holidays, setHolidays] = useState(() => holidaysText(calendar));
  const [workdays, setWorkdays] = useState(() => workdaysText(calendar));
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const wrongHours = (text: string) => (shiftsOf(text) === undefined ? t("wrong.hours") : undefined);
  const wrongDays = (text: string) => {
    const days = daysOf(text);
    return "wrong" in days ? t("wrong.day", { line: days.wrong }) : undefined;
  };
  const sound =
    weekdays.every((day) => !wrongHours(hours[day])) && !wrongDays(holidays) && !wrongDays(workdays);
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    const worked = Object.entries(daysOf(workdays)).map(([day, text]): [string, readonly Shift[]] => [
      day,
      shiftsOf(text) ?? [],
    ]);
    const week = Object.fromEntries(weekdays.map((day) => [day, shiftsOf(hours[day]) ?? []]));
    try {
      const next = {
        ...calendar,
        week,
        holidays: daysOf(holidays) as Record<string, string>,
        workdays: Object.fromEntries(worked),
      };
      client.setQueryData(calendarQuery.queryKey, await changeCalendar(next));
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div style={{ display: "grid", gap: 14, maxWidth: 560 }}>
      {calendar.version > 1 ? (
        <Notice tone="info">{t("version", { version: calendar.version })}</Notice>
      ) : null}
      {weekdays.map((day) => (
        <TextField
          key={day}
          label={t(`day.${day}`)}
          value={hours[day]}
          disabled={!may}
          placeholder={t("off")}
          {...problemOf(wrongHours(hours[day]))}
          onChange={(text) => setHours((before) => ({ ...before, [day]: text }))}
        />
      ))}
      <TextField
        label={t("holidays")}
        hint={t("holidaysHint")}
        rows={10}
        value={holidays}
        disabled={!may}
        {...problemOf(wrongDays(holidays))}
        onChange={setHolidays}
      />
      <TextField
        label={t("workdays")}
        hint={t("workdaysHint")}
        rows={5}
        value={workdays}
        disabled={!may}
        {...problemOf(wrongDays(workdays))}
        onChange={setWorkdays}
      />
      {problem ? <ProblemNotice problem={problem} /> : null}
      {may ? (
        <p>
          <Button look="primary" busy={busy} disabled={!sound} onClick={() => void save()}>
            {t("save")}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

const problemOf = (problem: string | undefined) => (problem === undefined ? {} : { problem });
