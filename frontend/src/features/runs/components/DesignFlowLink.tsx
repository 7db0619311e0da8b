import { useTranslation } from "react-i18next";
import { DesignButton } from "@/designing/parts/DesignButton";

/** From runs to the designer of their flow; without a flow, to a new one. */
export function DesignFlowLink({ flow }: { readonly flow?: string | undefined }) {
  const { t } = useTranslation("runs");
  return <DesignButton label={t(flow ? "designFlow" : "newFlow")} to={`/design/flows/${flow ?? "new"}`} />;
}
