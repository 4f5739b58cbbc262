// @feature password|two-factor
export { SecurityPage } from "./ui/SecurityPage";
