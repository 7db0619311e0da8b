import { useTranslation } from "react-i18next";
import { TemplateSetting } from "@/designing/fields/TemplateSetting";
import { TextSetting } from "@/designing/parts/Inputs";
import { CheckField } from "@/ui/page/CheckField";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../DeskContext";
import { setFooter, setPaper, setPrint } from "../model/deeds";
import { blockOf, footerDefaults, paperDefaults } from "../model/documents";
import { BlockProperties } from "./BlockProperties";
import style from "./PrintDesigner.module.css";

/** What is selected on the page, or the template itself. */
export function Properties() {
  const { print, selection } = useDesk();
  const block = selection === undefined ? undefined : blockOf(print, selection);
  return block ? <BlockProperties key={block.id} block={block} /> : <TemplateProperties />;
}

const margins = [10, 15, 20, 25, 30] as const;

function TemplateProperties() {
  const { t } = useTranslation("printDesigner");
  const { print, entity, samples, sample, chooseSample, run } = useDesk();
  const paper = { ...paperDefaults, ...print.paper };
  const footer = { ...footerDefaults, ...print.footer };
  const lengths = [...new Set([...margins, paper.margin])].sort((one, other) => one - other);
  return (
    <div className={style.panel}>
      <h2>{t("template.title")}</h2>
      <TextSetting
        label={t("template.name")}
        required
        maxLength={200}
        value={print.name}
        onCommit={(name) => run(setPrint(print, { name }))}
      />
      <SelectField
        label={t("template.sample")}
        hint={t("template.sampleHint")}
        value={sample ?? ""}
        options={samples.map(({ id, title }) => ({ id, label: title }))}
        {...(sample === undefined ? { none: t("template.noSample") } : {})}
        onChange={chooseSample}
      />
      <h3>{t("template.paper")}</h3>
      <SelectField
        label={t("template.size")}
        value={paper.size}
        options={(["a4", "a5"] as const).map((id) => ({ id, label: id.toUpperCase() }))}
        onChange={(size) => run(setPaper(print, { size: size as typeof paper.size }))}
      />
      <SelectField
        label={t("template.direction")}
        value={paper.direction}
        options={(["portrait", "landscape"] as const).map((id) => ({ id, label: t(`template.${id}`) }))}
        onChange={(direction) => run(setPaper(print, { direction: direction as typeof paper.direction }))}
      />
      <SelectField
        label={t("template.margin")}
        value={String(paper.margin)}
        options={lengths.map((one) => ({
          id: String(one),
          label: t("template.millimetres", { length: one }),
        }))}
        onChange={(margin) => run(setPaper(print, { margin: Number(margin) }))}
      />
      <h3>{t("template.footer")}</h3>
      <TemplateSetting
        label={t("template.footerText")}
        entity={entity}
        maxLength={500}
        value={footer.text}
        onCommit={(text) => run(setFooter(print, { text }))}
      />
      <CheckField
        label={t("template.numbers")}
        value={footer.numbers}
        onChange={(numbers) => run(setFooter(print, { numbers }))}
      />
    </div>
  );
}
