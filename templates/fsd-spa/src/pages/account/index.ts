export { AccountDeletedPage } from "./ui/AccountDeletedPage";
export { AccountPage } from "./ui/AccountPage";
