import type { CSSProperties, ReactNode } from "react";
import type { Sheet } from "@/api/prints";
import { DrawnBlock } from "./DrawnBlock";
import style from "./Sheet.module.css";

export type PaperProps = {
  readonly paper: Sheet["paper"];
  readonly footer: Sheet["footer"];
  readonly children: ReactNode;
};

const sizes = { a4: [210, 297], a5: [148, 210] } as const;

/** White paper at its true width, whatever the colours around it; narrower where there is no room. */
export function Paper({ paper, footer, children }: PaperProps) {
  const [short, long] = sizes[paper.size];
  const [width, height] = paper.direction === "landscape" ? [long, short] : [short, long];
  const lengths = { "--width": `${width}mm`, "--height": `${height}mm`, "--margin": `${paper.margin}mm` };
  return (
    <div className={style.paper} style={lengths as CSSProperties}>
      <div className={style.content}>{children}</div>
      <div className={style.footer}>
        <span>{footer.text}</span>
        {footer.numbers ? <span>1 / 1</span> : null}
      </div>
    </div>
  );
}

export function SheetPaper({ sheet }: { readonly sheet: Sheet }) {
  return (
    <div className={style.desk} lang={sheet.lang}>
      <Paper paper={sheet.paper} footer={{ ...sheet.footer, numbers: false }}>
        {sheet.blocks.map((block) => (
          <div key={block.id} className={style.block}>
            <DrawnBlock block={block} />
          </div>
        ))}
      </Paper>
    </div>
  );
}
