import type { ReactNode } from "react";
import { Form, useNavigation } from "react-router";
import { Facts } from "~/account/facts";
import { SubmitButton } from "~/components/form";

interface DeviceRowProps {
  device: string;
  /** Facts about it. */
  details: ReactNode[];
  /** What can be done about it. */
  children: ReactNode;
}

export function DeviceRow({ device, details, children }: DeviceRowProps) {
  return (
    <li className="flex flex-col items-start justify-between gap-x-4 gap-y-2 py-3 sm:flex-row sm:items-center">
      <div className="min-w-0 text-sm">
        <p className="font-medium">{device}</p>
        <Facts>{details}</Facts>
      </div>
      {children}
    </li>
  );
}

interface DeviceFormProps {
  /** The id of its section on the page. */
  section: string;
  intent: string;
  /** The row that it's about, or all of them. */
  id?: string;
  /** What the button does to this row, for people who don't see it beside the row. */
  label?: string;
  pendingText: string;
  /** The text of the button. */
  children: ReactNode;
}

export function DeviceForm({ section, intent, id, label, pendingText, children }: DeviceFormProps) {
  const form = useNavigation().formData;
  const isForAll = id === undefined;
  const pending = form?.get("intent") === intent && (isForAll || form.get("id") === id);
  return (
    <Form
      method="post"
      action={`#${section}`}
      preventScrollReset
      className={isForAll ? "flex flex-col" : undefined}
    >
      <input type="hidden" name="intent" value={intent} />
      {!isForAll && <input type="hidden" name="id" value={id} />}
      <SubmitButton
        variant="outline"
        size={isForAll ? "default" : "sm"}
        pending={pending}
        pendingText={pendingText}
        aria-label={pending ? undefined : label}
      >
        {children}
      </SubmitButton>
    </Form>
  );
}
