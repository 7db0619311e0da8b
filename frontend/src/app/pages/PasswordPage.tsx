import { PasswordForm } from "@/features/sign-in/PasswordForm";
import style from "./SignInPage.module.css";

export function PasswordPage() {
  return (
    <main className={style.page}>
      <div className={style.card}>
        <PasswordForm home="/" size="medium" />
      </div>
    </main>
  );
}
