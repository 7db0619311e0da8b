import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { EntityDraft } from "@/designing/fields/documents";
import { TextSetting } from "@/designing/parts/Inputs";
import { CheckField } from "@/ui/page/CheckField";
import { Button } from "@/ui/shared/Button";
import type { EntityCommand } from "../model/commands";
import type { Box, Diagram, DiagramLink } from "../model/diagram";
import { changeLink } from "../model/links";
import type { EntityParts } from "../parts";
import { LinkWords } from "./EntityList";
import style from "./Relations.module.css";
import { RemoveLink } from "./RemoveLink";

/** What is selected: an entity, or a link by entity and field. */
export type Shown = { readonly kind: "entity" | "link"; readonly id: string };

export type LinkPanelProps = {
  readonly diagram: Diagram;
  readonly drafts: readonly EntityDraft[];
  readonly shown: Shown | undefined;
  readonly onShow: (shown: Shown) => void;
  readonly onRun: (command: EntityCommand | undefined) => boolean;
  readonly onLink: (from: string) => void;
  readonly designerOf: EntityParts["designerOf"];
};

export function LinkPanel(props: LinkPanelProps) {
  const { diagram, shown } = props;
  const { t } = useTranslation("entityDesigner");
  const link = diagram.lines.find((one) => shown?.kind === "link" && one.id === shown.id);
  const box = diagram.boxes.find((one) => shown?.kind === "entity" && one.id === shown.id);
  if (link) return <OneLink {...props} key={link.id} link={link} />;
  if (box) return <OneEntity {...props} box={box} />;
  return (
    <div className={style.panel}>
      <p className={style.hint}>{t("relations.nothing")}</p>
    </div>
  );
}

function OneEntity({ diagram, box, onShow, onLink }: LinkPanelProps & { readonly box: Box }) {
  const { t } = useTranslation("entityDesigner");
  const nameOf = (id: string) => diagram.boxes.find((one) => one.id === id)?.name ?? id;
  const incoming = diagram.lines.filter((line) => line.to === box.id);
  return (
    <div className={style.panel}>
      <h2>{box.name}</h2>
      <Link to={`/design/entities/${box.id}`}>{t("relations.edit")}</Link>
      <h3>{t("relations.out")}</h3>
      <LinkRows
        links={box.links}
        words={(link) => <LinkWords link={link} to={nameOf(link.to)} />}
        onShow={onShow}
      />
      <h3>{t("relations.in")}</h3>
      <LinkRows
        links={incoming}
        words={(link) => t("relations.from", { from: nameOf(link.from), name: link.inverse || link.name })}
        onShow={onShow}
      />
      <Button icon={<Plus size={15} />} onClick={() => onLink(box.id)}>
        {t("relations.add")}
      </Button>
    </div>
  );
}

type LinkRowsProps = {
  readonly links: readonly DiagramLink[];
  readonly words: (link: DiagramLink) => ReactNode;
  readonly onShow: (shown: Shown) => void;
};

function LinkRows({ links, words, onShow }: LinkRowsProps) {
  const { t } = useTranslation("entityDesigner");
  if (links.length === 0) return <p className={style.hint}>{t("relations.none")}</p>;
  return (
    <ul className={style.list}>
      {links.map((link) => (
        <li key={link.id}>
          <button type="button" className={style.link} onClick={() => onShow({ kind: "link", id: link.id })}>
            {words(link)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function OneLink({
  diagram,
  drafts,
  link,
  onShow,
  onRun,
  designerOf,
}: LinkPanelProps & { readonly link: DiagramLink }) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const [removing, setRemoving] = useState(false);
  const entity = drafts.find((one) => one.id === link.from);
  const nameOf = (id: string) => diagram.boxes.find((one) => one.id === id)?.name ?? id;
  const change = (changed: Parameters<typeof changeLink>[2]) => onRun(changeLink(entity, link, changed));
  return (
    <div className={style.panel}>
      <nav className={style.trail} aria-label={t("designing:properties.trail")}>
        <button type="button" onClick={() => onShow({ kind: "entity", id: link.from })}>
          {nameOf(link.from)}
        </button>
      </nav>
      <h2>{t("relations.between", { from: nameOf(link.from), to: nameOf(link.to) })}</h2>
      <TextSetting
        label={t("relations.name", { from: nameOf(link.from) })}
        required
        maxLength={200}
        value={link.name}
        onCommit={(name) => change({ name })}
      />
      <TextSetting
        label={t("relations.inverse", { to: nameOf(link.to) })}
        placeholder={nameOf(link.from)}
        maxLength={200}
        value={link.inverse}
        onCommit={(inverse) => change({ inverse: inverse.trim() })}
      />
      <CheckField
        label={t("relations.toMany", { from: nameOf(link.from), to: nameOf(link.to) })}
        hint={t(link.many ? "relations.manyHint" : "relations.oneHint", {
          from: nameOf(link.from),
          to: nameOf(link.to),
        })}
        value={link.many}
        onChange={(many) => change({ many })}
      />
      <Button icon={<Trash2 size={15} />} onClick={() => setRemoving(true)}>
        {t("relations.remove")}
      </Button>
      {removing && entity ? (
        <RemoveLink
          entity={entity}
          link={link}
          designerOf={designerOf}
          onClose={() => setRemoving(false)}
          onRun={(command) => {
            if (onRun(command)) onShow({ kind: "entity", id: link.from });
          }}
        />
      ) : null}
    </div>
  );
}
