export { LoginDialog } from "./ui/LoginDialog";
