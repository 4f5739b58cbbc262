import type { ComponentProps, ReactNode } from "react";

// The few icons that the pages need. They decorate text and never replace it, so screen readers
// skip them. Components added later may bring an icon library of their own.

function Icon({ children, ...props }: ComponentProps<"svg"> & { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...props}
    >
      {children}
    </svg>
  );
}

export function ArrowLeft(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <path d="M20 12H4m6-6-6 6 6 6" />
    </Icon>
  );
}

export function ArrowRight(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <path d="M4 12h16m-6-6 6 6-6 6" />
    </Icon>
  );
}

export function ChevronDown(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <path d="m6 9.5 6 6 6-6" />
    </Icon>
  );
}

export function CircleAlert(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7.5v5.2m0 3.6v.1" />
    </Icon>
  );
}

export function CircleCheck(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="12" r="9" />
      <path d="m8.2 12.4 2.6 2.6 5-5.6" />
    </Icon>
  );
}

export function Close(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <path d="M6 6l12 12M18 6 6 18" />
    </Icon>
  );
}

export function Mail(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <rect x="3" y="5" width="18" height="14" rx="2.5" />
      <path d="m3.8 7.6 8.2 5.6 8.2-5.6" />
    </Icon>
  );
}

// @feature email-code|password
export function MailOpen(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <path d="M3 10.2 12 4l9 6.2v7.3a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 17.5z" />
      <path d="m3.6 10.6 8.4 5.4 8.4-5.4" />
    </Icon>
  );
}

// @end
// @feature password
export function Eye(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
      <circle cx="12" cy="12" r="3" />
    </Icon>
  );
}

export function EyeOff(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <path d="M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.6 3.4M6.4 7A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 5-1.5" />
      <path d="M10 10a3 3 0 0 0 4.1 4.1M4 4l16 16" />
    </Icon>
  );
}

export function Key(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <circle cx="8" cy="15" r="4.5" />
      <path d="M11.3 11.7 20 3m-4 4 3 3m-5.5-.5 2 2" />
    </Icon>
  );
}

// @end
// @feature passkey
export function Fingerprint(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <path d="M5.2 8.1a8 8 0 0 1 13.6 0M4.6 16.6c.6-1.4.9-2.9.9-4.6a6.5 6.5 0 0 1 13 0c0 1.6-.1 3-.4 4.4" />
      <path d="M7.6 19.4A16 16 0 0 0 8.9 12a3.1 3.1 0 0 1 6.2 0c0 3.4-.7 6.3-1.9 9" />
      <path d="M12 12c0 3.3-.6 6-1.8 8.6" />
    </Icon>
  );
}

// @end
// @feature two-factor
export function Shield(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <path d="M12 3.5 19 6v5.5c0 4.3-2.8 7.4-7 9-4.2-1.6-7-4.7-7-9V6z" />
      <path d="m9 11.8 2.2 2.2 3.8-4.2" />
    </Icon>
  );
}

// @end
export function Sprout(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <path d="M12 20v-8m0 0c0-3.5-2.5-6-7-6 0 4 2.5 6 7 6zm0-2c0-3 2.2-5.5 7-5.5 0 4-2.5 5.5-7 5.5zM7 20h10" />
    </Icon>
  );
}

export function Spinner(props: ComponentProps<"svg">) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="12" r="8.5" opacity="0.3" />
      <path d="M12 3.5a8.5 8.5 0 0 1 8.5 8.5" />
    </Icon>
  );
}
