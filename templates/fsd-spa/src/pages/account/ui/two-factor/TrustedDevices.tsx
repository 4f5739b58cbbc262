import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type Account, problemText } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { FieldError } from "@/shared/ui/field-error";
import { LocalTime } from "@/shared/ui/local-time";
import { SubmitButton } from "@/shared/ui/submit-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { stopTrusting, stopTrustingAll } from "../../api/two-factor";
import { DeviceButton, DeviceRow } from "../DeviceRow";

/** The devices that skip the second factor, and how to ask there again. */
export function TrustedDevices({ devices }: { devices: Account["trustedDevices"] }) {
  const queries = useQueryClient();
  const title = useRef<HTMLHeadingElement>(null);
  const onSuccess = async () => {
    await queries.invalidateQueries();
    // The button that was pressed is gone.
    title.current?.focus();
  };
  const one = useSingleMutation({ mutationFn: stopTrusting, onSuccess });
  const all = useSingleMutation({ mutationFn: stopTrustingAll, onSuccess });
  const error = one.error ?? all.error;
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
              <DeviceButton
                label={`Stop trusting ${device}`}
                pending={one.isPending && one.variables === id}
                pendingText="Removing…"
                onClick={() => one.mutate(id)}
              >
                Stop trusting
              </DeviceButton>
            </DeviceRow>
          ))}
        </ul>
      )}
      {devices.length > 1 && (
        <SubmitButton
          type="button"
          variant="outline"
          pending={all.isPending}
          pendingText="Removing…"
          onClick={() => all.mutate()}
        >
          Stop trusting all devices
        </SubmitButton>
      )}
      <SuccessNote>
        {all.isSuccess
          ? "You'll be asked for a code on every device again."
          : one.isSuccess && "You'll be asked for a code on that device again."}
      </SuccessNote>
      <FieldError id="trusted-devices-error" stale={one.isPending || all.isPending}>
        {error ? problemText(error) : undefined}
      </FieldError>
    </section>
  );
}
