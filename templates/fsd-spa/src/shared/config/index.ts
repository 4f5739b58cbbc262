export { pageAt, paths } from "./pages";
