import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { PageFrame } from "@/ui/page/PageFrame";
import { Steps } from "../components/Steps";
import { UploadStep } from "../components/UploadStep";

export function NewImportPage() {
  const { t } = useTranslation("imports");
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const entity = search.get("entity") ?? "";
  return (
    <PageFrame narrow title={t("title")} hint={t("hint")} below={<Steps current="upload" />}>
      <UploadStep
        entity={entity}
        onEntity={(key) => setSearch(key ? { entity: key } : {}, { replace: true })}
        onOpened={(job) => void navigate(`/imports/${job.id}`)}
      />
    </PageFrame>
  );
}
