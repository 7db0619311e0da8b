import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DropSurface } from "@/designing/drag/DropSurface";
import { Designer } from "@/designing/parts/Designer";
import type { Pane } from "@/designing/parts/DesignerFrame";
import type { Session } from "@/designing/sessionTypes";
import { useSessionView } from "@/designing/useSession";
import { useCellWords } from "@/field-cells/useCellWords";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { AppDeskContext } from "../AppDesk";
import type { AppCommand } from "../model/commands";
import { addPage, moveItem, type Page } from "../model/deeds";
import { itemsOf } from "../model/documents";
import type { AppDesignerParts } from "../parts";
import { useDesk } from "../useDesk";
import style from "./AppDesigner.module.css";
import { MenuCanvas } from "./MenuCanvas";
import { MenuProperties } from "./MenuProperties";
import { PagePalette } from "./PagePalette";
import { Structure } from "./Structure";

export type AppDesignerProps = {
  readonly session: Session<AppCommand>;
  readonly id: string;
  readonly version: number | null;
  readonly others: number;
  readonly parts: AppDesignerParts;
};

/** What is carried over the menu: a page that is not on it yet, or one of its items. */
export type Carried =
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "item"; readonly item: string };

const faces = ["structure", "menu"] as const;

export function AppDesigner({ session, id, version: first, others, parts }: AppDesignerProps) {
  const { t } = useTranslation("appDesigner");
  const words = useCellWords();
  const view = useSessionView(session);
  const [version, setVersion] = useState(first);
  const [face, setFace] = useState<(typeof faces)[number]>("structure");
  const [pane, setPane] = useState<Pane>("canvas");
  const { desk, differences, ahead, problem, waiting } = useDesk({ session, view, id, version, parts });
  const { app } = desk;
  const drop = (carried: Carried, at: { readonly group: string; readonly before: string | null }) => {
    if (carried.kind === "page") desk.run(addPage(app, carried.page, at, ""));
    else desk.run(moveItem(app, carried.item, at, nameOf(carried.item)));
  };
  const nameOf = (item: string) => {
    const found = itemsOf(app).find((one) => one.id === item);
    return found ? desk.nameOf(found) : "";
  };
  return (
    <AppDeskContext value={desk}>
      <DropSurface canvas="[data-menu]" sideways={false} nameOf={nameOf} onDrop={drop}>
        <Designer
          session={session}
          view={view}
          id={id}
          backTo={`/a/${app.key}`}
          differences={differences}
          ahead={ahead}
          waiting={waiting}
          others={others}
          addressOf={(made) => `/design/apps/${made}`}
          onPublished={(versions) => setVersion((before) => versions[id] ?? before)}
          paneNames={{ palette: t("pane.pages"), canvas: t("pane.menu") }}
          pane={pane}
          onPane={setPane}
          tools={
            <fieldset className={style.faces} aria-label={t("face.label")}>
              {faces.map((one) => (
                <Button
                  key={one}
                  look={one === face ? "plain" : "quiet"}
                  aria-pressed={one === face}
                  onClick={() => setFace(one)}
                >
                  {t(`face.${one}`)}
                </Button>
              ))}
            </fieldset>
          }
          palette={<PagePalette onAdded={() => setPane("canvas")} />}
          canvas={<MenuCanvas onShow={() => setPane("properties")} />}
          properties={<MenuProperties />}
          instead={
            face === "menu" ? undefined : problem ? (
              <ProblemNotice problem={problem} />
            ) : (
              <Structure waiting={waiting} personName={words.personName} />
            )
          }
          problems={(view.problems[id] ?? []).map((one) => ({
            key: `${one.code}.${one.path.join(".")}`,
            level: "error",
            text: one.message,
            onShow: () => setFace("menu"),
          }))}
        />
      </DropSurface>
    </AppDeskContext>
  );
}
