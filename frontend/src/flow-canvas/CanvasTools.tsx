import { useReactFlow } from "@xyflow/react";
import { Maximize, Rows3, Workflow, X, ZoomIn, ZoomOut } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/ui/shared/IconButton";
import style from "./FlowCanvas.module.css";

export type CanvasToolsProps = {
  readonly listed: boolean;
  readonly onList: (listed: boolean) => void;
  readonly onFit: () => void;
};

export function CanvasTools({ listed, onList, onFit }: CanvasToolsProps) {
  const { t } = useTranslation("flowCanvas");
  const flow = useReactFlow();
  return (
    <div className={style.tools} role="toolbar" aria-label={t("tools")}>
      {listed ? null : (
        <>
          <IconButton label={t("zoomOut")} icon={<ZoomOut />} onClick={() => void flow.zoomOut()} />
          <IconButton label={t("zoomIn")} icon={<ZoomIn />} onClick={() => void flow.zoomIn()} />
          <IconButton label={t("fit")} icon={<Maximize />} onClick={onFit} />
        </>
      )}
      <IconButton
        label={t(listed ? "asDrawing" : "asList")}
        icon={listed ? <Workflow /> : <Rows3 />}
        onClick={() => onList(!listed)}
      />
    </div>
  );
}

export function LinkingBanner({ from, onCancel }: { readonly from: string; readonly onCancel: () => void }) {
  const { t } = useTranslation("flowCanvas");
  return (
    <div className={style.banner} role="status">
      <span>{t("linking", { from })}</span>
      <IconButton size="small" label={t("cancelLinking")} shortcut="Esc" icon={<X />} onClick={onCancel} />
    </div>
  );
}
