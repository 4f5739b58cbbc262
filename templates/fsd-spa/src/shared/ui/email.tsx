/** An email that breaks before the @, if it has to. */
export function Email({ children }: { children: string }) {
  const domain = children.lastIndexOf("@");
  return (
    // A new element for each email: a browser that translates the page has replaced these texts.
    <span key={children}>
      {children.slice(0, domain)}
      <wbr />
      {children.slice(domain)}
    </span>
  );
}
