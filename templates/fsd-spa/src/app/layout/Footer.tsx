import { appName } from "@/shared/config";

export function Footer() {
  return (
    <footer className="mx-auto flex w-full max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-8 text-sm text-muted-foreground sm:px-6">
      <p>
        © {new Date().getFullYear()} {appName}
      </p>
      {/* Your links: terms, privacy, contact. */}
    </footer>
  );
}
