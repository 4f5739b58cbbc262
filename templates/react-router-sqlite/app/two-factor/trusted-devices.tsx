import type { AccountResult } from "~/account/action.server";
import { DeviceForm, DeviceRow } from "~/account/device-list";
import { useFocusAfter } from "~/account/focus-after";
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
  const title = useFocusAfter(own);
  return (
    <section className="flex flex-col gap-3">
      <h3 ref={title} tabIndex={-1} className="font-medium">
        Trusted devices
      </h3>
      {devices.length === 0 ? (
        <p className="text-sm text-pretty text-muted-foreground">
          None. You'll be asked for a code on every device.
        </p>
      ) : (
        <ul className="divide-y border-y">
          {devices.map(({ id, device, trustedAt, expiresAt }) => (
            <DeviceRow
              key={id}
              device={device}
              details={[
                <span key="since">
                  Since <LocalTime at={trustedAt} />
                </span>,
                <span key="until">
                  Until <LocalTime at={expiresAt} />
                </span>,
              ]}
            >
              <DeviceForm
                section="two-factor"
                intent="stop-trusting"
                id={id}
                label={`Stop trusting ${device}`}
                pendingText="Removing…"
              >
                Stop trusting
              </DeviceForm>
            </DeviceRow>
          ))}
        </ul>
      )}
      {devices.length > 1 && (
        <DeviceForm section="two-factor" intent="stop-trusting-all" pendingText="Removing…">
          Stop trusting all devices
        </DeviceForm>
      )}
      <FieldError id="trusted-devices-error">{own?.error}</FieldError>
    </section>
  );
}
