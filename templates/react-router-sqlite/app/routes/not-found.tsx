import { data } from "react-router";
import { StatusPage } from "~/components/status-page";
import { statusText } from "~/lib/status-text";

export function loader() {
  return data(null, { status: 404 });
}

export default function NotFound() {
  return <StatusPage status={404} {...statusText(404)} />;
}
