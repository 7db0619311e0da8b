import { type ComponentType, Suspense } from "react";
import { Route, Routes, useLocation } from "react-router";
import { ProblemBoundary } from "@/ui/shared/ProblemBoundary";
import { PageWaiting } from "./PageWaiting";

export type PageEntry = {
  readonly path: string;
  readonly Page: ComponentType & { readonly fetch?: () => Promise<unknown> };
  /** Pages inside this one (a shell, a tabbed page), shown where it puts its <Outlet />. */
  readonly pages?: readonly PageEntry[];
};

export type PageRoutesProps = { readonly pages: readonly PageEntry[] };

/** The declarative router with lazy pages: data comes from TanStack Query, so the data router's 20 kB buy nothing. */
export function PageRoutes({ pages }: PageRoutesProps) {
  const { pathname } = useLocation();
  return (
    <ProblemBoundary place={pathname}>
      <Suspense fallback={<PageWaiting />}>
        <Routes>{pages.map(routeOf)}</Routes>
      </Suspense>
    </ProblemBoundary>
  );
}

const routeOf = ({ path, Page, pages = [] }: PageEntry) => (
  <Route key={path} path={path} element={<Page />}>
    {pages.map(routeOf)}
  </Route>
);
