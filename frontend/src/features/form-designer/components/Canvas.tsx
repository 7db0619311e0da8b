import { Plus } from "lucide-react";
import { type KeyboardEvent, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import palette from "@/designing/fields/Palette.module.css";
import { Button } from "@/ui/shared/Button";
import { Popover } from "@/ui/shared/Popover";
import { useDesk } from "../DeskContext";
import { type KeyDeed, keyDeed } from "../model/canvasKeys";
import { useClipboard, useDuplicate } from "../useCopies";
import style from "./Canvas.module.css";
import { CanvasSection } from "./CanvasSection";
import { FieldFinder } from "./Palette";

/** The form as it will be, each field with a cover that selects, carries and takes the keys. */
export function Canvas() {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const place = useRef<HTMLDivElement>(null);
  const [renaming, setRenaming] = useState<string>();
  const [finder, setFinder] = useState<HTMLElement>();
  const duplicate = useDuplicate();
  useClipboard();

  const focusField = useCallback((id: string) => {
    requestAnimationFrame(() => {
      place.current?.querySelector<HTMLElement>(`[data-cover="${CSS.escape(id)}"]`)?.focus();
    });
  }, []);
  const carryOut = (deed: KeyDeed, from: HTMLElement) => {
    switch (deed.do) {
      case "select":
        desk.select({ kind: "fields", ids: [deed.field] });
        return focusField(deed.field);
      case "rename":
        return setRenaming(deed.field);
      case "insert":
        desk.select({ kind: "fields", ids: [deed.field] });
        return setFinder(from);
      case "none":
        return desk.select({ kind: "form" });
      case "duplicate":
        return duplicate(deed.fields);
      case "run":
        if (desk.run(deed.command) && deed.focus !== undefined) focusField(deed.focus);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || !target.dataset.cover) return;
    const deed = keyDeed(event, target.dataset.cover, desk);
    if (!deed) return;
    event.preventDefault();
    carryOut(deed, target);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of the covers inside
    <div ref={place} className={style.canvas} data-canvas="" onKeyDown={onKeyDown}>
      {desk.form.sections.map((section) => (
        <CanvasSection
          key={section.id}
          section={section}
          renaming={renaming}
          onRename={setRenaming}
          onInsert={setFinder}
        />
      ))}
      <div className={style.below}>
        <Button
          icon={<Plus size={15} />}
          aria-haspopup="dialog"
          onClick={(event) => setFinder(event.currentTarget)}
        >
          {t("canvas.add")}
        </Button>
      </div>
      <p className={style.help}>{t("canvas.help")}</p>
      {finder ? (
        <Popover label={t("canvas.add")} anchor={finder} onClose={() => setFinder(undefined)}>
          <div className={`${palette.palette} ${palette.finder}`}>
            <FieldFinder onAdded={() => setFinder(undefined)} />
          </div>
        </Popover>
      ) : null}
    </div>
  );
}
