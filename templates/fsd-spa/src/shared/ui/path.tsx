import { Fragment } from "react";

/** A path that breaks only after a slash. */
export function Path({ children }: { children: string }) {
  return children.split("/").map((part, index) => (
    <Fragment key={index}>
      {index > 0 && (
        <>
          /<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
