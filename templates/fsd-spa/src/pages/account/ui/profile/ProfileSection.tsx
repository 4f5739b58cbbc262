import { Avatar, NameForm } from "@/entities/user";
import type { Account } from "@/shared/api";
import { Card, CardContent, CardHeader, CardTitle } from "@/shared/ui/card";
import { Email } from "@/shared/ui/email";

export function ProfileSection({ name, email }: Pick<Account, "name" | "email">) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Profile</CardTitle>
      </CardHeader>
      <CardContent className="flex items-center gap-3">
        <Avatar of={name || email} className="size-11 text-base!" />
        <p className="min-w-0 font-medium break-words">
          <Email>{email}</Email>
        </p>
      </CardContent>
      <CardContent>
        <NameForm name={name} />
      </CardContent>
    </Card>
  );
}
