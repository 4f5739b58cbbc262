export { ProviderForm } from "./ui/ProviderForm";
export { ProviderMark } from "./ui/ProviderMark";
