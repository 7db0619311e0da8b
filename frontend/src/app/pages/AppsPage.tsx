import { HomePage } from "./HomePage";

/** All apps stand on the home page; this address stays for those who look for it. */
export function AppsPage() {
  return <HomePage />;
}
