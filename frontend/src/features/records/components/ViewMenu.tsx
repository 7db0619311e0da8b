import { useQuery } from "@tanstack/react-query";
import { Bookmark, ChevronDown, PencilLine, Plus, Save, Share2, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, ViewDocument } from "@/api/documents";
import { personalViewsQuery } from "@/api/personalViews";
import { Question } from "@/ui/page/Question";
import { Menu, type MenuItem } from "@/ui/shared/Menu";
import style from "./toolbar.module.css";
import type { ViewDeeds } from "./useViewDeeds";
import { ViewNameDialog } from "./ViewNameDialog";

export type ViewMenuProps = {
  readonly view: ViewDocument;
  readonly entity: EntityDocument;
  /** The list is not as the view was saved. */
  readonly changed: boolean;
  readonly mayPublish: boolean;
  readonly deeds: ViewDeeds;
  readonly onOpen: (view: string) => void;
  /** Begins a view for everybody, for those who may publish one. */
  readonly onNew: () => void;
};

type Asked = "keep" | "rename" | "forget" | "publish";

/** Which view of the list is shown, the reader's own among them, and what can be done with one's own. */
export function ViewMenu({ view, entity, changed, mayPublish, deeds, onOpen, onNew }: ViewMenuProps) {
  const { t } = useTranslation("records");
  const { data: own = [] } = useQuery(personalViewsQuery(entity.key));
  const [anchor, setAnchor] = useState<HTMLElement>();
  const [asked, setAsked] = useState<Asked>();
  const choice = ({ id, name }: { readonly id: string; readonly name: string }): MenuItem => ({
    key: id,
    label: name,
    checked: id === view.id,
    onSelect: () => onOpen(id),
  });
  const ask = (key: Asked, icon: MenuIcon, danger = false): MenuItem => ({
    key,
    label: t(`views.${key}`),
    icon,
    danger,
    onSelect: () => setAsked(key),
  });
  const items: readonly MenuItem[] = [
    ...entity.views.map(choice),
    ...(own.length > 0 ? ["line" as const, ...own.map(choice)] : []),
    "line",
    ...(view.personal
      ? [{ key: "save", label: t("views.save"), icon: <Save />, onSelect: () => void deeds.save() }]
      : []),
    ask("keep", <Plus />),
    ...(mayPublish ? [{ key: "new", label: t("views.new"), icon: <Share2 />, onSelect: onNew }] : []),
    ...(view.personal ? [ask("rename", <PencilLine />)] : []),
    ...(view.personal && mayPublish ? [ask("publish", <Share2 />)] : []),
    ...(view.personal ? [ask("forget", <Trash2 />, true)] : []),
  ];
  const close = () => setAsked(undefined);
  return (
    <>
      <button
        type="button"
        className={style.view}
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {view.personal ? <Bookmark aria-hidden="true" /> : null}
        <span>{view.name}</span>
        {changed ? <small>{t("views.changed")}</small> : null}
        <ChevronDown aria-hidden="true" />
      </button>
      {anchor ? (
        <Menu label={t("views.title")} anchor={anchor} items={items} onClose={() => setAnchor(undefined)} />
      ) : null}
      {asked === "keep" ? (
        <ViewNameDialog title={t("views.keep")} name="" onName={deeds.keep} onClose={close} />
      ) : null}
      {asked === "rename" ? (
        <ViewNameDialog title={t("views.rename")} name={view.name} onName={deeds.rename} onClose={close} />
      ) : null}
      {asked === "forget" ? (
        <Question
          title={t("views.forget")}
          confirm={t("views.forget")}
          danger
          onConfirm={deeds.forget}
          onClose={close}
        >
          <p>{t("views.forgetHint", { name: view.name })}</p>
        </Question>
      ) : null}
      {asked === "publish" ? (
        <Question
          title={t("views.publish")}
          confirm={t("views.publishNow")}
          onConfirm={deeds.publish}
          onClose={close}
        >
          <p>{t("views.publishHint", { name: view.name })}</p>
        </Question>
      ) : null}
    </>
  );
}

type MenuIcon = Exclude<MenuItem, "line">["icon"];
