// @feature password
import type { Security } from "@/shared/api";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/shared/ui/card";
import { ChangePassword } from "./ChangePassword";
import { SetPassword } from "./SetPassword";

export function PasswordCard({ hasPassword }: Pick<Security, "hasPassword">) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Password</CardTitle>
        <CardDescription>
          {hasPassword
            ? "A new one signs you out everywhere else."
            : "Your account has none yet. You can sign in with one as well."}
        </CardDescription>
      </CardHeader>
      <CardContent>{hasPassword ? <ChangePassword /> : <SetPassword />}</CardContent>
    </Card>
  );
}
