import type { ReactNode } from "react";
import { SubmitButton, type SubmitButtonProps } from "@/shared/ui/submit-button";
import { Facts } from "./Facts";

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

interface DeviceButtonProps extends SubmitButtonProps {
  /** What it does to this row, for people who don't see it beside the row. */
  label: string;
}

export function DeviceButton({ label, ...button }: DeviceButtonProps) {
  const name = button.pending ? undefined : label;
  return <SubmitButton type="button" variant="outline" size="sm" aria-label={name} {...button} />;
}
