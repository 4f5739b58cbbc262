export { appName } from "./app-name";
export { pageAt, paths } from "./pages";
