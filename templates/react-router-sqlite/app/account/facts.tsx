import { Children, type ReactNode } from "react";

/**
 * Facts with dots between them. In narrow places they take several lines, and none of these begins
 * or ends with a dot: the first dot of each line is left of it, and cut off.
 */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <span className="block overflow-x-clip text-muted-foreground">
      <span className="-ml-4 flex flex-wrap">
        {Children.map(Children.toArray(children), (fact) => (
          <span className="relative min-w-0 pl-4 break-words before:absolute before:left-1.5 before:content-['·']">
            {fact}
          </span>
        ))}
      </span>
    </span>
  );
}
