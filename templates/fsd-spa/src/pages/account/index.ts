export { AccountDeletedPage } from "./ui/AccountDeletedPage";
export { AccountPage } from "./ui/AccountPage";
export { UndoEmailChangePage } from "./ui/email/UndoEmailChangePage";
