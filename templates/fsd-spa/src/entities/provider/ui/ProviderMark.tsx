import { marks } from "~/services/sign-in/social/marks";

/** The mark of a provider, beside its name. One that isn't in the list has none. */
export function ProviderMark({ id }: { id: string }) {
  const mark = marks[id];
  if (!mark) return null;
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24">
      {mark.map(({ fill = "currentColor", d }) => (
        <path key={d} fill={fill} d={d} />
      ))}
    </svg>
  );
}
