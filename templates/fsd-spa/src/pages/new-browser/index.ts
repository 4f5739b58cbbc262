export { NewBrowserPage } from "./ui/NewBrowserPage";
