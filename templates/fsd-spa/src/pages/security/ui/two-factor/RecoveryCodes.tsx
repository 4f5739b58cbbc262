import { takeFocus } from "@/shared/lib/take-focus";
import { Button } from "@/shared/ui/button";

interface RecoveryCodesProps {
  codes: string[];
  onKept: () => void;
}

/** Shown once: they are the way in when the phone is lost. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  return (
    <div className="flex flex-col gap-4">
      <h3 ref={takeFocus} tabIndex={-1} className="font-medium">
        Save your recovery codes
      </h3>
      <p className="text-sm text-pretty text-muted-foreground">
        Each signs you in once, should your phone be lost. They are not shown again: print them, or
        put them into your password manager.
      </p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-lg bg-muted p-4 font-mono text-sm select-all">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button type="button" variant="outline" onClick={onKept}>
        I've saved my codes
      </Button>
    </div>
  );
}
