// @feature email-code|password
/** Between the first way to sign in and the others. Only the first one on a page is shown. */
export function Or() {
  return (
    <div
      data-slot="or"
      className="flex items-center gap-3 text-sm text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border [:has([data-slot=or])~*_&]:hidden [[data-slot=or]~&]:hidden"
    >
      or
    </div>
  );
}
