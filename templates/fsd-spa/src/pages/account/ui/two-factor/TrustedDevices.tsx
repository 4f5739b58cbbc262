import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type Account, problemText } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { FieldError } from "@/shared/ui/field-error";
import { LocalTime } from "@/shared/ui/local-time";
import { SubmitButton } from "@/shared/ui/submit-button";
import { stopTrusting, stopTrustingAll } from "../../api/two-factor";

/** The devices that skip the second factor, and how to ask there again. */
export function TrustedDevices({ devices }: { devices: Account["trustedDevices"] }) {
  const queries = useQueryClient();
  const title = useRef<HTMLHeadingElement>(null);
  const onSuccess = async () => {
    await queries.invalidateQueries({ queryKey: ["account"] });
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
        <p className="text-sm text-muted-foreground">
          None. You're asked for a code on every device.
        </p>
      ) : (
        <ul className="divide-y border-y">
          {devices.map(({ id, device, trustedAt, expiresAt }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3"
            >
              <div className="min-w-0 text-sm">
                <p className="font-medium">{device}</p>
                <p className="text-muted-foreground">
                  trusted since <LocalTime at={trustedAt} /> · until <LocalTime at={expiresAt} />
                </p>
              </div>
              <SubmitButton
                type="button"
                variant="outline"
                size="sm"
                pending={one.isPending && one.variables === id}
                pendingText="Removing…"
                aria-label={
                  one.isPending && one.variables === id ? undefined : `Stop trusting ${device}`
                }
                onClick={() => one.mutate(id)}
              >
                Stop trusting
              </SubmitButton>
            </li>
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
      <p role="status" className="text-sm text-muted-foreground empty:hidden">
        {all.isSuccess
          ? "All devices are asked for a code again."
          : one.isSuccess && "That device is asked for a code again."}
      </p>
      <FieldError id="trusted-devices-error" stale={one.isPending || all.isPending}>
        {error ? problemText(error) : undefined}
      </FieldError>
    </section>
  );
}
