export {
  getViewer,
  onViewerChange,
  setEmail, // @feature account
  setViewer,
  useViewer,
  type Viewer,
} from "./model/viewer";
export { Avatar } from "./ui/Avatar";
export { NameForm } from "./ui/NameForm";
