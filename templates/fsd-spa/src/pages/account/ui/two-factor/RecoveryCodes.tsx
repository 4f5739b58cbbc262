import { appName } from "@/shared/config";
import { takeFocus } from "@/shared/lib/take-focus";
import { Button, buttonVariants } from "@/shared/ui/button";
import { CopyButton } from "./CopyButton";

interface RecoveryCodesProps {
  codes: string[];
  onKept: () => void;
}

/** Shown once. People sign in with them when they've lost their phone. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const text = `${appName} recovery codes\n\n${codes.join("\n")}\n`;
  return (
    <div className="flex flex-col gap-4 print:fixed print:inset-0 print:z-50 print:bg-white print:p-8 print:text-black">
      <h3 ref={takeFocus} tabIndex={-1} className="font-medium">
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
      <Button type="button" className="print:hidden" onClick={onKept}>
        I've saved my codes
      </Button>
    </div>
  );
}
