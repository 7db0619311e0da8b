import { Navigate } from "react-router";

/** The phone opens with what waits for the person. */
export function StartPage() {
  return <Navigate to="/todo" replace />;
}
