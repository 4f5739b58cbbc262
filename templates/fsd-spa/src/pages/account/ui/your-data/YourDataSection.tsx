import type { FormEvent } from "react";
import { useNavigate } from "react-router";
import { setViewer } from "@/entities/user";
import { type Account, problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { Field } from "@/shared/ui/field";
import { FieldError } from "@/shared/ui/field-error";
import { SubmitButton } from "@/shared/ui/submit-button";
import { deleteAccount, getData } from "../../api/your-data";
import { Disclosure } from "../Disclosure";

export function YourDataSection({ email }: Pick<Account, "email">) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Your data</CardTitle>
        <CardDescription>
          Download everything we keep about you, or delete your account.
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <DownloadButton />
        <Disclosure title="Delete my account">
          <DeleteForm email={email} />
        </Disclosure>
      </CardContent>
    </Card>
  );
}

function DownloadButton() {
  const download = useSingleMutation({
    mutationFn: getData,
    onSuccess: (data) => saveFile("my-data.json", JSON.stringify(data, null, 2)),
  });
  return (
    <>
      <SubmitButton
        type="button"
        variant="outline"
        pending={download.isPending}
        pendingText="Preparing…"
        onClick={() => download.mutate()}
      >
        Download my data
      </SubmitButton>
      <FieldError id="download-error" stale={download.isPending}>
        {download.error ? problemText(download.error) : undefined}
      </FieldError>
    </>
  );
}

function saveFile(name: string, json: string) {
  const url = URL.createObjectURL(new Blob([json], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

function DeleteForm({ email }: Pick<Account, "email">) {
  const navigate = useNavigate();
  const deletion = useSingleMutation({
    mutationFn: deleteAccount,
    // First the page that everyone may see, because this one asks strangers to sign in.
    async onSuccess() {
      await navigate(paths.accountDeleted, { replace: true });
      setViewer(null);
    },
  });
  const field = useRefusal(deletion, ["NOT_CONFIRMED"]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    deletion.mutate(String(new FormData(event.currentTarget).get("confirmation")));
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <p className="text-sm text-pretty text-muted-foreground">
        This deletes your account and everything in it for good.
      </p>
      <Field
        {...field}
        label="Type your email to confirm"
        name="confirmation"
        placeholder={email}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <FieldError id="delete-account-error" stale={deletion.isPending}>
        {deletion.error && !field.problem ? problemText(deletion.error) : undefined}
      </FieldError>
      <SubmitButton variant="destructive" pending={deletion.isPending} pendingText="Deleting…">
        Delete my account
      </SubmitButton>
    </form>
  );
}
