import { Fragment } from "react";

/** A path that breaks only after a slash. */
export function Path({ children }: { children: string }) {
  return children.split("/").map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a path keep their order
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
