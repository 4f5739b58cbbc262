import { Link, type LinkProps } from "react-router";

/** A link in a line of text. */
export function TextLink(props: LinkProps) {
  return (
    <Link
      className="rounded-sm font-medium text-foreground whitespace-nowrap underline underline-offset-4 hover:text-primary focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
      {...props}
    />
  );
}
