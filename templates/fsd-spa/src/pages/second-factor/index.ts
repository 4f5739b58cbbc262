export { TwoFactorPage } from "./ui/TwoFactorPage";
