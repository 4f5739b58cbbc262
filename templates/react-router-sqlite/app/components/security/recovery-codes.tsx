// @feature two-factor
import { useEffect, useRef } from "react";
import { TextLink } from "~/components/text-link";

/** Shown once: they are the way in when the phone is lost. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="flex flex-col gap-4">
      <h3 ref={heading} tabIndex={-1} className="font-medium">
        Keep these recovery codes
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
      <p className="text-sm">
        <TextLink to="/security">I have kept them</TextLink>
      </p>
    </div>
  );
}
