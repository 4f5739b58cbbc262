import { useState } from "react";
import { Button } from "@/shared/ui/button";

export function CopyButton({ text, children }: { text: string; children: string }) {
  const [copied, setCopied] = useState(false);

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
