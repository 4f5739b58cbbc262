export { SecurityPage } from "./ui/SecurityPage";
