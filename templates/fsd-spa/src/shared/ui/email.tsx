/** An email that breaks before the @, if it has to. */
export function Email({ children }: { children: string }) {
  const domain = children.lastIndexOf("@");
  return (
    <>
      {children.slice(0, domain)}
      <wbr />
      {children.slice(domain)}
    </>
  );
}
