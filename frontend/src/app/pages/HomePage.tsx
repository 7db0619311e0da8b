import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "@/api/call";
import { appsQuery } from "@/api/design";
import { isAble, meQuery } from "@/api/people";
import { WaysToBegin } from "@/features/beginning/components/WaysToBegin";
import { FirstSteps } from "@/features/home/FirstSteps";
import { HomeView } from "@/features/home/HomeView";
import { packagesQuery } from "@/features/market/api";
import { PackageIcon } from "@/features/market/components/PackageIcon";
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
  const packages = useQuery({ ...packagesQuery, enabled: isAble(me, "packages") });
  const demos = (packages.data ?? [])
    .filter((one) => one.installed.length === 0)
    .map(({ id, name, summary, icon, color }) => ({
      id,
      name,
      summary,
      icon: <PackageIcon icon={icon} color={color} />,
    }));
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
        firstSteps={<FirstSteps me={me} />}
        ways={isAble(me, "design") ? <WaysToBegin /> : null}
        demos={demos}
      />
    </>
  );
}
