import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { appName } from "~/brand";
import { useHydrated } from "~/components/form";
import { Button, buttonVariants } from "~/components/ui/button";

/** Shown once. People sign in with them when they've lost their phone. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="flex flex-col gap-4 print:fixed print:inset-0 print:z-50 print:bg-white print:p-8 print:text-black">
      <h3 ref={heading} tabIndex={-1} className="font-medium">
        Save your recovery codes
      </h3>
      <p className="text-sm text-pretty text-muted-foreground print:text-black">
        If you lose your phone, enter one of these instead of a code from your app. Each works once,
        and you won't see them again: print them or save them in your password manager.
      </p>
      <p className="hidden font-medium print:block">{appName}</p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-lg bg-muted p-4 font-mono text-sm select-all">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <WaysToSave codes={codes} />
      <Link to="/account#two-factor" className={buttonVariants({ className: "print:hidden" })}>
        I've saved my codes
      </Link>
    </div>
  );
}

/** Without JavaScript, the codes can still be selected and written down. */
function WaysToSave({ codes }: { codes: string[] }) {
  const hydrated = useHydrated();
  if (!hydrated) return null;

  const text = `${appName} recovery codes\n\n${codes.join("\n")}\n`;
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <CopyButton text={text}>Copy</CopyButton>
      <a
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        download="recovery-codes.txt"
        className={buttonVariants({ variant: "outline", size: "sm" })}
      >
        Download
      </a>
      <Button type="button" variant="outline" size="sm" onClick={() => window.print()}>
        Print
      </Button>
    </div>
  );
}

/** Nothing without JavaScript, where the text can be selected. */
export function CopyButton({ text, children }: { text: string; children: string }) {
  const [copied, setCopied] = useState(false);
  const hydrated = useHydrated();
  if (!hydrated) return null;

  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }
  return (
    <Button type="button" variant="outline" size="sm" onClick={copy}>
      {copied ? <span role="status">Copied</span> : <span>{children}</span>}
    </Button>
  );
}
