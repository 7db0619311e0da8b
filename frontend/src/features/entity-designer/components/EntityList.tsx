import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Button } from "@/ui/shared/Button";
import type { Diagram, DiagramLink } from "../model/diagram";
import type { Shown } from "./LinkPanel";
import style from "./Relations.module.css";

export type EntityListProps = {
  readonly app: string;
  readonly diagram: Diagram;
  readonly shown: Shown | undefined;
  readonly onShow: (shown: Shown) => void;
};

/** The diagram in words: every entity with what it links to. */
export function EntityList({ app, diagram, shown, onShow }: EntityListProps) {
  const { t } = useTranslation("entityDesigner");
  const navigate = useNavigate();
  const nameOf = (id: string) => diagram.boxes.find((box) => box.id === id)?.name ?? id;
  return (
    <div className={style.panel}>
      <Button
        size="small"
        icon={<Plus size={14} />}
        onClick={() => void navigate(`/design/entities/new?app=${app}`)}
      >
        {t("newEntity.open")}
      </Button>
      <ul className={style.list}>
        {diagram.boxes
          .filter((box) => !box.foreign)
          .map((box) => (
            <li key={box.id}>
              <button
                type="button"
                className={style.entity}
                aria-current={shown?.id === box.id || undefined}
                onClick={() => onShow({ kind: "entity", id: box.id })}
              >
                {box.name}
              </button>
              <ul>
                {box.links.map((link) => (
                  <li key={link.id}>
                    <button
                      type="button"
                      className={style.link}
                      aria-current={shown?.id === link.id || undefined}
                      onClick={() => onShow({ kind: "link", id: link.id })}
                    >
                      <LinkWords link={link} to={nameOf(link.to)} />
                    </button>
                  </li>
                ))}
              </ul>
            </li>
          ))}
      </ul>
    </div>
  );
}

export function LinkWords({ link, to }: { readonly link: DiagramLink; readonly to: string }) {
  const { t } = useTranslation("entityDesigner");
  return t(link.many ? "relations.many" : "relations.one", { name: link.name, to });
}
