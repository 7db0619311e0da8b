import { SignInForm } from "@/features/sign-in/SignInForm";
import style from "./SignInPage.module.css";

export function SignInPage() {
  return (
    <main className={style.page}>
      <div className={style.card}>
        <SignInForm home="/" size="medium" />
      </div>
    </main>
  );
}
