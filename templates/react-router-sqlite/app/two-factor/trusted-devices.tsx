import { useEffect, useRef } from "react";
import { Form, useNavigation } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { SubmitButton } from "~/components/form";
import { LocalTime } from "~/components/local-time";
import { FieldError } from "~/components/ui/field";
import type { TrustedDevice } from "~/services/two-factor/trusted-devices.server";

interface TrustedDevicesProps {
  devices: TrustedDevice[];
  result: AccountResult | undefined;
}

/** The devices that skip the second factor, and how to ask there again. */
export function TrustedDevices({ devices, result }: TrustedDevicesProps) {
  const own = result?.intent.startsWith("stop-") ? result : undefined;
  const title = useRef<HTMLHeadingElement>(null);

  // The button that was pressed is gone by now.
  useEffect(() => {
    if (own?.done) title.current?.focus();
  }, [own]);

  return (
    <section className="flex flex-col gap-3">
      <h3 ref={title} tabIndex={-1} className="font-medium">
        Trusted devices
      </h3>
      {devices.length === 0 ? (
        <p className="text-sm text-muted-foreground">
          None. You're asked for a code on every device.
        </p>
      ) : (
        <ul className="divide-y border-y">
          {devices.map((device) => (
            <li
              key={device.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3"
            >
              <div className="min-w-0 text-sm">
                <p className="font-medium">{device.device}</p>
                <p className="text-muted-foreground">
                  trusted since <LocalTime at={device.trustedAt} /> · until{" "}
                  <LocalTime at={device.expiresAt} />
                </p>
              </div>
              <StopTrusting {...device} />
            </li>
          ))}
        </ul>
      )}
      {devices.length > 1 && <StopTrustingAll />}
      <FieldError id="trusted-devices-error">{own?.error}</FieldError>
    </section>
  );
}

function StopTrusting({ id, device }: TrustedDevice) {
  const form = useNavigation().formData;
  const pending = form?.get("intent") === "stop-trusting" && form.get("id") === id;
  return (
    <Form method="post" action="#two-factor" preventScrollReset>
      <input type="hidden" name="intent" value="stop-trusting" />
      <input type="hidden" name="id" value={id} />
      <SubmitButton
        variant="outline"
        size="sm"
        pending={pending}
        pendingText="Removing…"
        aria-label={pending ? undefined : `Stop trusting ${device}`}
      >
        Stop trusting
      </SubmitButton>
    </Form>
  );
}

function StopTrustingAll() {
  const pending = useNavigation().formData?.get("intent") === "stop-trusting-all";
  return (
    <Form method="post" action="#two-factor" preventScrollReset className="flex flex-col">
      <input type="hidden" name="intent" value="stop-trusting-all" />
      <SubmitButton variant="outline" pending={pending} pendingText="Removing…">
        Stop trusting all devices
      </SubmitButton>
    </Form>
  );
}
