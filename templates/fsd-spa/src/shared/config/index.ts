export { appName } from "~/brand";
export { pageAt, paths } from "./pages";
