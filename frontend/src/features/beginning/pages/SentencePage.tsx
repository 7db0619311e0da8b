import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Answered } from "@/ui/page/Answered";
import { PageFrame } from "@/ui/page/PageFrame";
import { type SpecShown, waysQuery } from "../api";
import { NoModel } from "../components/NoModel";
import { SentenceForm } from "../components/SentenceForm";
import { SpecForm } from "../components/SpecForm";

/** A sentence becomes a list of parts, the ticked parts become an app. */
export function SentencePage() {
  const { t } = useTranslation("beginning");
  const [search] = useSearchParams();
  const ways = useQuery(waysQuery);
  const [wish, setWish] = useState("");
  const [shown, setShown] = useState<SpecShown>();
  return (
    <PageFrame
      narrow
      title={shown ? t("parts.title", { name: shown.spec.name }) : t("sentence.title")}
      hint={t(shown ? "parts.hint" : "sentence.hint")}
    >
      <Answered query={ways}>
        {({ sentence }) =>
          shown ? (
            <SpecForm shown={shown} app={search.get("app") ?? ""} onAgain={() => setShown(undefined)} />
          ) : sentence.ready ? (
            <SentenceForm wish={wish} onWish={setWish} onShown={setShown} />
          ) : (
            <NoModel />
          )
        }
      </Answered>
    </PageFrame>
  );
}
