export { appName } from "~/lib/app-name";
export { pageAt, paths } from "./pages";
