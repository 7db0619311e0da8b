import { useQuery } from "@tanstack/react-query";
import { Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation, useNavigate } from "react-router";
import { call } from "@/api/call";
import { appsQuery, entitiesQuery } from "@/api/design";
import { isAble, meQuery } from "@/api/people";
import { SearchPalette } from "@/features/search/SearchPalette";
import { useRecents } from "@/features/search/useRecents";
import { asksForShortcuts } from "@/features/shell/model/shortcuts";
import { appOfPath, startOf } from "@/features/shell/model/where";
import { NotificationPanel } from "@/features/shell/NotificationPanel";
import { type PageSlots, PageSlotsContext } from "@/features/shell/PageTitle";
import { appIcon, pageIcon } from "@/features/shell/pageIcon";
import { ShortcutList } from "@/features/shell/ShortcutList";
import { useLiveEvents } from "@/features/shell/useLiveEvents";
import { pageAddress } from "@/lib/pageAddress";
import { accentFor } from "@/ui/accentFor";
import { Popover } from "@/ui/shared/Popover";
import { ProblemBoundary } from "@/ui/shared/ProblemBoundary";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { ToastProvider } from "@/ui-phone/ToastProvider";
import { OwnLanguage } from "../OwnLanguage";
import { PageWaiting } from "../PageWaiting";
import { DesktopShell } from "../shell/DesktopShell";
import { usePersonItems } from "../usePersonItems";
import { DesignAppLink } from "./DesignAppLink";
import style from "./pages.module.css";
import { ViewAsBanner } from "./ViewAsBanner";

/** The shell around every desktop page: who, which apps, what waits. */
export function ShellPage() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const me = useQuery(meQuery);
  const apps = useQuery(appsQuery);
  useLiveEvents();
  const { data: unread } = useQuery<number>({ queryKey: ["unread"], queryFn: () => 0, enabled: false });
  const todo = useQuery({
    queryKey: ["tasks", "waiting"],
    queryFn: ({ signal }) =>
      call<{ tasks: readonly unknown[]; counts?: { todo?: number } }>("GET", "/tasks", {
        query: { tab: "todo" },
        signal,
      }),
    retry: false,
  });
  const [searching, setSearching] = useState(false);
  const [listing, setListing] = useState(false);
  useRecents(me.data?.person.id, pathname);
  const [bell, setBell] = useState<HTMLElement>();
  const [slots, setSlots] = useState<PageSlots>({ title: null, actions: null });
  const personItems = usePersonItems(() => setListing(true));
  const { data: entities } = useQuery(entitiesQuery);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setSearching(true);
      } else if (asksForShortcuts(event)) {
        setListing(true);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const setTitle = useCallback(
    (title: HTMLElement | null) => setSlots((before) => ({ ...before, title })),
    [],
  );
  const setActions = useCallback(
    (actions: HTMLElement | null) => setSlots((before) => ({ ...before, actions })),
    [],
  );
  const current = appOfPath(pathname, apps.data ?? [], search);
  const accent = accentFor(current?.color, "indigo");
  // Panels and dialogs stand beside the shell: they take the app's colour from the document.
  useEffect(() => {
    document.documentElement.dataset.accent = accent;
  }, [accent]);
  const shellApps = useMemo(
    () =>
      (apps.data ?? []).map((app) => ({
        id: app.id,
        name: app.name,
        to: startOf(app),
        accent: accentFor(app.color, "indigo"),
        icon: appIcon(app.icon),
      })),
    [apps.data],
  );
  if (me.error)
    return (
      <main>
        <h1 className="visually-hidden">{t("home")}</h1>
        <ProblemNotice problem={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  if (!me.data) return <Skeleton lines={4} />;
  return (
    <ToastProvider>
      <OwnLanguage />
      <PageSlotsContext value={slots}>
        <DesktopShell
          apps={shellApps}
          {...(current ? { currentApp: current.id } : {})}
          groups={(current?.menu ?? []).map((group) => ({
            key: group.id,
            label: group.name,
            pages: group.items.map((item) => ({
              key: item.id,
              label: item.name,
              to: pageAddress(current?.key ?? "", item),
              icon: pageIcon(item),
            })),
          }))}
          menuFooter={current && isAble(me.data, "design") ? <DesignAppLink app={current.id} /> : null}
          person={{ id: me.data.person.id, name: me.data.person.name }}
          title={<span ref={setTitle} />}
          pageActions={<span ref={setActions} className={style.actions} />}
          createItems={(entities ?? [])
            .filter((entity) => entity.app === current?.id)
            .map((entity) => ({
              key: entity.id,
              label: entity.name,
              onSelect: () => void navigate(`/r/${entity.key}/new`),
            }))}
          personItems={personItems}
          onSearch={() => setSearching(true)}
          onNotifications={(anchor) => setBell((open) => (open ? undefined : anchor))}
          todoTo="/todo"
          todoCount={todo.data?.counts?.todo ?? todo.data?.tasks.length ?? 0}
          unreadCount={unread ?? 0}
        >
          <ViewAsBanner />
          <ProblemBoundary place={pathname}>
            <Suspense fallback={<PageWaiting />}>
              <Outlet />
            </Suspense>
          </ProblemBoundary>
        </DesktopShell>
        {searching ? (
          <SearchPalette
            person={me.data.person.id}
            here={pathname}
            onGo={(to) => void navigate(to)}
            onClose={() => setSearching(false)}
          />
        ) : null}
        {listing ? <ShortcutList onClose={() => setListing(false)} /> : null}
        {bell ? (
          <Popover label={t("notifications")} anchor={bell} onClose={() => setBell(undefined)}>
            <NotificationPanel onClose={() => setBell(undefined)} />
          </Popover>
        ) : null}
      </PageSlotsContext>
    </ToastProvider>
  );
}
