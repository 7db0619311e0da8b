import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatRelative } from "@/lib/moments";

export type RelativeTimeProps = { readonly moment: string; readonly zone?: string };

/** How long ago, in words; the exact moment is the tip. Refreshes itself once a minute. */
export function RelativeTime({ moment, zone }: RelativeTimeProps) {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={moment} title={formatMoment(moment, zone)} className="figures">
      {formatRelative(moment, now, i18n.language)}
    </time>
  );
}
