import { TextLink } from "~/components/page";

/** On the dashboard, below what it says about the session. */
export function SecurityLink() {
  return (
    <p className="pt-3 text-sm">
      <TextLink to="/security">Security</TextLink>
    </p>
  );
}
