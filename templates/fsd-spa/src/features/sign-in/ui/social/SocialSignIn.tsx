import { useSearchParams } from "react-router";
import { ProviderForm, ProviderMark } from "@/entities/provider";
import { start } from "@/shared/api";
import { paths } from "@/shared/config";
import { Button } from "@/shared/ui/button";
import { keepLastWay } from "../../model/last-way"; // @feature several-ways
import type { SignInHandlers } from "../../model/sign-in-answer";
import { useSignInElsewhere } from "../../model/sign-in-elsewhere";
import { LastUsed } from "../LastUsed"; // @feature several-ways
import { Or } from "../Or"; // @feature email-code|password

interface SocialSignInProps extends Pick<SignInHandlers, "onSignedIn"> {
  /** Over a page, which has to stay as it is. */
  inPlace?: boolean | undefined;
}

/** A button for each provider. */
export function SocialSignIn({ inPlace = false, onSignedIn }: SocialSignInProps) {
  const [search] = useSearchParams();
  useSignInElsewhere(onSignedIn);
  if (start.providers.length === 0) return null;
  const redirectTo = inPlace ? paths.signedIn : (search.get("redirectTo") ?? undefined);
  return (
    <div className="flex flex-col gap-5">
      <Or /> {/* @feature email-code|password */}
      {start.providers.map(({ id, name }) => (
        <ProviderForm
          key={id}
          action="/login/with"
          provider={id}
          redirectTo={redirectTo}
          inPopup={inPlace}
          className="flex flex-col"
        >
          <Button
            variant="outline"
            onClick={() => keepLastWay(id)} // @feature several-ways
          >
            <ProviderMark id={id} />
            Continue with {name}
            <LastUsed way={id} /> {/* @feature several-ways */}
          </Button>
        </ProviderForm>
      ))}
    </div>
  );
}
