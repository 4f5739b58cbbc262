export { appName } from "~/lib/app-name";
