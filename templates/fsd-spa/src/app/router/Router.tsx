import { type ComponentType, lazy, Suspense } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { HomePage } from "@/pages/home";
import { LoginPage } from "@/pages/login";
import { NotFoundPage } from "@/pages/not-found";
import { paths } from "@/shared/config";
import { Layout } from "../layout/Layout";
import { Loading } from "../layout/Loading";
import { Guard } from "./Guard";

const DashboardPage = page(() => import("@/pages/dashboard"), "DashboardPage");

/** The pages by their address. Each address also stands in shared/config/pages.ts. */
export function Router() {
  return (
    <BrowserRouter>
      <Layout>
        <Guard>
          <Suspense fallback={<Loading />}>
            <Routes>
              <Route path={paths.home} element={<HomePage />} />
              <Route path={paths.login} element={<LoginPage />} />
              <Route path={paths.dashboard} element={<DashboardPage />} />
              <Route path="*" element={<NotFoundPage />} />
            </Routes>
          </Suspense>
        </Guard>
      </Layout>
    </BrowserRouter>
  );
}

/** A page that is loaded when it is opened. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(() => load().then((slice) => ({ default: slice[name] })));
}
