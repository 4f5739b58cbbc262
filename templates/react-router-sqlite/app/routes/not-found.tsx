import { data } from "react-router";
import { StatusPage } from "~/components/status-page";

export function loader() {
  return data(null, { status: 404 });
}

export default function NotFound() {
  return (
    <StatusPage
      status={404}
      title="Page not found"
      detail="There is nothing at this address. It may have been moved or mistyped."
    />
  );
}
