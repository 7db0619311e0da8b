import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { entitiesQuery } from "@/api/design";
import { Menu, type MenuItem } from "@/ui/shared/Menu";
import { useAppDesk } from "../AppDesk";

export type NewObjectProps = { readonly anchor: HTMLElement; readonly onClose: () => void };

/** Kinds that are made for one entity, and those that stand on their own. */
const overEntities = ["form", "view", "flow", "print"] as const;
const alone = ["entity", "dashboard", "role"] as const;

/** Only what has a designer to begin in is offered. */
export function NewObject({ anchor, onClose }: NewObjectProps) {
  const { t } = useTranslation("appDesigner");
  const navigate = useNavigate();
  const { app, parts } = useAppDesk();
  const entities = useQuery(entitiesQuery).data ?? [];
  const go = (key: string, label: string, to: string | undefined): MenuItem[] =>
    to ? [{ key, label, onSelect: () => void navigate(to) }] : [];
  const own = entities.filter((entity) => entity.app === app.id);
  const groups = [
    alone.flatMap((kind) => go(kind, t(`new.${kind}`), parts.newOf(kind, app.id, undefined))),
    ...overEntities.map((kind) =>
      own.flatMap((entity) =>
        go(
          `${kind}.${entity.key}`,
          t(`new.${kind}`, { name: entity.name }),
          parts.newOf(kind, app.id, entity.key),
        ),
      ),
    ),
  ].filter((group) => group.length > 0);
  const items = groups.flatMap((group, at): readonly MenuItem[] => (at === 0 ? group : ["line", ...group]));
  return <Menu label={t("structure.new")} anchor={anchor} items={items} onClose={onClose} />;
}
