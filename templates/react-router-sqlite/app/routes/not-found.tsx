import { data } from "react-router";
import { StatusPage } from "~/components/page";

export function loader() {
  return data(null, { status: 404 });
}

export default function NotFound() {
  return <StatusPage status={404} />;
}
