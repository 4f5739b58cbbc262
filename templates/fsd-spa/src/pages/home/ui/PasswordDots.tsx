import { Key } from "@/shared/ui/icons";

const dots = "•".repeat(15);

/** A password as it is typed. */
export function PasswordDots() {
  return (
    <div className="mt-5 flex items-center gap-3 rounded-lg bg-muted px-4 py-3.5">
      <Key className="size-4.5 shrink-0 text-muted-foreground" />
      <span className="truncate font-mono text-lg leading-none tracking-wide sm:tracking-widest">
        {dots}
      </span>
    </div>
  );
}
