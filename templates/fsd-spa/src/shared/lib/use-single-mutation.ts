import { type UseMutationOptions, useMutation } from "@tanstack/react-query";
import { useRef } from "react";

/** A mutation that runs once at a time: a second click while it runs does nothing. */
export function useSingleMutation<Data, Variables = void>(
  options: UseMutationOptions<Data, Error, Variables>,
) {
  const { mutateAsync, ...mutation } = useMutation(options);
  // `isPending` is shown a moment later, too late for two clicks in a row.
  const running = useRef(false);

  async function mutate(variables: Variables): Promise<void> {
    if (running.current) return;
    running.current = true;
    try {
      await mutateAsync(variables);
    } catch {
      // It is in `error`, for the component to show.
    } finally {
      running.current = false;
    }
  }

  return { ...mutation, mutate };
}
