import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "@/api/call";
import { appsQuery } from "@/api/design";
import { meQuery } from "@/api/people";
import { HomeView } from "@/features/home/HomeView";
import { startOf } from "@/features/shell/model/where";
import { PageTitle } from "@/features/shell/PageTitle";
import { appIcon } from "@/features/shell/pageIcon";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { PageWaiting } from "../PageWaiting";

type Waiting = {
  readonly id: string;
  readonly flow: { readonly name: string };
  readonly node: { readonly name: string };
  readonly record: { readonly title: string } | null;
};

const shownTasks = 5;

export function HomePage() {
  const { t } = useTranslation("home");
  const { data: me } = useQuery(meQuery);
  const apps = useQuery(appsQuery);
  // The shell asks for the same list: one request serves both.
  const tasks = useQuery({
    queryKey: ["tasks", "waiting"],
    queryFn: ({ signal }) =>
      call<{ tasks: readonly Waiting[] }>("GET", "/tasks", { query: { tab: "todo" }, signal }),
    retry: false,
  });
  if (apps.error) return <ProblemNotice problem={apps.error} onRetry={() => void apps.refetch()} />;
  if (!apps.data || !me) return <PageWaiting />;
  return (
    <>
      <PageTitle title={t("title")} />
      <HomeView
        person={me.person.name}
        apps={apps.data}
        startOf={startOf}
        iconOf={(app) => appIcon(app.icon)}
        tasks={tasks.data?.tasks.slice(0, shownTasks).map((task) => ({
          id: task.id,
          title: task.record?.title ?? task.flow.name,
          detail: `${task.flow.name} · ${task.node.name}`,
        }))}
        ways={[
          { way: "template", to: "/market" },
          ...(apps.data.length > 0 ? [{ way: "excel", to: "/imports/new" } as const] : []),
        ]}
      />
    </>
  );
}
