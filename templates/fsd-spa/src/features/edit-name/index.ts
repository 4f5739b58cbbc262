export { NameForm } from "./ui/NameForm";
