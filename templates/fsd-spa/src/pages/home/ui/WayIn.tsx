import { appName } from "@/shared/config";
import { CircleCheck, Mail } from "@/shared/ui/icons";
import { CodeDigits } from "./CodeDigits"; // @feature email-code
import { PasswordDots } from "./PasswordDots"; // @feature password

/** A picture of signing in. Everything in it is also said in the text. */
export function WayIn() {
  return (
    <div aria-hidden="true" className="relative mx-auto w-full max-w-sm pb-7 select-none">
      <div className="animate-rise rounded-2xl border bg-card p-5 shadow-card sm:p-6">
        <div className="flex items-center gap-3">
          <span className="flex size-9 items-center justify-center rounded-lg bg-accent text-accent-foreground">
            <Mail className="size-4.5" />
          </span>
          <div className="min-w-0 text-sm leading-tight">
            <p className="truncate font-medium">{appName}</p>
            <p className="mt-0.5 text-muted-foreground">Sign in</p>
          </div>
          <span className="ml-auto self-start text-xs text-muted-foreground">now</span>
        </div>
        <CodeDigits /> {/* @feature email-code */}
        <PasswordDots /> {/* @feature password */}
        <div className="mt-5 flex flex-col gap-2.5 pb-3">
          <span className="h-2 w-11/12 rounded-full bg-muted" />
          <span className="h-2 w-2/3 rounded-full bg-muted" />
        </div>
      </div>
      <div className="absolute right-4 bottom-0 flex animate-rise-later items-center gap-2 rounded-full bg-primary py-2.5 pr-4.5 pl-3.5 text-sm font-medium text-primary-foreground shadow-card sm:-right-4">
        <CircleCheck className="size-4.5" />
        You're in
      </div>
    </div>
  );
}
