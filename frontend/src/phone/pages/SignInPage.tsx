import { SignInForm } from "@/features/sign-in/SignInForm";
import style from "./SignInPage.module.css";

export function SignInPage() {
  return (
    <main className={style.page}>
      <SignInForm home="/m/" size="phone" />
    </main>
  );
}
