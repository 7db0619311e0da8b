import { PasswordForm } from "@/features/sign-in/PasswordForm";
import style from "./SignInPage.module.css";

export function PasswordPage() {
  return (
    <main className={style.page}>
      <PasswordForm home="/m/" size="phone" />
    </main>
  );
}
